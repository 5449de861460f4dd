import type { Rule, Verdict } from './rule';
import { overlap } from '../model/addresses';
import { inOrder, type Model } from '../model/model';
import { holderOf, holds, isV6, rangeOf } from './lib/addresses';
import { quoted } from './lib/text';

export const linkAddresses: Rule = {
  id: 'link-addresses',
  severity: 'error',
  title: 'The two ends of a link have the two addresses of one /31, in an internal prefix and in no network.',
  reason:
    'OSPF forms an adjacency only between neighbours of one subnet, and a transfer network of two needs no more than a /31. Outside of the internal prefixes it would leak to the carriers.',
  source: 'RFC 3021 (31-bit prefixes on point-to-point links); RFC 2328.',
  reads: ['estate', 'links', 'routers', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    const holder = holderOf(model);
    const internal = model.estate.routing.internal.map(rangeOf);
    for (const [key, { ends }] of inOrder(model.links)) {
      const given = inOrder(ends).flatMap(([site, { address }]) =>
        address === undefined ? [] : [{ at: `links.${key}.ends.${site}.address`, address }],
      );
      const problems = given.flatMap(({ at, address }) => problemOf(at, address));
      problems.forEach(report);
      // Whether two addresses fit together is asked of two that are right each.
      if (problems.length > 0) continue;
      const [a, b] = given;
      if (a !== undefined && b === undefined) takenFarEnd(a, farEnds(model)).forEach(report);
      if (a === undefined || b === undefined || overlap(`${a.address}/31`, `${b.address}/31`)) continue;
      report({
        at: b.at,
        message: `\`${b.address}\` and \`${a.address}\` are not the two addresses of one /31`,
        fix: `choose the neighbour of ${a.address}`,
        also: [{ at: a.at, note: 'the other end' }],
      });
    }
    function problemOf(at: string, address: string): Verdict[] {
      const network = holder(address);
      if (isV6(address)) return [{ at, message: `\`${address}\` is no IPv4 address`, fix: 'number links between routers in IPv4' }];
      if (!internal.some((range) => holds(range, rangeOf(address)))) {
        const allowed = quoted(model.estate.routing.internal);
        return [{ at, message: `\`${address}\` is in no internal prefix`, allowed, fix: 'choose an address within' }];
      }
      if (network === undefined) return [];
      const also = [{ at: `${network.path}.subnet`, note: 'the subnet' }];
      return [
        { at, message: `\`${address}\` is in the subnet of network \`${network.id}\``, fix: 'number links apart from networks', also },
      ];
    }
  },
};

interface Numbered {
  readonly at: string;
  readonly address: string;
}

/** Addresses of routers, on links and of their own: none is at the far end of a line that ends on one router only. */
const farEnds = (model: Model): readonly Numbered[] => [
  ...inOrder(model.links).flatMap(([key, { ends }]) =>
    inOrder(ends).flatMap(([site, { address }]) => (address === undefined ? [] : [{ at: `links.${key}.ends.${site}.address`, address }])),
  ),
  ...inOrder(model.routers).map(([key, { loopback }]) => ({ at: `routers.${key}.loopback`, address: loopback })),
];

const takenFarEnd = ({ at, address }: Numbered, others: readonly Numbered[]): Verdict[] =>
  others
    .filter(
      (other) => other.at !== at && !isV6(other.address) && other.address !== address && overlap(`${other.address}/31`, `${address}/31`),
    )
    .map((other) => ({
      at,
      message: `the far end of \`${address}\` has \`${other.address}\`, which is given elsewhere`,
      fix: 'choose an address of another /31',
      also: [{ at: other.at, note: 'given here' }],
    }));
