import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const nicNetwork: Rule = {
  id: 'nic-network',
  severity: 'error',
  title: 'A VM is on networks that hypervisors see, each of them once.',
  reason:
    'A network without a distributed switch has no port group to connect to. Two cards on one network give the guest two routes to the same place, and answers leave by either.',
  source: 'Decision of this project; RFC 1122 (multihoming).',
  reads: ['networks', 'tenants', 'schools', 'services'],
  check: (model, report) => {
    for (const [, { path, nics }] of inOrder(model.workloads)) {
      const first = new Map<string, string>();
      for (const [nic, { network: id }] of inOrder(nics)) {
        const at = `${path}.nics.${nic}.network`;
        const network = model.networks[id];
        const other = first.get(id);
        if (other === undefined) first.set(id, at);
        else
          report({
            at,
            message: `the VM is on network \`${id}\` twice`,
            fix: 'keep one card',
            also: [{ at: other, note: 'the other card' }],
          });
        // Mirror networks never have a switch: `mirror-off-hypervisors` says so.
        if (network === undefined || network.switch !== undefined || network.role.startsWith('mirror-')) continue;
        report({
          at,
          message: `network \`${id}\` is on no distributed switch`,
          fix: 'choose another network, or give it a `switch`',
          also: [{ at: `${network.path}.title`, note: 'the network' }],
        });
      }
    }
  },
};
