import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const apartSymmetric: Rule = {
  id: 'apart-symmetric',
  severity: 'error',
  title: 'Two VMs that stay apart name each other.',
  reason:
    'Whoever edits one of the two must see that it has a partner. Named on one side only, the pair is broken by the next edit of the other.',
  source: 'Decision of this project.',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const [id, { path, key, apart, owner }] of inOrder(model.workloads)) {
      for (const [index, partner] of apart.entries()) {
        const at = `${path}.apart.${String(index)}`;
        const other = model.workloads[partner];
        if (partner === id) report({ at, message: `\`${key}\` cannot stay apart from itself`, fix: 'name its partner' });
        else if (other === undefined) report({ at, message: `\`${partner}\` is no VM`, fix: 'physical machines do not move: remove it' });
        else if (!other.apart.includes(id))
          report({
            at,
            message: `\`${partner}\` does not name \`${id}\` in return`,
            fix: `add \`${other.owner === owner ? key : id}\` to \`apart\` there`,
            also: [{ at: `${other.path}.title`, note: 'the partner' }],
          });
      }
    }
  },
};
