import type { Rule } from './rule';
import { contains, isReserved } from '../model/addresses';
import type { NetworkNode } from '../model/model';
import { inOrder } from '../model/model';
import { ADDRESS_HOLDERS, givenAddresses, isV6 } from './lib/addresses';

export const addressInSubnet: Rule = {
  id: 'address-in-subnet',
  severity: 'error',
  title: 'An address on a network lies in its subnet and is not the network’s or the broadcast address.',
  reason:
    'A machine with an address outside of its subnet finds no gateway and nobody finds it. It shows on the day of the failover, because until then a neighbour may have answered for it.',
  source: 'RFC 950, RFC 919; RFC 4291.',
  reads: ADDRESS_HOLDERS,
  check: (model, report) => {
    const management = inOrder(model.networks).filter(([, network]) => network.role === 'management');
    for (const { at, address, network: id } of givenAddresses(model)) {
      const network = id === undefined ? undefined : model.networks[id];
      if (
        at.endsWith('.management') &&
        !management.some(([, { subnet, subnet6 }]) => [subnet, subnet6].some((s) => s !== undefined && contains(s, address)))
      ) {
        report({
          at,
          message: `\`${address}\` is on no management network`,
          allowed: management.map(([key, { subnet }]) => `${key}: ${subnet}`).join(', '),
          fix: 'the servers of the group manage each other over the stretched management network',
        });
      }
      if (network === undefined) continue;
      const subnet = isV6(address) || at.endsWith('.address6') ? network.subnet6 : network.subnet;
      if (subnet !== undefined && contains(subnet, address) && !isReserved(subnet, address)) continue;
      report({
        at,
        ...problem(address, network, subnet),
        also: [{ at: `${network.path}.subnet${subnet === network.subnet6 && subnet !== undefined ? '6' : ''}`, note: 'the subnet' }],
      });
    }
  },
};

function problem(address: string, network: NetworkNode, subnet: string | undefined): { message: string; fix: string; allowed?: string } {
  if (subnet === undefined)
    return {
      message: `\`${address}\` is IPv6, but network \`${network.id}\` has no IPv6 subnet`,
      fix: 'give the network a `subnet6`, or write an IPv4 address',
    };
  if (!contains(subnet, address))
    return {
      message: `\`${address}\` is not in the subnet of network \`${network.id}\``,
      allowed: `an address of ${subnet}`,
      fix: 'correct the address, or the network',
    };
  return {
    message: `\`${address}\` is the network or broadcast address of \`${network.id}\``,
    allowed: `another address of ${subnet}`,
    fix: 'choose a free address',
  };
}
