/** Building blocks of FRR configuration, written as `show running-config` prints them, so that a reload sees only real differences. */

import type { Model } from '../../../config/model/model';

/** A block: its first line, its indented lines, its end. Blocks are separated by `!` when joined. */
export const block = (first: string, lines: readonly string[], end = 'exit'): string =>
  [first, ...lines.map((line) => ` ${line}`), end].join('\n');

/** The whole file. `frr defaults datacenter` gives BGP the short timers and immediate announcements that this design counts on. */
export function frrFile(about: string, hostname: string, blocks: readonly string[]): string {
  const head = [
    `! ${about}`,
    '! Generated from the estate: edits are lost. To apply: frr-reload.py --reload, with the name of the namespace as --pathspace.',
    'frr defaults datacenter',
    `hostname ${hostname}`,
    'no ipv6 forwarding',
    'service integrated-vtysh-config',
  ].join('\n');
  return [head, ...blocks.filter((text) => text !== ''), 'end'].join('\n!\n') + '\n';
}

export const DEFAULT_LIST = 'default';
export const defaultList = (): string => `ip prefix-list ${DEFAULT_LIST} seq 5 permit 0.0.0.0/0`;

export const prefixList = (name: string, prefixes: readonly string[]): string =>
  prefixes.map((prefix, index) => `ip prefix-list ${name} seq ${String(5 * (index + 1))} permit ${prefix}`).join('\n');

export const routeMap = (name: string, action: 'permit' | 'deny', sequence: number, lines: readonly string[] = []): string =>
  block(`route-map ${name} ${action} ${String(sequence)}`, lines);

export const isV4 = (prefix: string): boolean => !prefix.includes(':');

/** Where internal addresses end that a domain does not know: never at a default route. */
export const blackholes = (model: Model): (readonly [string, string])[] =>
  model.estate.routing.internal.filter(isV4).map((prefix) => [prefix, 'blackhole'] as const);

const value = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
export const byAddress = (a: string, b: string): number => value(a) - value(b);

/** Static routes, sorted as text so that they come in one order. */
export const staticRoutes = (routes: readonly (readonly [prefix: string, via: string])[]): string =>
  [...new Set(routes.map(([prefix, via]) => `ip route ${prefix} ${via}`))].sort().join('\n');

/** Loss of a neighbour is seen within 0.6 s inside; carriers seldom accept less than 0.3 s between two packets: 0.9 s. */
const PROFILES = { inside: 200, carrier: 300 } as const;
export type BfdProfile = keyof typeof PROFILES;

export const bfd = (profiles: readonly BfdProfile[]): string =>
  [
    'bfd',
    ...profiles.flatMap((name) => [
      ` profile ${name}`,
      // 300 ms is FRR’s default, and a default is not printed.
      ...(PROFILES[name] === 300 ? [] : [`  transmit-interval ${String(PROFILES[name])}`, `  receive-interval ${String(PROFILES[name])}`]),
      ' exit',
      ' !',
    ]),
    'exit',
  ].join('\n');

/** An OSPF interface towards another router, watched by BFD. */
export const ospfCable = (name: string, cost: number): string =>
  block(`interface ${name}`, [
    'ip ospf area 0',
    'ip ospf bfd',
    'ip ospf bfd profile inside',
    ...(cost === 10 ? [] : [`ip ospf cost ${String(cost)}`]),
    'ip ospf dead-interval 12',
    'ip ospf hello-interval 3',
    'ip ospf network point-to-point',
  ]);

/** An interface whose subnet OSPF announces, where no router listens. */
export const ospfPassive = (name: string): string => block(`interface ${name}`, ['ip ospf area 0', 'ip ospf passive']);

/** Order of the parts of an address family of BGP is that of the neighbours’ addresses. */
export function bgp(asn: number, routerId: string, neighbours: readonly string[], family: readonly string[]): string {
  const inner = [`bgp router-id ${routerId}`, ...neighbours, '!', 'address-family ipv4 unicast'];
  return block(`router bgp ${String(asn)}`, [...inner, ...family.map((line) => ` ${line}`), 'exit-address-family']);
}
