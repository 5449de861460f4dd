import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { demandOf, hostsOf, memoryAt } from './lib/capacity';
import { datacenters } from './lib/sites';
import { sizes } from './lib/text';

export const siteLossCapacity: Rule = {
  id: 'site-loss-capacity',
  severity: 'error',
  title: 'The hosts of each site alone carry the memory of all VMs of the cluster.',
  reason:
    'When a site is lost, the other restarts everything. What does not fit stays off, the lowest priorities first, and is found out on the worst day.',
  source:
    'vSphere Metro Storage Cluster recommended practices (50 % reserved); decision of this project: configured memory, no overcommitment.',
  reads: ['sites', 'clusters', 'hosts', 'hardware', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const [key] of inOrder(model.clusters)) {
      const hosts = hostsOf(model, key);
      const demand = demandOf(model, key);
      for (const site of datacenters(model)) {
        const memory = memoryAt(hosts, site);
        // A site without hosts, or with hosts of unknown size, is the finding of another rule.
        if (memory === 0 || demand <= memory) continue;
        const [needed, given] = sizes(demand, memory);
        report({
          at: `clusters.${key}.title`,
          aim: 'key',
          message: `the VMs of cluster \`${key}\` need \`${needed}\` of memory, its hosts at \`${site}\` alone have ${given}`,
          fix: `add hosts or memory at \`${site}\`, or give VMs less memory`,
          also: hosts
            .filter((host) => host.site === site)
            .slice(0, 3)
            .map(({ host }) => ({ at: `hosts.${host}.hardware`, note: `host \`${host}\`` })),
        });
      }
    }
  },
};
