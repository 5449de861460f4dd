import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { footprint, hostsOf, memoryLeft } from './lib/capacity';
import { datacenters } from './lib/sites';
import { size } from './lib/text';

export const workloadFitsHost: Rule = {
  id: 'workload-fits-host',
  severity: 'error',
  title: 'A VM fits on one host at each site, in memory and in cores.',
  reason:
    'Memory that is free on several hosts does not start a VM that needs it on one. A VM larger than every host of the other site is lost with its own.',
  source: 'vSphere availability guide (resource fragmentation); decision of this project.',
  reads: ['sites', 'clusters', 'hosts', 'hardware', 'tenants', 'services'],
  check: (model, report) => {
    const largest = new Map<string, readonly { readonly site: string; readonly memory: number; readonly cores: number }[]>();
    for (const [cluster] of inOrder(model.clusters)) {
      const hosts = hostsOf(model, cluster);
      largest.set(
        cluster,
        datacenters(model).map((site) => {
          const there = hosts.filter((host) => host.site === site);
          const cores = there.map(({ host }) => model.hardware[model.hosts[host]?.hardware ?? '']?.cores ?? Infinity);
          return {
            site,
            memory: Math.max(0, ...there.map(({ memory }) => memory)),
            cores: there.length === 0 ? Infinity : Math.max(...cores),
          };
        }),
      );
    }
    for (const [, workload] of inOrder(model.workloads)) {
      for (const { site, memory, cores } of largest.get(workload.cluster) ?? []) {
        if (memory > 0 && footprint(workload) > memory)
          report({
            at: `${workload.path}.memory`,
            message: `\`${size(workload.memory)}\` fits on no host at \`${site}\``,
            allowed: `at most ${size(Math.floor(memoryLeft(memory, workload.cpus) / 1024) * 1024)} on the largest host there`,
            fix: 'give it less memory, or that site larger hosts',
          });
        if (workload.cpus > cores)
          report({
            at: `${workload.path}.cpus`,
            message: `\`${String(workload.cpus)}\` processors are more than the cores of any host at \`${site}\``,
            allowed: `at most ${String(cores)}`,
            fix: 'give it fewer processors',
          });
      }
    }
  },
};
