import type { Rule } from './rule';
import { inOrder, type Model } from '../model/model';
import { size, sizes } from './lib/text';

/** Share of a volume that disks and swap may take; the rest is for VMFS itself, logs and snapshots taken by backup. */
const USABLE = 0.9;

export const datastoreCapacity: Rule = {
  id: 'datastore-capacity',
  severity: 'error',
  title: 'The disks of VMs and their swap files fit in nine tenths of the datastore’s volume.',
  reason:
    'A VM swap file as large as its unreserved memory is made at each start. On a full datastore the VMs that should restart after a failure do not, and snapshots stop those that run.',
  source: 'vSphere resource management guide (swap files); decision of this project: a tenth stays free.',
  reads: ['volumes', 'datastores', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    const taken = takenOf(model);
    for (const [key, { volume }] of inOrder(model.datastores)) {
      const given = model.volumes[volume]?.size;
      const sum = taken.get(key) ?? 0;
      if (given === undefined || sum <= given * USABLE) continue;
      const [shown, usable] = sizes(sum, given * USABLE);
      report({
        at: `datastores.${key}.volume`,
        message: `disks and swap on \`${key}\` sum up to \`${shown}\`, its volume has ${size(given)}`,
        allowed: `at most ${usable}`,
        fix: 'grow the volume (applying stack `volumes` then makes the datastore fill it, or prints the step), or move a disk elsewhere',
        also: [{ at: `volumes.${volume}.size`, note: 'the volume' }],
      });
    }
  },
};

/** The swap file of a VM lies with its system disk. */
function takenOf(model: Model): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  const add = (datastore: string, mib: number): unknown => taken.set(datastore, (taken.get(datastore) ?? 0) + mib);
  for (const [, { disks, memory, memoryReservation }] of inOrder(model.workloads)) {
    const ordered = inOrder(disks).toSorted(([, a], [, b]) => a.unit - b.unit);
    for (const [index, [, { datastore, size: mib }]] of ordered.entries())
      add(datastore, mib + (index === 0 ? (memory * (100 - memoryReservation)) / 100 : 0));
  }
  return taken;
}
