/**
 * FRR of an access to the Internet: one session with the carrier, watched by BFD. It takes the default and nothing else, hands it to the uses
 * that leave by this access, and announces the prefixes that they declare and nothing else: what is in no list cannot leave.
 */
import type { Access } from '../../../config/model/access';
import type { Model } from '../../../config/model/model';
import { accessDomain, networksOfDomain, usesOf } from './domains';
import { bfd, bgp, blackholes, byAddress, DEFAULT_LIST, defaultList, frrFile, isV4, prefixList, routeMap, staticRoutes } from './frr';
import { accessCable } from './wiring';

export function accessFrr(model: Model, key: string, access: Access): string {
  const { asn } = model.estate.routing;
  const uses = usesOf(model, key);
  const announcing = uses
    .map((entry) => ({ ...entry, list: `announced-${entry.domain.useKey ?? ''}`, prefixes: entry.use.prefixes.filter(isV4) }))
    .filter(({ prefixes }) => prefixes.length > 0);
  const cables = uses.map(({ domain, position }) => ({ domain, via: accessCable(domain, position).inner }));
  const statics = staticRoutes([
    ...blackholes(model),
    ...cables.flatMap(({ domain, via }) => networksOfDomain(model, domain).map(({ subnet }) => [subnet, via] as const)),
    ...announcing.flatMap(({ prefixes, domain, position }) =>
      prefixes.map((prefix) => [prefix, accessCable(domain, position).inner] as const),
    ),
  ]);
  const { remote, local, asn: carrier } = access.peer;
  const neighbours = [
    {
      address: remote,
      lines: [`remote-as ${String(carrier)}`, 'bfd', 'bfd profile carrier', `description ${access.carrier}`],
      rules: ['route-map from-carrier in', 'route-map to-carrier out'],
    },
    ...cables.map(({ domain, via }) => ({
      address: via,
      lines: [`remote-as ${String(asn)}`, `description ${domain.name}`],
      rules: ['next-hop-self', 'route-map nothing in', 'route-map default-only out'],
    })),
  ].sort((a, b) => byAddress(a.address, b.address));
  return frrFile(`Access ${key} of router ${access.router}.`, `${access.router}-${accessDomain(key)}`, [
    statics,
    bgp(
      asn,
      local,
      neighbours.flatMap(({ address, lines }) => lines.map((line) => `neighbor ${address} ${line}`)),
      [
        ...announcing.flatMap(({ prefixes }) => prefixes.map((prefix) => `network ${prefix}`)),
        ...neighbours.flatMap(({ address, rules }) => rules.map((rule) => `neighbor ${address} ${rule}`)),
      ],
    ),
    defaultList(),
    ...announcing.map(({ list, prefixes }) => prefixList(list, prefixes)),
    routeMap('default-only', 'permit', 10, [`match ip address prefix-list ${DEFAULT_LIST}`]),
    routeMap('from-carrier', 'permit', 10, [`match ip address prefix-list ${DEFAULT_LIST}`]),
    routeMap('nothing', 'deny', 10),
    ...announcements(asn, announcing),
    bfd(['carrier']),
  ]);
}

/** What comes back takes the way it left by: the further down the order, the longer the path that others see. */
function announcements(asn: number, announcing: readonly { readonly list: string; readonly position: number }[]): string[] {
  const allowed = announcing.map(({ list, position }, index) =>
    routeMap('to-carrier', 'permit', 10 * (index + 1), [
      `match ip address prefix-list ${list}`,
      ...(position === 0 ? [] : [`set as-path prepend ${Array(position).fill(String(asn)).join(' ')}`]),
    ]),
  );
  return [...allowed, routeMap('to-carrier', 'deny', 1000)];
}
