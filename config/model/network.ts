import { address, choice, defaulted, integer, keyed, optional, ref, subnet } from './fields';
import { group } from './fields';
import { kind, type Entity } from './kind';
import { existing, gateways, inventoryName, title, NETWORK_ROLES } from './common';

/** Fields of a network; tenants and schools hold their own, the shared ones are a collection. */
export const networkFields = {
  title: title(),
  existing: existing(),
  inventoryName: inventoryName(),
  role: defaulted(choice(NETWORK_ROLES, 'What the network carries.'), 'workload'),
  vlan: integer('VLAN, unique in the estate. From 3000 on they are the routers’ own (transit between domains).', {
    minimum: 1,
    maximum: 2999,
  }),
  subnet: subnet('IPv4 subnet, overlapping no other.'),
  subnet6: optional(subnet('IPv6 subnet, overlapping no other.')),
  zone: ref('zones', 'Security zone.'),
  switch: optional(
    ref('distributed-switches', 'Distributed switch that has its port group. Absent: no hypervisor sees it (mirror networks).'),
  ),
  use: optional(ref('uses', 'Use of the Internet whose routing it follows. Absent: no Internet from here.')),
  gateways: defaulted(gateways(), {}),
  virtualGateway: optional(address('Address shared by the gateways of both sites (VRRP), which the machines use.')),
  isolation: defaulted(
    keyed(address('Address that answers ping at that site.'), 'Isolation address per site for HA; on the management network.', {
      keys: 'sites',
    }),
    {},
  ),
};
export const networkSchema = group(networkFields, 'A network.');
export const networkKind = kind('network', 'networks', 'A network shared by the estate (VLAN and subnet).', networkFields);
export type Network = Entity<typeof networkKind>;
