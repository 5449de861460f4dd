import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { withoutSites } from './lib/sites';

export const clusterBothSites: Rule = {
  id: 'cluster-both-sites',
  severity: 'error',
  title: 'Every cluster has hosts at both datacenter sites.',
  reason:
    'A stretched cluster restarts at one site what ran at the other. Hosts at one site only make a cluster that falls with it, whatever its storage does.',
  source: 'vSphere Metro Storage Cluster recommended practices.',
  reads: ['sites', 'clusters', 'hosts'],
  check: (model, report) => {
    for (const [key] of inOrder(model.clusters)) {
      const hosts = inOrder(model.hosts).filter(([, host]) => host.cluster === key);
      for (const site of withoutSites(
        model,
        hosts.map(([, host]) => host.site),
      )) {
        report({
          at: `clusters.${key}.title`,
          aim: 'key',
          message: `cluster \`${key}\` has no host at \`${site}\``,
          fix: `describe a host with \`cluster: ${key}\` and \`site: ${site}\``,
          also: hosts.slice(0, 3).map(([host]) => ({ at: `hosts.${host}.site`, note: `host \`${host}\`` })),
        });
      }
    }
  },
};
