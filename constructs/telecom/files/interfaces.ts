/**
 * The shell script that makes a router’s namespaces, interfaces and kernel settings at boot, before FRR starts. FRR makes none of them: a VRRP
 * group needs its macvlan, a domain its namespace.
 */
import type { Model } from '../../../config/model/model';
import { accessDomain, accessesOn, innerDomainsOf } from './domains';
import { accessInnerLines, innerLines, outerLines } from './interface-lines';

/**
 * Not tuning but part of the design. Without arp_ignore the backup of a VRRP group answers ARP for the shared address with its own MAC, and
 * everything looks fine until the first failover. Paths may be asymmetric, so rp_filter is off; the filters say what may pass. IPv6 is not
 * routed, so it is off: what no filter looks at must not pass.
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
  'net.ipv6.conf.all.disable_ipv6=1',
  'net.ipv6.conf.default.disable_ipv6=1',
];

export function interfaces(model: Model, routerKey: string): string {
  const inner = innerDomainsOf(model, routerKey);
  const accesses = accessesOn(model, routerKey);
  return [
    '#!/bin/sh',
    `# Router ${routerKey}: namespaces, interfaces and kernel settings, made once at boot.`,
    '# Generated from the estate: edits are lost. Each namespace runs an FRR of its own, started with its name (-N, --netns):',
    '# zebra, staticd, bfdd, ospfd and bgpd first; vrrpd only once the default route is there, else a router that comes back takes the',
    '# gateway addresses before it knows the way. Ports bear the names of what is plugged in.',
    'set -eu',
    `for name in ${[...inner.map(({ name }) => name), ...accesses.map(([key]) => accessDomain(key))].join(' ')}; do`,
    '  ip netns add "$name"',
    '  ip netns exec "$name" sysctl -q -w \\',
    `    ${SYSCTLS.join(' \\\n    ')}`,
    'done',
    ...batch(undefined, outerLines(model, routerKey)),
    ...inner.flatMap((domain) => batch(domain.name, innerLines(model, routerKey, domain))),
    ...accesses.flatMap(([key, access]) => batch(accessDomain(key), accessInnerLines(model, key, access))),
    ...inner.map(({ name }) => filter(name, 'zones.nft')),
    ...accesses.map(([key]) => filter(accessDomain(key), `${accessDomain(key)}/border.nft`)),
    '',
  ].join('\n');
}

const filter = (name: string, file: string): string => `ip netns exec ${name} nft -f "$(dirname "$0")/${file}"`;

/** One `ip` for many lines: thousands of starts of a process would be felt at boot. */
const batch = (name: string | undefined, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`ip ${name === undefined ? '' : `-n ${name} `}-batch - <<'END'`, ...lines, 'END'];
