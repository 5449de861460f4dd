import type { Rule } from './rule';
import { inOrder, type NetworkNode } from '../model/model';
import { ADDRESS_HOLDERS, givenAddresses, holds, type Range, rangeOf } from './lib/addresses';

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
    const ranges = new Map<string, Range>();
    const range = (subnet: string): Range => {
      const known = ranges.get(subnet) ?? rangeOf(subnet);
      ranges.set(subnet, known);
      return known;
    };
    for (const { at, address, network: id } of givenAddresses(model)) {
      const network = id === undefined ? undefined : model.networks[id];
      const one = rangeOf(address);
      const subnet = network === undefined ? undefined : one.family === 6 || at.endsWith('.address6') ? network.subnet6 : network.subnet;
      if (network !== undefined) {
        const problem = problemOf(address, one, network, subnet, range);
        const also = [
          { at: `${network.path}.${subnet !== undefined && subnet === network.subnet6 ? 'subnet6' : 'subnet'}`, note: 'the subnet' },
        ];
        if (problem !== undefined) report({ at, ...problem, also });
      } else if (at.endsWith('.management') && !management.some(([, { subnet: own }]) => holds(range(own), one))) {
        report({
          at,
          message: `\`${address}\` is on no management network`,
          allowed: management.map(([key, { subnet: own }]) => `${key}: ${own}`).join(', '),
          fix: 'choose an address there: the servers of the group manage each other over it',
        });
      }
    }
  },
};

function problemOf(
  address: string,
  one: Range,
  { id }: NetworkNode,
  subnet: string | undefined,
  range: (subnet: string) => Range,
): { message: string; fix: string; allowed?: string } | undefined {
  if (subnet === undefined) {
    const fix = 'give the network a `subnet6`, or write an IPv4 address';
    return { message: `\`${address}\` is IPv6, but network \`${id}\` has no IPv6 subnet`, fix };
  }
  const { family, first, last } = range(subnet);
  if (!holds(range(subnet), one)) {
    return {
      message: `\`${address}\` is not in the subnet of network \`${id}\``,
      allowed: `an address of ${subnet}`,
      fix: 'correct the address, or the network',
    };
  }
  const reserved = family === 4 && last - first > 1n && (one.first === first || one.first === last);
  if (!reserved) return undefined;
  return {
    message: `\`${address}\` is the network or broadcast address of \`${id}\``,
    allowed: `another address of ${subnet}`,
    fix: 'choose a free address',
  };
}
