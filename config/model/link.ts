import { address, choice, defaulted, group, integer, keyed, list, optional, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { tail, title } from './common';

/** What an inter-site link can carry. */
export const LINK_USES = ['mirror-1', 'mirror-2', 'storage-paths', 'vmotion', 'management', 'tenants', 'witness'] as const;

export const linkKind = kind('link', 'links', 'A link between two sites.', {
  title: title(),
  medium: choice(['dark-fibre', 'radio', 'leased'], 'Medium.'),
  ends: keyed(
    group(
      {
        entry: text('Key of the building entry of that site.'),
        router: optional(ref('routers', 'Router on which it ends. Without one it carries storage or switching only.')),
        address: optional(address('Address of the router on this link.')),
      },
      'One end of the link.',
    ),
    'The two ends, keyed by site.',
    { keys: 'sites', minProperties: 2 },
  ),
  ...tail,
  rtt: quantity('duration', 'Round-trip time.'),
  capacity: quantity('rate', 'Capacity.'),
  carries: list(choice(LINK_USES, 'A use of the link.'), 'What the link carries.', { minItems: 1 }),
  cost: defaulted(integer('OSPF cost; the lower is preferred.', { minimum: 1, maximum: 65_535 }), 10),
});
export type Link = Entity<typeof linkKind>;
