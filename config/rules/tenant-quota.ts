import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { sizes } from './lib/text';

export const tenantQuota: Rule = {
  id: 'tenant-quota',
  severity: 'error',
  title: 'The workloads of a tenant fit in its quota of memory and of disks.',
  reason:
    'The quota is the ceiling of its resource pool, also during a failover: beyond it the hypervisor takes memory back from running VMs. Disks beyond it were never agreed and are paid by others.',
  source: 'vSphere resource management guide (limits of resource pools); decision of this project.',
  reads: ['tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    const sums = new Map<string, { memory: number; storage: number }>();
    for (const [, { owner, ownerKind, memory, disks }] of inOrder(model.workloads)) {
      const sum = sums.get(owner) ?? { memory: 0, storage: 0 };
      const storage = Object.values(disks).reduce((total, disk) => total + disk.size, 0);
      if (ownerKind === 'tenants') sums.set(owner, { memory: sum.memory + memory, storage: sum.storage + storage });
    }
    for (const [key, { quota }] of inOrder(model.tenants)) {
      const sum = sums.get(key) ?? { memory: 0, storage: 0 };
      for (const [field, what] of [
        ['memory', 'memory'],
        ['storage', 'disks'],
      ] as const) {
        if (sum[field] <= quota[field]) continue;
        const [taken, given] = sizes(sum[field], quota[field]);
        report({
          at: `tenants.${key}.quota.${field}`,
          message: `the workloads of \`${key}\` take \`${taken}\` of ${what}, its quota is ${given}`,
          fix: 'raise the quota by agreement, or make a workload smaller',
        });
      }
    }
  },
};
