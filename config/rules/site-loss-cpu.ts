import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { cpuAt, cpuDemandOf } from './lib/capacity';
import { datacenters } from './lib/sites';
import { frequencies } from './lib/text';

export const siteLossCpu: Rule = {
  id: 'site-loss-cpu',
  severity: 'error',
  title: 'The processors of each site alone carry the declared demand of all VMs of the cluster.',
  reason:
    'When a site is lost, its VMs start again at the other on top of those that run there. All of them start where memory suffices, but where processors do not, every service is slow at once and restarts outlast their objectives.',
  source:
    'vSphere Metro Storage Cluster recommended practices (50 % of CPU and memory reserved); decision of this project: declared demand at the clock of the slowest host.',
  reads: ['sites', 'clusters', 'hosts', 'hardware', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const [key] of inOrder(model.clusters)) {
      const demand = cpuDemandOf(model, key);
      for (const site of datacenters(model)) {
        const cpu = cpuAt(model, key, site);
        // A site without hosts, or with hosts of unknown size, is the finding of another rule.
        if (cpu === 0 || demand <= cpu) continue;
        const [needed, given] = frequencies(demand, cpu);
        report({
          at: `clusters.${key}.title`,
          aim: 'key',
          message: `the VMs of cluster \`${key}\` need \`${needed}\` of CPU, its hosts at \`${site}\` alone have ${given}`,
          fix: `add hosts or cores at \`${site}\`, or give VMs fewer processors or a lower \`cpuDemand\``,
          also: inOrder(model.hosts)
            .filter(([, host]) => host.cluster === key && host.site === site)
            .slice(0, 3)
            .map(([host]) => ({ at: `hosts.${host}.hardware`, note: `host \`${host}\`` })),
        });
      }
    }
  },
};
