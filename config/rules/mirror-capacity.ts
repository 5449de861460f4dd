import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { format } from '../model/quantities';

const LEAST = 1000;

export const mirrorCapacity: Rule = {
  id: 'mirror-capacity',
  severity: 'error',
  title: 'A link that carries a mirror has at least 1 Gbit/s.',
  reason:
    'Every write waits until the other side has it. Over a thin link all writes of the estate wait in one queue, the mirrors fall out, and their recovery never ends.',
  source: 'DataCore SANsymphony prerequisites (iSCSI at 1 Gbit/s or more); decision of this project.',
  reads: ['links'],
  check: (model, report) => {
    for (const [key, { capacity, carries }] of inOrder(model.links)) {
      const mirrors = carries.filter((use) => use.startsWith('mirror-'));
      if (mirrors.length === 0 || capacity >= LEAST) continue;
      report({
        at: `links.${key}.capacity`,
        message: `\`${format('rate', capacity)}\` is too little for \`${mirrors.join('` and `')}\``,
        allowed: `at least ${format('rate', LEAST)}`,
        fix: 'let a faster link carry the mirror',
      });
    }
  },
};
