import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const contractEnded: Rule = {
  id: 'contract-ended',
  severity: 'warning',
  title: 'Contracts with suppliers and hosting agreements with tenants have not ended.',
  reason: 'A link without a contract is repaired when the carrier likes. A tenant without an agreement has objectives that nobody signed.',
  source: 'Decision of this project: dates warn, judged at `--as-of`.',
  reads: ['suppliers', 'applications', 'tenants'],
  waivable: true,
  check: (model, report, { asOf }) => {
    const ends = [
      ...(['suppliers', 'applications'] as const).flatMap((collection) => {
        const entities: Readonly<Record<string, { readonly contract: { readonly end: string } }>> = model[collection];
        return inOrder(entities).map(([key, { contract }]) => ({
          at: `${collection}.${key}.contract.end`,
          what: 'contract',
          key,
          end: contract.end,
        }));
      }),
      ...inOrder(model.tenants).map(([key, { agreement }]) => ({
        at: `tenants.${key}.agreement.end`,
        what: 'hosting agreement',
        key,
        end: agreement.end,
      })),
    ];
    for (const { at, what, key, end } of ends) {
      if (end < asOf) report({ at, message: `the ${what} of \`${key}\` ended on \`${end}\``, fix: 'renew it and write its new end' });
    }
  },
};
