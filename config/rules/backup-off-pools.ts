import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const backupOffPools: Rule = {
  id: 'backup-off-pools',
  severity: 'error',
  title: 'No copy lies on the pools that it protects, and the medium of a repository fits its storage.',
  reason:
    'A copy on the mirrored pools is lost with what it copies: by the same fault, the same mistake and the same attacker. Snapshots are no backup for the same reason.',
  source: 'Section 6, point 6 of the project’s domain notes; 3-2-1-1-0.',
  reads: ['repositories'],
  check: (model, report) => {
    for (const [key, { medium, storage }] of inOrder(model.repositories)) {
      const at = `repositories.${key}.storage`;
      const right = medium === 'tape' ? 'library' : 'own-disks';
      if (storage === 'protected-pool')
        report({ at, message: `the copies of \`${key}\` lie on \`${storage}\``, allowed: right, fix: 'give it disks of its own' });
      else if (storage !== right)
        report({
          at,
          message: `\`${storage}\` does not fit the medium \`${medium}\``,
          allowed: right,
          fix: `write \`storage: ${right}\``,
          also: [{ at: `repositories.${key}.medium`, note: 'the medium' }],
        });
    }
  },
};
