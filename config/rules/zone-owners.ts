import type { Rule } from './rule';
import { inOrder, type NetworkNode } from '../model/model';

export const zoneOwners: Rule = {
  id: 'zone-owners',
  severity: 'error',
  title: 'A zone that holds a network of a tenant holds no network of anybody else.',
  reason:
    'Within a zone nothing is filtered, so two tenants in one zone reach all of each other’s machines, past every declared flow. Schools share the zones of their kind: what is kept apart there is pupils from offices.',
  source: 'ANSSI guide d’hygiène informatique (cloisonnement); decision of this project.',
  reads: ['networks', 'tenants', 'schools'],
  waivable: true,
  check: (model, report) => {
    const first = new Map<string, NetworkNode>();
    for (const [, network] of inOrder(model.networks)) {
      const other = first.get(network.zone);
      if (other === undefined) first.set(network.zone, network);
      else if (other.owner !== network.owner && (isTenants(network) || isTenants(other))) {
        // Whichever comes first by name: the tenant’s is the one to move.
        const [guest, host] = isTenants(network) ? [network, other] : [other, network];
        report({
          at: `${guest.path}.zone`,
          message: `network \`${guest.id}\` is in zone \`${guest.zone}\`, with ${whose(host)} network \`${host.id}\`: they reach each other unfiltered`,
          fix: `describe a zone of its own for \`${guest.owner ?? guest.id}\` in zones, and what may pass in flows`,
          also: [{ at: `${host.path}.zone`, note: 'in the same zone' }],
        });
      }
    }
  },
};

const isTenants = ({ ownerKind }: NetworkNode): boolean => ownerKind === 'tenants';
const whose = ({ owner }: NetworkNode): string => (owner === undefined ? 'the shared' : `\`${owner}\`’s`);
