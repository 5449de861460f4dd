import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { clockOf, cpuOf } from './lib/capacity';
import { frequencies, sizes } from './lib/text';

export const tenantQuota: Rule = {
  id: 'tenant-quota',
  severity: 'error',
  title: 'The workloads of a tenant fit in its quota of CPU, of memory and of disks.',
  reason:
    'The quota is the ceiling of its resource pool, also during a failover: beyond it the hypervisor takes memory back from running VMs and lets them wait for processors. Disks beyond it were never agreed and are paid by others.',
  source:
    'vSphere resource management guide (limits of resource pools); decision of this project: declared demand at the clock of the slowest host.',
  reads: ['clusters', 'hosts', 'hardware', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    const clocks = new Map(inOrder(model.clusters).map(([cluster]) => [cluster, clockOf(model, cluster)]));
    const sums = new Map<string, { cpu: number; memory: number; storage: number }>();
    for (const [, workload] of inOrder(model.workloads)) {
      if (workload.ownerKind !== 'tenants') continue;
      const sum = sums.get(workload.owner) ?? { cpu: 0, memory: 0, storage: 0 };
      sums.set(workload.owner, {
        cpu: sum.cpu + cpuOf(workload, clocks.get(workload.cluster) ?? 0),
        memory: sum.memory + workload.memory,
        storage: sum.storage + Object.values(workload.disks).reduce((total, disk) => total + disk.size, 0),
      });
    }
    for (const [key, { quota }] of inOrder(model.tenants)) {
      const sum = sums.get(key) ?? { cpu: 0, memory: 0, storage: 0 };
      for (const [field, what, shown] of [
        ['cpu', 'CPU', frequencies],
        ['memory', 'memory', sizes],
        ['storage', 'disks', sizes],
      ] as const) {
        if (sum[field] <= quota[field]) continue;
        const [taken, given] = shown(sum[field], quota[field]);
        report({
          at: `tenants.${key}.quota.${field}`,
          message: `the workloads of \`${key}\` take \`${taken}\` of ${what}, its quota is ${given}`,
          fix: 'raise the quota by agreement, or make a workload smaller',
        });
      }
    }
  },
};
