/**
 * The packet filter of the namespaces where machines live. A packet counts as of a zone by its source address, which the router that it
 * enters by has compared with the network of that VLAN; two zones exchange packets only where a flow is declared between them, and TCP
 * connections are opened only in the direction of the flow. It keeps no state, because an answer may come back by another router: so UDP and
 * ICMP pass both ways, and ports, and state across routers, are the business of the filter between zones.
 */
import { inOrder, type Model } from '../../../config/model/model';
import { opensTo, peersOf } from './exposure';
import { isV4 } from './frr';
import { interfacesOf } from './gateways';
import { addressSet, table } from './nftables';
import { remembered } from './remembered';

export const zones = (model: Model, routerKey: string): string => table(`Zones of router ${routerKey}.`, 'zones', lines(model));

/** The same on every router. */
const lines = remembered((model): readonly string[] => {
  const subnets = new Map(inOrder(model.zones).map(([zone]) => [zone, [] as string[]]));
  for (const [, network] of inOrder(model.networks)) subnets.get(network.zone)?.push(network.subnet);
  const inhabited = [...subnets].filter(([, own]) => own.length > 0);
  const isExternal = (zone: string): boolean => model.zones[zone]?.trust === 'external';
  const subnetsOf = (zones: readonly string[]): string[] => [...new Set(zones.flatMap((zone) => subnets.get(zone) ?? []))].sort();
  const chains = inhabited.flatMap(([zone]) => {
    const opened = [...opensTo(model, zone)];
    const answered = [...peersOf(model, zone)].filter((peer) => !opened.includes(peer));
    return [
      `  chain from-${zone} {`,
      `    ip daddr { ${subnetsOf([zone, ...opened]).join(', ')} } accept`,
      ...towards(subnetsOf(answered), 'answers'),
      ...(opened.some(isExternal) ? ['    ip daddr != @estate accept'] : []),
      ...(answered.some(isExternal) ? ['    ip daddr != @estate goto answers'] : []),
      '  }',
    ];
  });
  const external = inOrder(model.zones).flatMap(([zone]) => (isExternal(zone) ? [zone] : []));
  const published = subnetsOf(external.flatMap((zone) => [...opensTo(model, zone)]));
  const online = inhabited.filter(([zone]) => [...opensTo(model, zone)].some(isExternal)).flatMap(([, own]) => own);
  return [
    addressSet('estate', [...model.estate.routing.internal, ...model.estate.routing.prefixes].filter(isV4)),
    addressSet('published', published),
    addressSet('online', online),
    addressSet(
      'routers',
      inOrder(model.routers).map(([, { loopback }]) => loopback),
    ),
    // No state is kept, so what opens a TCP connection is known by its flags.
    '  chain answers {',
    '    tcp flags & (syn | ack) == syn drop',
    '    accept',
    '  }',
    ...chains,
    ...ownSources(model),
    '  chain forward {',
    '    type filter hook forward priority filter; policy drop;',
    '    iifname vmap @entries',
    // Sessions between routers that are not neighbours pass those in between.
    '    ip saddr @routers ip daddr @routers accept',
    ...witnessRules(model),
    '    ip saddr vmap {',
    ...inhabited.flatMap(([zone, own]) => [...own].sort().map((subnet) => `      ${subnet} : jump from-${zone},`)),
    '    }',
    '    ip saddr != @estate ip daddr @published accept',
    '    ip saddr != @estate ip daddr @online goto answers',
    '  }',
    // Machines may ping their gateway; of what runs on the router they see nothing else.
    '  chain input {',
    '    type filter hook input priority filter; policy accept;',
    '    iifname "vlan*" ip protocol != { icmp, vrrp } drop',
    '    iifname "vrrp*" ip protocol != icmp drop',
    '  }',
  ];
});

const towards = (to: readonly string[], chain: string): string[] =>
  to.length === 0 ? [] : [`    ip daddr { ${to.join(', ')} } goto ${chain}`];

/**
 * Paths may be asymmetric, so the kernel does not compare sources with routes (rp_filter). What comes from the machines of a network, by its
 * VLAN or by the address of a gateway on it, is compared here: nobody speaks in the name of another network, or of a router.
 */
function ownSources(model: Model): string[] {
  const networks = inOrder(model.networks).filter(([, { gateways }]) => Object.keys(gateways).length > 0);
  return [
    ...networks.flatMap(([, { vlan, subnet }]) => [`  chain on-${String(vlan)} {`, `    ip saddr != ${subnet} drop`, '  }']),
    '  map entries {',
    '    type ifname : verdict',
    ...(networks.length === 0
      ? []
      : [
          '    elements = {',
          ...networks.flatMap(([, { vlan }]) => interfacesOf(vlan).map((name) => `      "${name}" : jump on-${String(vlan)},`)),
          '    }',
        ]),
    '  }',
  ];
}

/** The witness is in no network of ours, but the storage servers ask it from the management network. */
function witnessRules(model: Model): string[] {
  const { witness } = model.storage;
  const management = inOrder(model.networks).flatMap(([, { role, subnet }]) => (role === 'management' ? [subnet] : []));
  if (witness === undefined || management.length === 0) return [];
  const from = `{ ${management.join(', ')} }`;
  return [`    ip saddr ${from} ip daddr ${witness.address} accept`, `    ip saddr ${witness.address} ip daddr ${from} accept`];
}
