import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const flowReview: Rule = {
  id: 'flow-review',
  severity: 'warning',
  title: 'The review of a flow is not overdue.',
  reason: 'Flows are opened for a need and outlive it. A review that nobody holds is how a filter becomes a sieve.',
  source: 'ANSSI, recommandations pour la définition d’une politique de filtrage (periodic review).',
  reads: ['flows'],
  waivable: true,
  check: (model, report, { asOf }) => {
    for (const [key, { review, owner }] of inOrder(model.flows)) {
      if (review < asOf)
        report({
          at: `flows.${key}.review`,
          message: `flow \`${key}\` was to be reviewed by \`${review}\``,
          fix: `let ${owner} confirm it and write the next date, or remove it`,
        });
    }
  },
};
