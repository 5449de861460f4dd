import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { format } from '../model/quantities';

const LEAST = 250;

export const vmotionCapacity: Rule = {
  id: 'vmotion-capacity',
  severity: 'error',
  title: 'A link that carries vMotion has at least 250 Mbit/s.',
  reason:
    'Below that a running VM changes its memory faster than it is copied, and the migration never ends. DRS then cannot bring VMs home after a failover.',
  source: 'vSphere vMotion networking requirements: 250 Mbit/s per concurrent session.',
  reads: ['links'],
  check: (model, report) => {
    for (const [key, { capacity, carries }] of inOrder(model.links)) {
      if (!carries.includes('vmotion') || capacity >= LEAST) continue;
      report({
        at: `links.${key}.capacity`,
        message: `\`${format('rate', capacity)}\` is too little for vMotion`,
        allowed: `at least ${format('rate', LEAST)}`,
        fix: 'remove `vmotion` from what it carries, or use a faster link',
      });
    }
  },
};
