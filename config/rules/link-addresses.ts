import type { Rule } from './rule';
import { overlap } from '../model/addresses';
import { inOrder } from '../model/model';
import { holderOf, isV6, within } from './lib/addresses';
import { quoted } from './lib/text';

export const linkAddresses: Rule = {
  id: 'link-addresses',
  severity: 'error',
  title: 'The two routers of a link have the two addresses of one /31, in an internal prefix and in no network.',
  reason:
    'OSPF forms an adjacency only between neighbours of one subnet, and a transfer network of two needs no more than a /31. Outside of the internal prefixes it would leak to the carriers.',
  source: 'RFC 3021 (31-bit prefixes on point-to-point links); RFC 2328.',
  reads: ['estate', 'links', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    const holder = holderOf(model);
    for (const [key, { ends }] of inOrder(model.links)) {
      const given = inOrder(ends).flatMap(([site, { address }]) =>
        address === undefined ? [] : [{ at: `links.${key}.ends.${site}.address`, address }],
      );
      for (const { at, address } of given) {
        const network = holder(address);
        if (isV6(address)) report({ at, message: `\`${address}\` is no IPv4 address`, fix: 'links between routers are numbered in IPv4' });
        else if (!model.estate.routing.internal.some((prefix) => within(prefix, address))) {
          report({
            at,
            message: `\`${address}\` is in no internal prefix`,
            allowed: quoted(model.estate.routing.internal),
            fix: 'choose an address within',
          });
        } else if (network !== undefined) {
          report({
            at,
            message: `\`${address}\` is in the subnet of network \`${network.id}\``,
            fix: 'number links apart from networks',
            also: [{ at: `${network.path}.subnet`, note: 'the subnet' }],
          });
        }
      }
      const [a, b] = given;
      if (a === undefined || b === undefined || isV6(a.address) || isV6(b.address) || overlap(`${a.address}/31`, `${b.address}/31`))
        continue;
      report({
        at: b.at,
        message: `\`${b.address}\` and \`${a.address}\` are not the two addresses of one /31`,
        fix: `choose the neighbour of ${a.address}`,
        also: [{ at: a.at, note: 'the other end' }],
      });
    }
  },
};
