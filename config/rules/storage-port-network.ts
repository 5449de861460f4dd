import type { Rule } from './rule';
import { inOrder } from '../model/model';

const NETWORK_ROLE = { 'front-end-a': 'iscsi-a', 'front-end-b': 'iscsi-b', 'mirror-1': 'mirror-1', 'mirror-2': 'mirror-2' } as const;

export const storagePortNetwork: Rule = {
  id: 'storage-port-network',
  severity: 'error',
  title: 'A port of a DataCore server is on a network of its role, the same one as on the other servers.',
  reason:
    'Hosts look for front-end A on network A only, and a mirror needs both ends on one network. A port elsewhere is a path that nobody uses.',
  source: 'DataCore host configuration guide for VMware; decision of this project.',
  reads: ['storage-servers', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    const first = new Map<string, { network: string; at: string }>();
    for (const [key, { ports }] of inOrder(model['storage-servers'])) {
      for (const [port, { role, network: id }] of inOrder(ports)) {
        const at = `storage-servers.${key}.ports.${port}.network`;
        const network = model.networks[id];
        const known = inOrder(model.networks)
          .filter(([, candidate]) => candidate.role === NETWORK_ROLE[role])
          .map(([candidate]) => candidate);
        if (network !== undefined && network.role !== NETWORK_ROLE[role]) {
          report({
            at,
            message: `a \`${role}\` port is on network \`${id}\` of role \`${network.role}\``,
            ...(known.length === 0 ? {} : { allowed: known.join(', ') }),
            fix: `choose a network of role \`${NETWORK_ROLE[role]}\``,
            also: [{ at: `storage-servers.${key}.ports.${port}.role`, note: 'the role of the port' }],
          });
          continue;
        }
        const other = first.get(role);
        if (other === undefined) first.set(role, { network: id, at });
        else if (other.network !== id)
          report({
            at,
            message: `\`${role}\` is on network \`${id}\` here and on \`${other.network}\` elsewhere`,
            fix: `use \`${other.network}\``,
            also: [{ at: other.at, note: 'elsewhere' }],
          });
      }
    }
  },
};
