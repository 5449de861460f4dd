import { inOrder, type Model } from '../model/model';
import type { Rule } from './rule';

export const isolationKnown: Rule = {
  id: 'isolation-known',
  severity: 'warning',
  title: 'An isolation address is that of something that the estate describes at its site.',
  reason:
    'Nothing answers at a mistyped address: when the hosts lose sight of each other, the half that asks it believes itself isolated, and powers its machines off. What is not described, such as the address of a switch, is accepted by an exception once somebody has tried it.',
  source: 'VMware KB 1002117 (das.isolationaddress); decision of this project.',
  reads: ['networks', 'tenants', 'schools', 'storage-servers'],
  waivable: true,
  check: (model, report) => {
    for (const [id, { path, role, isolation, gateways }] of inOrder(model.networks)) {
      if (role !== 'management') continue;
      for (const [site, address] of inOrder(isolation))
        if (gateways[site] !== address && !isStorageAt(model, site, address))
          report({
            at: `${path}.isolation.${site}`,
            message: `nothing that is described at \`${site}\` has \`${address}\` on \`${id}\``,
            allowed: 'a gateway of the network, or the management address of a storage server, at that site',
            fix: gateways[site] === undefined ? 'correct the address' : `choose the gateway ${gateways[site]}`,
          });
    }
  },
};

const isStorageAt = (model: Model, site: string, address: string): boolean =>
  Object.values(model['storage-servers']).some((server) => server.site === site && server.management === address);
