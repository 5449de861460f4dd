import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const backupThreeLevels: Rule = {
  id: 'backup-three-levels',
  severity: 'error',
  title: 'Every workload has three levels of backup: near disk, far disk and tape.',
  reason: 'Ransomware looks for the backups first. A tape that no network reaches is what is left when it has found the rest.',
  source: '3-2-1-1-0 (one copy offline or immutable); ANSSI, sauvegarde des systèmes d’information.',
  reads: ['backup-classes', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const [, { path, backup }] of inOrder(model.workloads)) {
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
    }
  },
};
