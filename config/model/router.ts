import { address, text } from './fields';
import { kind, type Entity } from './kind';
import { placement, title } from './common';

export const routerKind = kind(
  'router',
  'routers',
  'An edge router: BGP to the carriers, OSPF and iBGP inside, VRRP towards the networks.',
  {
    title: title(),
    ...placement,
    loopback: address('IPv4 loopback: router id and end of the iBGP sessions.'),
    trunk: text('Interface towards the switches; networks are VLAN sub-interfaces of it.', { pattern: '^[a-z][a-z0-9]{1,9}$' }),
  },
);
export type Router = Entity<typeof routerKind>;
