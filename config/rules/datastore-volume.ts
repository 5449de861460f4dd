import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { repeated } from './lib/duplicates';

export const datastoreVolume: Rule = {
  id: 'datastore-volume',
  severity: 'error',
  title: 'A volume carries one datastore.',
  reason:
    'Making a VMFS datastore needs an empty disk. A second one on the same volume is refused, or erases the first where somebody forces it.',
  source: 'vmware/vsphere provider, vsphere_vmfs_datastore (fails on a LUN that is not blank).',
  reads: ['datastores'],
  check: (model, report) => {
    for (const { again, first } of repeated(
      inOrder(model.datastores).map(([key, { volume }]) => ({ value: volume, at: `datastores.${key}.volume`, key })),
    )) {
      report({
        at: again.at,
        message: `volume \`${again.value}\` already carries datastore \`${first.key}\``,
        fix: 'give it a volume of its own',
        also: [{ at: first.at, note: 'first used here' }],
      });
    }
  },
};
