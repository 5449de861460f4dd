import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

const YEAR = 365 * 86_400;

export const schoolLogs: Rule = {
  id: 'school-logs',
  severity: 'warning',
  title: 'Connection data are kept for a year under the public regime, and never longer.',
  reason:
    'Whoever offers access to the public must be able to answer for one year. Beyond it, keeping them is itself a breach, and under the internal regime the need must be shown.',
  source: 'CPCE art. L. 34-1 and R. 10-13; CNIL, journalisation. Which regime holds is for the data protection officer.',
  reads: ['schools'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { logs }] of inOrder(model.schools)) {
      const days = Math.round(logs.retention / 86_400);
      const at = `schools.${key}.logs.retention`;
      const also = [{ at: `schools.${key}.logs.regime`, note: 'the regime' }];
      if (days > 366)
        report({
          at,
          message: `\`${duration(logs.retention)}\` is longer than a year`,
          allowed: 'at most 1 years',
          fix: 'keep them for a year',
          also,
        });
      else if (logs.regime === 'public-access' && logs.retention < YEAR)
        report({
          at,
          message: `\`${duration(logs.retention)}\` is less than the year that \`public-access\` asks for`,
          allowed: '1 years',
          fix: 'keep them for a year, or correct the regime',
          also,
        });
    }
  },
};
