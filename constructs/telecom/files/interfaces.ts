/**
 * The shell script that makes a router’s namespaces, interfaces and kernel settings at boot, before FRR starts. FRR makes none of them: a VRRP
 * group needs its macvlan, a domain its namespace.
 */
import { inOrder, type Model } from '../../../config/model/model';
import { accessDomain, accessesOn, INSIDE, type InnerDomain, innerDomainsOf, linksOf, usesOf } from './domains';
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

/**
 * Not tuning but part of the design. Without arp_ignore the backup of a VRRP group answers ARP for the shared address with its own MAC, and
 * everything looks fine until the first failover. Paths may be asymmetric, so rp_filter is off; the filters say what may pass.
 */
const SYSCTLS = [
  'net.ipv4.ip_forward=1',
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv4.conf.all.arp_ignore=1',
  'net.ipv4.conf.all.arp_announce=2',
  'net.ipv4.conf.all.ignore_routes_with_linkdown=1',
  'net.ipv4.conf.default.ignore_routes_with_linkdown=1',
  'net.ipv4.conf.all.send_redirects=0',
  'net.ipv4.conf.default.send_redirects=0',
];

export function interfaces(model: Model, routerKey: string): string {
  const router = model.routers[routerKey];
  if (router === undefined) throw new Error(`no router ${routerKey}`);
  const inner = innerDomainsOf(model, routerKey);
  const accesses = accessesOn(model, routerKey);
  return [
    '#!/bin/sh',
    `# Router ${routerKey}: namespaces, interfaces and kernel settings, made once at boot.`,
    '# Generated from the estate: edits are lost. Each namespace runs an FRR of its own, started with its name (-N, --netns):',
    '# zebra, staticd, bfdd, ospfd and bgpd first; vrrpd only once the default route is there, else a router that comes back takes the',
    '# gateway addresses before it knows the way. Ports bear the names of what is plugged in.',
    'set -eu',
    ...[...inner.map(({ name }) => name), ...accesses.map(([key]) => accessDomain(key))].flatMap(namespace),
    ...batch(undefined, [
      ...inner.flatMap((domain) => outerLines(model, routerKey, domain, router.trunk)),
      ...accesses.flatMap(([key]) => accessLines(model, key)),
    ]),
    ...inner.flatMap((domain) => batch(domain.name, innerLines(model, routerKey, domain, router.loopback))),
    ...accesses.flatMap(([key, { peer }]) =>
      batch(accessDomain(key), [
        'link set lo up',
        ...up(WAN, `${peer.local}/31`),
        ...usesOf(model, key).flatMap(({ domain, position }) => up(towardsUse(domain), `${accessCable(domain, position).outer}/31`)),
      ]),
    ),
    ...inner.map(({ name }) => filter(name, 'zones.nft')),
    ...accesses.map(([key]) => filter(accessDomain(key), `${accessDomain(key)}/border.nft`)),
    '',
  ].join('\n');
}

const namespace = (name: string): string[] => [`ip netns add ${name}`, `ip netns exec ${name} sysctl -q -w ${SYSCTLS.join(' ')}`];
const filter = (name: string, file: string): string => `ip netns exec ${name} nft -f "$(dirname "$0")/${file}"`;
const up = (name: string, address: string): string[] => [`addr add ${address} dev ${name}`, `link set ${name} up`];

/** One `ip` for many lines: thousands of starts of a process would be felt at boot. */
const batch = (name: string | undefined, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`ip ${name === undefined ? '' : `-n ${name} `}-batch - <<'END'`, ...lines, 'END'];

/** VLANs on links and trunk, made where the ports are and given to the namespace; and the cable from `inside` to a use. */
function outerLines(model: Model, routerKey: string, domain: InnerDomain, trunk: string): string[] {
  const vlan = (port: string, name: string, id: number): string =>
    `link add link ${port} name ${name} netns ${domain.name} type vlan id ${String(id)}`;
  return [
    ...linksOf(model, routerKey, domain).map(({ key }) => vlan(linkPort(key), linkInterface(key, domain), domain.table)),
    ...transitsOf(model, routerKey, domain).map(({ name, vlan: id }) => vlan(trunk, name, id)),
    ...gatewaysOf(model, routerKey, domain).map(({ name, network }) => vlan(trunk, name, network.vlan)),
    ...(reachesInside(model, domain)
      ? [`link add name ${towardsUse(domain)} netns ${INSIDE.name} type veth peer name ${TOWARDS_INSIDE} netns ${domain.name}`]
      : []),
  ];
}

const accessLines = (model: Model, key: string): string[] => [
  `link set dev ${accessPort(key)} netns ${accessDomain(key)} name ${WAN}`,
  ...usesOf(model, key).map(
    ({ domain }) =>
      `link add name ${towardsUse(domain)} netns ${accessDomain(key)} type veth peer name ${towardsAccess(key)} netns ${domain.name}`,
  ),
];

function innerLines(model: Model, routerKey: string, domain: InnerDomain, loopback: string): string[] {
  const uses =
    domain.use === undefined ? inOrder(model.uses).map(([useKey, use]) => ({ name: `use-${useKey}`, table: use.table, use, useKey })) : [];
  const served = new Set(innerDomainsOf(model, routerKey).map(({ name }) => name));
  const here = (domain.use?.accesses ?? [])
    .map((key, position) => ({ key, position }))
    .filter(({ key }) => model.accesses[key]?.router === routerKey);
  return [
    ...up('lo', `${loopback}/32`),
    ...linksOf(model, routerKey, domain).flatMap(({ key, address }) => up(linkInterface(key, domain), `${address}/31`)),
    ...transitsOf(model, routerKey, domain).flatMap(({ name, address }) => up(name, `${address}/31`)),
    ...here.flatMap(({ key, position }) => up(towardsAccess(key), `${accessCable(domain, position).inner}/31`)),
    ...(reachesInside(model, domain) ? up(TOWARDS_INSIDE, `${insideCable(domain).inner}/31`) : []),
    ...uses
      .filter((use) => served.has(use.name) && reachesInside(model, use))
      .flatMap((use) => up(towardsUse(use), `${insideCable(use).outer}/31`)),
    ...gatewaysOf(model, routerKey, domain).flatMap(({ name, groups }) => [
      ...up(name, `${loopback}/32`),
      ...groups.flatMap((group) => [
        `link add link ${name} name ${group.name} address ${group.mac} type macvlan mode bridge`,
        ...up(group.name, `${group.address}/${String(group.length)}`),
      ]),
    ]),
  ];
}
