/**
 * The packet filter of the namespaces where machines live: two zones exchange packets only where a flow is declared between them. It keeps no
 * state, because an answer may come back by another router; ports, and state across routers, are the business of the filter between zones.
 */
import { inOrder, type Model } from '../../../config/model/model';
import { peersOf } from './exposure';
import { isV4 } from './frr';
import { addressSet, table } from './nftables';
import { remembered } from './remembered';

export const zones = (model: Model, routerKey: string): string => table(`Zones of router ${routerKey}.`, 'zones', lines(model));

/** The same on every router. */
const lines = remembered((model): readonly string[] => {
  const subnets = new Map(inOrder(model.zones).map(([zone]) => [zone, [] as string[]]));
  for (const [, network] of inOrder(model.networks)) subnets.get(network.zone)?.push(network.subnet);
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
  return [
    addressSet('estate', [...model.estate.routing.internal, ...model.estate.routing.prefixes].filter(isV4)),
    addressSet(
      'online',
      online.flatMap(([, own]) => own),
    ),
    addressSet(
      'routers',
      inOrder(model.routers).map(([, { loopback }]) => loopback),
    ),
    ...chains,
    '  chain forward {',
    '    type filter hook forward priority filter; policy drop;',
    // Sessions between routers that are not neighbours pass those in between.
    '    ip saddr @routers ip daddr @routers accept',
    ...witnessRules(model),
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
  ];
});

/** The witness is in no network of ours, but the storage servers ask it from the management network. */
function witnessRules(model: Model): string[] {
  const { witness } = model.storage;
  const management = inOrder(model.networks).flatMap(([, { role, subnet }]) => (role === 'management' ? [subnet] : []));
  if (witness === undefined || management.length === 0) return [];
  const from = `{ ${management.join(', ')} }`;
  return [`    ip saddr ${from} ip daddr ${witness.address} accept`, `    ip saddr ${witness.address} ip daddr ${from} accept`];
}
