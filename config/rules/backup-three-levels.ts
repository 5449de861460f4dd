import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const backupThreeLevels: Rule = {
  id: 'backup-three-levels',
  severity: 'error',
  title: 'Every workload has three levels of backup: near disk, far disk that nobody can change, and tape.',
  reason:
    'Ransomware looks for the backups first. A far copy that not even an administrator can change, and a tape that no network reaches, are what is left when it has found the rest.',
  source: '3-2-1-1-0 (one copy offline or immutable); ANSSI, sauvegarde des systèmes d’information.',
  reads: ['repositories', 'backup-classes', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const [, { path, home, backup }] of inOrder(model.workloads)) {
      const known = model['backup-classes'][backup];
      if (known === undefined) continue;
      const at = `${path}.backup`;
      if (known.levels.tape === undefined || known.tape === undefined)
        report({
          at,
          message: `backup class \`${backup}\` has no tape level`,
          allowed: 'a class with `levels.tape` and `tape`',
          fix: 'choose another class, or complete this one',
          also: [{ at: `backup-classes.${backup}.levels`, note: 'its levels' }],
        });
      const far = known.repositories[home]?.far ?? '';
      const repository = model.repositories[far];
      if (repository !== undefined && repository.immutability === undefined)
        report({
          at,
          message: `the far copies of class \`${backup}\` lie on \`${far}\`, where they can be changed`,
          fix: 'give the repository an `immutability`, or choose another class',
          also: [{ at: `repositories.${far}.title`, note: 'the repository' }],
        });
    }
  },
};
