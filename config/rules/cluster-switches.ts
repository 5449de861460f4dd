import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const clusterSwitches: Rule = {
  id: 'cluster-switches',
  severity: 'error',
  title: 'All hosts of a cluster are on the same distributed switches.',
  reason:
    'HA restarts a VM only where its port group is, and vMotion refuses a target without it. A host that lacks a switch is missing exactly when it is counted on.',
  source: 'vSphere Metro Storage Cluster recommended practices; vmware/terraform-provider-vsphere #1740.',
  reads: ['clusters', 'hosts'],
  check: (model, report) => {
    for (const [cluster] of inOrder(model.clusters)) {
      const hosts = inOrder(model.hosts)
        .filter(([, host]) => host.cluster === cluster)
        .map(([key, host]) => ({ key, switches: new Set(Object.values(host.nics).map((nic) => nic.switch)) }));
      for (const name of [...new Set(hosts.flatMap(({ switches }) => [...switches]))].sort()) {
        const having = hosts.find(({ switches }) => switches.has(name));
        for (const { key } of hosts.filter(({ switches }) => !switches.has(name))) {
          report({
            at: `hosts.${key}.nics`,
            aim: 'key',
            message: `host \`${key}\` has no card on \`${name}\`, which other hosts of \`${cluster}\` have`,
            fix: `give it two uplinks on ${quoted([name])}`,
            also: [{ at: `hosts.${having?.key ?? ''}.nics`, note: `host \`${having?.key ?? ''}\` has` }],
          });
        }
      }
    }
  },
};
