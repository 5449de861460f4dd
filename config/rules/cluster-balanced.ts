import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { hostsOf, memoryAt } from './lib/capacity';
import { datacenters } from './lib/sites';
import { size } from './lib/text';

/** Difference between the sites, as a share of the larger, above which half of the cluster is no longer one site. */
const TOLERANCE = 0.1;

export const clusterBalanced: Rule = {
  id: 'cluster-balanced',
  severity: 'warning',
  title: 'The two sites of a cluster have about the same memory.',
  reason:
    'Admission control reserves half of the cluster. Half is one site only while both are alike; otherwise VMs are admitted that the smaller site cannot restart.',
  source: 'vSphere Metro Storage Cluster recommended practices (50 % of CPU and memory).',
  reads: ['sites', 'clusters', 'hosts', 'hardware'],
  waivable: true,
  check: (model, report) => {
    const [a, b] = datacenters(model);
    if (a === undefined || b === undefined) return;
    for (const [key] of inOrder(model.clusters)) {
      const hosts = hostsOf(model, key);
      const [low, high] = [
        { site: a, memory: memoryAt(hosts, a) },
        { site: b, memory: memoryAt(hosts, b) },
      ].sort((x, y) => x.memory - y.memory);
      if (low === undefined || high === undefined || low.memory === 0 || high.memory - low.memory <= high.memory * TOLERANCE) continue;
      report({
        at: `clusters.${key}.title`,
        aim: 'key',
        message: `cluster \`${key}\` has \`${size(low.memory)}\` for VMs at \`${low.site}\`, but ${size(high.memory)} at \`${high.site}\``,
        allowed: 'a difference of at most 10 %',
        fix: `add hosts at \`${low.site}\``,
      });
    }
  },
};
