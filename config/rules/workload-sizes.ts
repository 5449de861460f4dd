import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { format } from '../model/quantities';

export const workloadSizes: Rule = {
  id: 'workload-sizes',
  severity: 'error',
  title: 'Disks are of whole GiB, memory of a multiple of 4 MiB, and processors of whole sockets.',
  reason:
    'The provider counts disks in GiB: a fraction would be rounded, and the next plan would find a difference for ever. vSphere refuses memory that is no multiple of 4 MiB, and processors that their sockets do not divide.',
  source: 'vmware/vsphere provider, vsphere_virtual_machine (disk.size in GB, memory in MB); vSphere virtual machine administration guide.',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, disks, memory, cpus, coresPerSocket }] of inOrder(model.workloads)) {
      if (memory === 0 || memory % 4 !== 0)
        report({
          at: `${path}.memory`,
          message: `\`${format('size', memory)}\` is no multiple of 4 MiB`,
          fix: `write ${format('size', Math.max(4, Math.ceil(memory / 4) * 4))}`,
        });
      if (coresPerSocket !== undefined && cpus % coresPerSocket !== 0)
        report({
          at: `${path}.coresPerSocket`,
          message: `\`${String(cpus)}\` processors are no whole number of sockets of \`${String(coresPerSocket)}\``,
          allowed: `a divisor of ${String(cpus)}`,
          fix: 'change one of them, or leave `coresPerSocket` out',
          also: [{ at: `${path}.cpus`, note: 'its processors' }],
        });
      for (const [disk, { size }] of inOrder(disks)) {
        if (size === 0 || size % 1024 !== 0)
          report({
            at: `${path}.disks.${disk}.size`,
            message: `\`${format('size', size)}\` is not of whole GiB`,
            fix: `write ${format('size', Math.max(1, Math.ceil(size / 1024)) * 1024)}`,
          });
      }
    }
  },
};
