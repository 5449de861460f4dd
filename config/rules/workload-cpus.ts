import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const workloadCpus: Rule = {
  id: 'workload-cpus',
  severity: 'error',
  title: 'A VM has no more processors than the smallest host of its cluster has cores.',
  reason:
    'A VM wider than a host never starts there, so DRS and HA have fewer places for it than the cluster seems to have. On a host that it just exceeds by its threads, its processors wait for each other and it runs slower than with fewer.',
  source: 'vSphere resource management guide; VMware performance best practices (virtual machine size and physical cores).',
  reads: ['hosts', 'hardware', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    // A host of unknown size is the finding of another rule.
    const sized = inOrder(model.hosts)
      .map(([host, { cluster, site, hardware }]) => ({ host, cluster, site, cores: model.hardware[hardware]?.cores ?? Infinity }))
      .sort((a, b) => a.cores - b.cores);
    const clusters = new Map(sized.map(({ cluster }) => [cluster, sized.filter((host) => host.cluster === cluster)]));
    for (const [, { path, cpus, cluster }] of inOrder(model.workloads)) {
      const hosts = clusters.get(cluster) ?? [];
      const [least] = hosts;
      if (least === undefined || cpus <= least.cores) continue;
      // So is a VM that fits on no host of a site.
      const sites = new Set(hosts.map(({ site }) => site));
      if (![...sites].every((site) => hosts.some((host) => host.site === site && host.cores >= cpus))) continue;
      report({
        at: `${path}.cpus`,
        message: `\`${String(cpus)}\` processors are more than the cores of \`${least.host}\`, the smallest host of cluster \`${cluster}\``,
        allowed: `at most ${String(least.cores)}`,
        fix: 'give it fewer processors',
        also: [{ at: `hosts.${least.host}.hardware`, note: 'the smallest host' }],
      });
    }
  },
};
