/**
 * Two packet filters that the routing rests on, for nftables. They keep no state where packets may come back by another router (zones); the
 * border of an access sees both ways of what it translates. Ports and the state across routers are the filter’s own business, elsewhere.
 */
import type { Access } from '../../../config/model/access';
import { contains } from '../../../config/model/addresses';
import { inOrder, type Model } from '../../../config/model/model';
import { usesOf } from './domains';
import { peersOf } from './exposure';
import { isV4 } from './frr';
import { WAN } from './wiring';

const set = (name: string, subnets: readonly string[]): string => {
  const elements = subnets.length === 0 ? '' : ` elements = { ${[...new Set(subnets)].sort().join(', ')} };`;
  return `  set ${name} { type ipv4_addr; flags interval; auto-merge;${elements} }`;
};

const table = (about: string, name: string, lines: readonly string[]): string =>
  [
    `# ${about}`,
    '# Generated from the estate: edits are lost. Loaded at once: nft -f.',
    `table ip ${name}`,
    `delete table ip ${name}`,
    `table ip ${name} {`,
    ...lines,
    '}',
    '',
  ].join('\n');

/** In the namespace of an access: nothing but declared prefixes comes in unasked, nothing internal goes out, uses never meet here. */
export function border(model: Model, key: string, access: Access): string {
  const published = usesOf(model, key).flatMap(({ use }) => use.prefixes.filter(isV4));
  return table(`Border of access ${key} of router ${access.router}.`, 'border', [
    set('internal', model.estate.routing.internal.filter(isV4)),
    set('published', published),
    '  chain forward {',
    '    type filter hook forward priority filter; policy drop;',
    `    iifname "${WAN}" ct state established,related accept`,
    `    iifname "${WAN}" ip daddr @published accept`,
    `    iifname != "${WAN}" oifname "${WAN}" ip daddr != @internal accept`,
    `    iifname != "${WAN}" oifname != "${WAN}" ip daddr @published accept`,
    '  }',
    // The carrier may speak BGP and BFD to the router, and see that it lives; the Internet may not even ask.
    '  chain input {',
    '    type filter hook input priority filter; policy accept;',
    `    iifname "${WAN}" ct state established,related accept`,
    `    iifname "${WAN}" ip saddr ${access.peer.remote} tcp dport 179 accept`,
    `    iifname "${WAN}" ip saddr ${access.peer.remote} udp dport 3784-3785 accept`,
    `    iifname "${WAN}" icmp type { echo-request, destination-unreachable, time-exceeded } accept`,
    `    iifname "${WAN}" drop`,
    '  }',
    '  chain postrouting {',
    '    type nat hook postrouting priority srcnat; policy accept;',
    `    ip saddr @internal snat to ${access.peer.local}`,
    '  }',
  ]);
}

/** In the namespaces where machines live: two zones exchange packets only where a flow is declared between them. */
export function zones(model: Model, routerKey: string): string {
  const subnets = new Map(inOrder(model.zones).map(([zone]) => [zone, [] as string[]]));
  for (const [, network] of inOrder(model.networks)) subnets.get(network.zone)?.push(network.subnet);
  const { witness } = model.storage;
  const management = inOrder(model.networks).find(([, network]) => network.role === 'management');
  // The witness is no network of ours, but the storage servers ask it from the management network.
  if (
    witness !== undefined &&
    management !== undefined &&
    !inOrder(model.networks).some(([, { subnet }]) => contains(subnet, witness.address))
  )
    subnets.get(management[1].zone)?.push(`${witness.address}/32`);
  const inhabited = [...subnets].filter(([, own]) => own.length > 0);
  const chains = inhabited.flatMap(([zone]) => {
    const peers = peersOf(model, zone);
    const internet = [...peers].some((peer) => model.zones[peer]?.trust === 'external');
    const reached = [zone, ...peers].flatMap((peer) => subnets.get(peer) ?? []);
    return [
      `  chain from-${zone} {`,
      `    ip daddr { ${[...new Set(reached)].sort().join(', ')} } accept`,
      ...(internet ? ['    ip daddr != @estate accept'] : []),
      '  }',
    ];
  });
  const online = inhabited.filter(([zone]) => [...peersOf(model, zone)].some((peer) => model.zones[peer]?.trust === 'external'));
  return table(`Zones of router ${routerKey}.`, 'zones', [
    set('estate', [...model.estate.routing.internal, ...model.estate.routing.prefixes].filter(isV4)),
    set(
      'online',
      online.flatMap(([, own]) => own),
    ),
    set(
      'routers',
      inOrder(model.routers).map(([, { loopback }]) => loopback),
    ),
    ...chains,
    '  chain forward {',
    '    type filter hook forward priority filter; policy drop;',
    // Sessions between routers that are not neighbours pass those in between.
    '    ip saddr @routers ip daddr @routers accept',
    '    ip saddr vmap {',
    ...inhabited.flatMap(([zone, own]) => [...own].sort().map((subnet) => `      ${subnet} : jump from-${zone},`)),
    '    }',
    '    ip saddr != @estate ip daddr @online accept',
    '  }',
    // Machines may ping their gateway; of what runs on the router they see nothing else.
    '  chain input {',
    '    type filter hook input priority filter; policy accept;',
    '    iifname "vlan*" ip protocol != { icmp, vrrp } drop',
    '    iifname "vrrp*" ip protocol != icmp drop',
    '  }',
  ]);
}
