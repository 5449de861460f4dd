import type { Rule } from './rule';
import { inOrder } from '../model/model';

/** The SCSI controller itself answers at this position. */
const CONTROLLER = 7;

export const workloadDisks: Rule = {
  id: 'workload-disks',
  severity: 'error',
  title: 'One disk of a VM is at unit 0, each is at its own unit, and none at 7.',
  reason:
    'Unit 0 is the disk that the template brings and the VM starts from. Terraform knows the others by their unit: two on one, or one on the controller’s own position, is refused half-way or taken for another disk.',
  source: 'vmware/vsphere provider, vsphere_virtual_machine (disk.unit_number), issues #2374 and #2233; SCSI: id 7 is the controller’s.',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, disks }] of inOrder(model.workloads)) {
      const first = new Map<number, string>();
      for (const [disk, { unit }] of inOrder(disks)) {
        const at = `${path}.disks.${disk}.unit`;
        const other = first.get(unit);
        if (other === undefined) first.set(unit, at);
        else
          report({
            at,
            message: `unit \`${String(unit)}\` is taken`,
            fix: 'choose a free one, and keep it for ever',
            also: [{ at: other, note: 'first used here' }],
          });
        if (unit === CONTROLLER)
          report({ at, message: `unit \`${String(unit)}\` is that of the controller`, allowed: '0 to 6, 8 to 14', fix: 'choose another' });
      }
      if (!first.has(0))
        report({ at: `${path}.disks`, aim: 'key', message: 'no disk is at unit `0`', fix: 'write `unit: 0` for the system disk' });
    }
  },
};
