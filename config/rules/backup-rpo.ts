import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { duration } from './lib/text';

export const backupRpo: Rule = {
  id: 'backup-rpo',
  severity: 'error',
  title: 'Where disks are not mirrored, the newest copy is never older than the loss that the class accepts.',
  reason:
    'Without a mirror the newest copy is all that is left after the loss of a disk, so its age is the loss. A mirrored class keeps its PDMA by the mirror; what a mistake or an attack destroys there goes back to the newest copy too, and the backup class says how far.',
  source: 'ISO 22301 (RPO); decision of this project: mirrored classes are left out.',
  reads: ['classes', 'backup-classes', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const [, { path, class: name, backup }] of inOrder(model.workloads)) {
      const [promised, copies] = [model.classes[name], model['backup-classes'][backup]];
      if (promised === undefined || copies === undefined || promised.mirrored || copies.rpo <= promised.pdma) continue;
      report({
        at: `${path}.backup`,
        message: `the newest copy of class \`${backup}\` may be \`${duration(copies.rpo)}\` old, but class \`${name}\` accepts a loss of ${duration(promised.pdma)}`,
        fix: 'choose a backup class with a shorter `rpo`, or a mirrored class',
        also: [
          { at: `backup-classes.${backup}.rpo`, note: 'age of the newest copy' },
          { at: `classes.${name}.pdma`, note: 'accepted loss' },
        ],
      });
    }
  },
};
