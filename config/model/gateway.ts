import { address, choice, keyed, ref } from './fields';
import { kind, type Entity } from './kind';
import { placement, title } from './common';

export const gatewayKind = kind('gateway', 'gateways', 'A physical gateway or filter at the border of a zone.', {
  title: title(),
  role: choice(['schools', 'reverse-proxy', 'remote-access'], 'What it guards.'),
  ...placement,
  addresses: keyed(address('Address.'), 'Its address on each network, keyed by network.', { keys: 'networks', minProperties: 1 }),
  partner: ref('gateways', 'The gateway on the other site that takes over.'),
});
export type Gateway = Entity<typeof gatewayKind>;
