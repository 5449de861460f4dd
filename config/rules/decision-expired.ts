import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const decisionExpired: Rule = {
  id: 'decision-expired',
  severity: 'warning',
  title: 'Exceptions and approvals are within their time.',
  reason:
    'They were accepted for a time. Past it somebody must look again: at the risk that was accepted, or at the data that may still be let go.',
  source: 'Decision of this project: an exception carries a reason, an owner and an end.',
  reads: ['exceptions', 'approvals'],
  check: (model, report, { asOf }) => {
    for (const collection of ['exceptions', 'approvals'] as const) {
      const entities: Readonly<Record<string, { readonly until: string; readonly owner: string }>> = model[collection];
      for (const [key, { until, owner }] of inOrder(entities)) {
        if (until < asOf)
          report({
            at: `${collection}.${key}.until`,
            message: `the ${collection === 'exceptions' ? 'exception' : 'approval'} \`${key}\` ended on \`${until}\``,
            fix: `remove it, or let ${owner} decide again`,
          });
      }
    }
  },
};
