import { format } from '../model/quantities';
import { inOrder } from '../model/model';
import type { Rule } from './rule';

export const backupImmutable: Rule = {
  id: 'backup-immutable',
  severity: 'error',
  title: 'The far copies of a workload cannot be changed, for longer than an intruder stays unnoticed.',
  reason:
    'Ransomware looks for the backups first. A copy that not even an administrator can change is there when it has found the rest; but one that can be changed again before anybody notices the intruder is as good as none.',
  source: '3-2-1-1-0 (one copy offline or immutable); ANSSI, sauvegarde des systèmes d’information; `assumptions.backup.unnoticed`.',
  reads: ['estate', 'repositories', 'backup-classes', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    const { unnoticed } = model.estate.assumptions.backup;
    const far = new Set(
      inOrder(model.workloads).map(([, { home, backup }]) => model['backup-classes'][backup]?.repositories[home]?.far ?? ''),
    );
    for (const [key, { immutability }] of inOrder(model.repositories).filter(([name]) => far.has(name))) {
      if (immutability === undefined)
        report({
          at: `repositories.${key}.title`,
          aim: 'key',
          message: `far copies on \`${key}\` can be changed`,
          fix: 'give the repository an `immutability`',
        });
      else if (immutability.duration < unnoticed)
        report({
          at: `repositories.${key}.immutability.duration`,
          message: `far copies on \`${key}\` can be changed again after \`${format('duration', immutability.duration)}\``,
          allowed: `at least ${format('duration', unnoticed)}, for which an intruder is taken to stay unnoticed`,
          fix: 'lengthen it',
        });
    }
  },
};
