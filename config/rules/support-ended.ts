import type { Rule } from './rule';
import { inOrder } from '../model/model';

const COLLECTIONS = ['hosts', 'storage-servers', 'machines', 'repositories'] as const;

export const supportEnded: Rule = {
  id: 'support-ended',
  severity: 'warning',
  title: 'Equipment is under the vendor’s support.',
  reason:
    'Without support a failed part is replaced when one is found, and the objectives count on hours. It is a warning, because a date must never stop a repair at night.',
  source: 'Decision of this project: dates warn, judged at `--as-of`.',
  reads: COLLECTIONS,
  waivable: true,
  check: (model, report, { asOf }) => {
    for (const collection of COLLECTIONS) {
      const entities: Readonly<Record<string, { readonly supportEnd: string }>> = model[collection];
      for (const [key, { supportEnd }] of inOrder(entities)) {
        if (supportEnd < asOf)
          report({
            at: `${collection}.${key}.supportEnd`,
            message: `support of \`${key}\` ended on \`${supportEnd}\``,
            fix: 'renew it and write its new end, or replace the equipment',
          });
      }
    }
  },
};
