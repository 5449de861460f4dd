import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const nicOwner: Rule = {
  id: 'nic-owner',
  severity: 'error',
  title: 'A VM is on networks of its own tenant or on shared ones.',
  reason:
    'A VM on another’s network is inside of it, past every declared flow. What two tenants share goes through a shared network, where it can be seen.',
  source: 'ANSSI guide d’hygiène informatique (cloisonnement); decision of this project.',
  reads: ['networks', 'tenants', 'schools', 'services'],
  check: (model, report) => {
    for (const [, { path, nics, owner }] of inOrder(model.workloads)) {
      for (const [nic, { network: id }] of inOrder(nics)) {
        const network = model.networks[id];
        if (network?.owner === undefined || network.owner === owner) continue;
        report({
          at: `${path}.nics.${nic}.network`,
          message: `network \`${id}\` belongs to \`${network.owner}\`, the VM to \`${owner}\``,
          fix: 'choose a network of its own, or a shared one with a declared flow',
          also: [{ at: `${network.path}.title`, note: 'the network' }],
        });
      }
    }
  },
};
