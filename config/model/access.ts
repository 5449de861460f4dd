import { address, choice, group, integer, optional, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { tail, title } from './common';

export const accessKind = kind('access', 'accesses', 'An access to the Internet.', {
  title: title(),
  site: ref('sites', 'Site where it arrives.'),
  router: ref('routers', 'Edge router that it ends on.'),
  technology: choice(['fibre', 'mobile', 'radio', 'copper'], 'Technology of the last mile.'),
  entry: text('Key of the building entry of the site.'),
  ...tail,
  capacity: quantity('rate', 'Guaranteed rate.'),
  repairTime: quantity('duration', 'Repair time guaranteed by the carrier (GTR).'),
  peer: group(
    {
      asn: integer('AS number of the carrier.', { minimum: 1, maximum: 4_294_967_295 }),
      local: address('Our IPv4 address on the access.'),
      remote: address('The carrier’s IPv4 address.'),
      local6: optional(address('Our IPv6 address.')),
      remote6: optional(address('The carrier’s IPv6 address.')),
    },
    'The BGP session with the carrier.',
  ),
});
export type Access = Entity<typeof accessKind>;
