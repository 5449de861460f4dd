import { choice, defaulted, flag, group, keyed, list, number, optional, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { title } from './common';

export const siteKind = kind('site', 'sites', 'A place that can fail as a whole (fault domain).', {
  title: title(),
  role: choice(['datacenter', 'witness'], 'A `datacenter` runs hosts and storage; a `witness` place arbitrates and keeps cartridges.'),
  floodZone: optional(ref('flood-zones', 'Flood zone that the site lies in.')),
  rooms: keyed(
    group(
      {
        title: title(),
        floodLevel: defaulted(choice(['above', 'below'], 'Above or below the level of the reference flood.'), 'above'),
      },
      'A machine room.',
    ),
    'Machine rooms of the site.',
    { minProperties: 1 },
  ),
  feeds: keyed(
    group(
      {
        title: title(),
        substation: ref('substations', 'Substation of the mains behind this feed.'),
        ups: quantity('duration', 'How long the UPS of this feed carries its load.'),
        generator: defaulted(flag('A generator takes over behind the UPS.'), false),
      },
      'A power feed (voie).',
    ),
    'Power feeds of the site.',
    { minProperties: 1 },
  ),
  cooling: defaulted(
    keyed(
      group(
        {
          title: title(),
          rooms: list(text('Key of a room.'), 'Rooms it cools.', { minItems: 1 }),
          feed: text('Key of the power feed it hangs on.'),
        },
        'A cooling unit.',
      ),
      'Cooling units; each room needs one that is left.',
    ),
    {},
  ),
  entries: keyed(group({ title: title() }, 'A building entry (adduction).'), 'Building entries of links.', { minProperties: 1 }),
  pue: number('Power usage effectiveness: energy drawn by the site divided by that of the equipment.', {
    minimum: 1,
    maximum: 4,
  }),
  energyPrice: quantity('tariff', 'Price of energy.'),
  carbon: quantity('carbon', 'Carbon intensity of the energy.'),
});

export type Site = Entity<typeof siteKind>;
