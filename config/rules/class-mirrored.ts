import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const classMirrored: Rule = {
  id: 'class-mirrored',
  severity: 'error',
  title: 'Disks of a class that must be mirrored lie on mirrored volumes.',
  reason:
    'A disk with one copy is lost with its site, whatever the cluster does: there is nothing left to restart from. One such disk among several is enough.',
  source: 'Section 2.2 (e) of the project’s domain notes; DataCore online help, mirroring.',
  reads: ['classes', 'volumes', 'datastores', 'tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, class: name, disks }] of inOrder(model.workloads)) {
      if (model.classes[name]?.mirrored !== true) continue;
      for (const [disk, { datastore }] of inOrder(disks)) {
        const volume = model.datastores[datastore]?.volume ?? '';
        if (model.volumes[volume]?.mirrored !== false) continue;
        report({
          at: `${path}.disks.${disk}.datastore`,
          message: `\`${datastore}\` is not mirrored, but class \`${name}\` must be`,
          fix: 'choose a mirrored datastore, or another class',
          also: [
            { at: `volumes.${volume}.mirrored`, note: 'the volume' },
            { at: `classes.${name}.mirrored`, note: 'the class' },
          ],
        });
      }
    }
  },
};
