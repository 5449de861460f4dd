/** The lines of `ip` that make the interfaces of a router: where its ports are, and in each namespace. */
import type { Access } from '../../../config/model/access';
import type { Model } from '../../../config/model/model';
import { accessDomain, accessesOfUseAt, accessesOn, INSIDE, type InnerDomain, innerDomainsOf, linksOf, usesOf } from './domains';
import { reachesInside } from './exposure';
import { gatewaysOf } from './gateways';
import {
  accessCable,
  accessPort,
  insideCable,
  linkInterface,
  linkPort,
  TOWARDS_INSIDE,
  towardsAccess,
  towardsUse,
  transitsOf,
  WAN,
} from './wiring';
import { witnessLinesOf } from './witness';

const up = (name: string, address: string): string[] => [`addr add ${address} dev ${name}`, `link set ${name} up`];

/** Outside of any namespace: ports and VLANs are given to theirs, cables are laid between them. */
export function outerLines(model: Model, routerKey: string): string[] {
  const trunk = model.routers[routerKey]?.trunk ?? '';
  return [
    ...innerDomainsOf(model, routerKey).flatMap((domain) => domainLines(model, routerKey, domain, trunk)),
    ...accessesOn(model, routerKey).flatMap(([key]) => [
      `link set dev ${accessPort(key)} netns ${accessDomain(key)} name ${WAN}`,
      ...usesOf(model, key).map(({ domain }) => cable(towardsUse(domain), accessDomain(key), towardsAccess(key), domain.name)),
    ]),
    ...witnessLinesOf(model, routerKey).map(({ key }) => `link set dev ${linkPort(key)} netns ${INSIDE.name}`),
  ];
}

const cable = (name: string, netns: string, peer: string, peerNetns: string): string =>
  `link add name ${name} netns ${netns} type veth peer name ${peer} netns ${peerNetns}`;

function domainLines(model: Model, routerKey: string, domain: InnerDomain, trunk: string): string[] {
  const vlan = (port: string, name: string, id: number): string =>
    `link add link ${port} name ${name} netns ${domain.name} type vlan id ${String(id)}`;
  return [
    ...linksOf(model, routerKey, domain).map(({ key }) => vlan(linkPort(key), linkInterface(key, domain), domain.table)),
    ...transitsOf(model, routerKey, domain).map(({ name, vlan: id }) => vlan(trunk, name, id)),
    ...gatewaysOf(model, routerKey, domain).map(({ name, network }) => vlan(trunk, name, network.vlan)),
    ...(reachesInside(model, domain) ? [cable(towardsUse(domain), INSIDE.name, TOWARDS_INSIDE, domain.name)] : []),
  ];
}

/** In the namespace of a use or of `inside`. */
export function innerLines(model: Model, routerKey: string, domain: InnerDomain): string[] {
  const loopback = model.routers[routerKey]?.loopback ?? '';
  const gateways = gatewaysOf(model, routerKey, domain).flatMap(({ name, groups }) => [
    ...up(name, `${loopback}/32`),
    ...groups.flatMap((group) => [
      `link add link ${name} name ${group.name} address ${group.mac} type macvlan mode bridge`,
      ...up(group.name, `${group.address}/${String(group.length)}`),
    ]),
  ]);
  return [
    ...up('lo', `${loopback}/32`),
    ...linksOf(model, routerKey, domain).flatMap(({ key, address }) => up(linkInterface(key, domain), `${address}/31`)),
    ...transitsOf(model, routerKey, domain).flatMap(({ name, address }) => up(name, `${address}/31`)),
    ...accessesOfUseAt(model, domain, routerKey).flatMap(({ key, position }) =>
      up(towardsAccess(key), `${accessCable(domain, position).inner}/31`),
    ),
    ...(reachesInside(model, domain) ? up(TOWARDS_INSIDE, `${insideCable(domain).inner}/31`) : []),
    ...(domain.name === INSIDE.name ? insideLines(model, routerKey) : []),
    ...gateways,
  ];
}

const insideLines = (model: Model, routerKey: string): string[] => [
  ...innerDomainsOf(model, routerKey)
    .filter((use) => reachesInside(model, use))
    .flatMap((use) => up(towardsUse(use), `${insideCable(use).outer}/31`)),
  ...witnessLinesOf(model, routerKey).flatMap(({ key, address }) => up(linkPort(key), `${address}/31`)),
];

/** In the namespace of an access. */
export const accessInnerLines = (model: Model, key: string, { peer }: Access): string[] => [
  'link set lo up',
  ...up(WAN, `${peer.local}/31`),
  ...usesOf(model, key).flatMap(({ domain, position }) => up(towardsUse(domain), `${accessCable(domain, position).outer}/31`)),
];
