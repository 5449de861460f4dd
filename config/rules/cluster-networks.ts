import type { Rule } from './rule';
import { inOrder } from '../model/model';

const ROLES = ['management', 'vmotion', 'iscsi-a', 'iscsi-b'] as const;

export const clusterNetworks: Rule = {
  id: 'cluster-networks',
  severity: 'error',
  title: 'The hosts of a cluster share their management, vMotion and iSCSI networks.',
  reason:
    'The vendor’s listing asks for one subnet across both sites for management and vMotion. On different networks HA does not hear its other half, and migrations between the sites need routing that nobody tested.',
  source: 'DataCore SANsymphony metro storage solution (Broadcom article 312184); vSphere Metro Storage Cluster recommended practices.',
  reads: ['clusters', 'hosts', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    for (const [cluster] of inOrder(model.clusters)) {
      for (const role of ROLES) {
        const adapters = inOrder(model.hosts)
          .filter(([, host]) => host.cluster === cluster)
          .flatMap(([key, host]) =>
            inOrder(host.addresses)
              .filter(([id]) => model.networks[id]?.role === role)
              .map(([id]) => ({ at: `hosts.${key}.addresses.${id}`, key, id })),
          );
        const first = adapters[0];
        for (const { at, key, id } of first === undefined ? [] : adapters.filter((adapter) => adapter.id !== first.id)) {
          if (adapters.some((adapter) => adapter.key === key && adapter.id === first?.id)) continue;
          report({
            at,
            aim: 'key',
            message: `host \`${key}\` has its \`${role}\` on \`${id}\`, the others of \`${cluster}\` on \`${first?.id ?? ''}\``,
            fix: `move it to \`${first?.id ?? ''}\``,
            also: [{ at: first?.at ?? at, note: `host \`${first?.key ?? ''}\`` }],
          });
        }
      }
    }
  },
};
