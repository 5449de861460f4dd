import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const mirrorOffHypervisors: Rule = {
  id: 'mirror-off-hypervisors',
  severity: 'error',
  title: 'A mirror network has no distributed switch, no adapter of a host and no VM.',
  reason:
    'Mirror traffic between the DataCore servers carries every write of the estate, unencrypted. A hypervisor on that network could read it, slow it or break both mirrors with a loop.',
  source: 'DataCore best practice guide (dedicated mirror ports); decision of this project.',
  reads: ['networks', 'tenants', 'schools', 'services', 'hosts'],
  check: (model, report) => {
    const mirrors = new Map(inOrder(model.networks).filter(([, network]) => network.role === 'mirror-1' || network.role === 'mirror-2'));
    for (const [id, network] of mirrors) {
      if (network.switch !== undefined)
        report({
          at: `${network.path}.switch`,
          message: `mirror network \`${id}\` is on the distributed switch \`${network.switch}\``,
          fix: 'remove `switch`',
          also: [{ at: `${network.path}.role`, note: 'its role' }],
        });
    }
    for (const [key, { addresses }] of inOrder(model.hosts)) {
      for (const [id] of inOrder(addresses)) {
        if (mirrors.has(id))
          report({
            at: `hosts.${key}.addresses.${id}`,
            aim: 'key',
            message: `host \`${key}\` has an address on the mirror network \`${id}\``,
            fix: 'remove it',
            also: [{ at: `${mirrors.get(id)?.path ?? ''}.role`, note: 'the network' }],
          });
      }
    }
    for (const [, { path, nics }] of inOrder(model.workloads)) {
      for (const [nic, { network }] of inOrder(nics)) {
        if (mirrors.has(network))
          report({
            at: `${path}.nics.${nic}.network`,
            message: `a VM is on the mirror network \`${network}\``,
            fix: 'connect it elsewhere',
            also: [{ at: `${mirrors.get(network)?.path ?? ''}.role`, note: 'the network' }],
          });
      }
    }
  },
};
