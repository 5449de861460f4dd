import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

const SHORTEST = 900;

export const snapshotPolicy: Rule = {
  id: 'snapshot-policy',
  severity: 'warning',
  title: 'Snapshots of volumes are at least 15 minutes apart and at most 14 days old.',
  reason:
    'A snapshot lies in the same pool on one server only: it slows every write and is lost with that server. It serves to undo a mistake of this week; what is older belongs to the backup.',
  source: 'DataCore online help, snapshots; decision of this project.',
  reads: ['snapshot-policies'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { every, keep }] of inOrder(model['snapshot-policies'])) {
      if (every < SHORTEST)
        report({
          at: `snapshot-policies.${key}.every`,
          message: `a snapshot every \`${duration(every)}\` slows all writes`,
          allowed: `${duration(SHORTEST)} or more`,
          fix: 'take them less often',
        });
      if (every * keep > 14 * 86_400)
        report({
          at: `snapshot-policies.${key}.keep`,
          message: `\`${String(keep)}\` snapshots reach back ${String(Math.round((every * keep) / 86_400))} days`,
          allowed: 'at most 14 days',
          fix: 'keep fewer: older states belong to the backup',
          also: [{ at: `snapshot-policies.${key}.every`, note: 'the interval' }],
        });
    }
  },
};
