import { choice, defaulted, group, integer, keyed, quantity, ref } from './fields';
import { kind, type Entity } from './kind';
import { tail, title } from './common';

export const premisesKind = kind('premises', 'premises', 'A place where agents or pupils sit.', {
  title: title(),
  tenant: ref('tenants', 'Tenant whose people sit there.'),
  purpose: choice(['office', 'library', 'sports', 'workshop', 'school', 'culture'], 'What the place is for.'),
  seats: integer('Workplaces of agents.', { minimum: 0 }),
  accesses: keyed(
    group(
      {
        carrier: tail.carrier,
        pops: { ...tail.pops },
        ducts: { ...tail.ducts },
        landing: ref('sites', 'Site where the link ends.'),
        capacity: quantity('rate', 'Rate.'),
        medium: defaulted(choice(['fibre', 'ftth', 'radio', 'copper', 'local'], 'Medium.'), 'fibre'),
      },
      'A link from the premises to a site.',
    ),
    'Its access links. With only one, the premises are single-homed, and the proof shows it.',
    { minProperties: 1 },
  ),
});
export type Premises = Entity<typeof premisesKind>;
