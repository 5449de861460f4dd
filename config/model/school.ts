import { choice, defaulted, flag, group, integer, keyed, list, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { title } from './common';
import { networkSchema } from './network';

export const filterProfileKind = kind('filter-profile', 'filter-profiles', 'What pupils of a level may reach.', {
  title: title(),
  mode: choice(['allow-list', 'deny-list'], 'Only what is listed passes, or all but what is listed.'),
  categories: list(text('Category of the public lists.'), 'Categories allowed or denied.', { later: 6 }),
  safeSearch: defaulted(flag('Search engines are forced into their safe mode.'), true),
});
export type FilterProfile = Entity<typeof filterProfileKind>;

export const schoolKind = kind('school', 'schools', 'A school, with networks apart from the administration’s.', {
  title: title(),
  level: choice(['kindergarten', 'elementary'], 'Level.'),
  premises: ref('premises', 'Where it is.'),
  access: choice(['town-fibre', 'ftth-tunnels'], 'Fibre of the town, or FTTH with a tunnel to each site.'),
  landing: list(ref('sites', 'Site.'), 'Sites where its link or tunnels end.', { minItems: 1 }),
  devices: integer('Devices in use.', { minimum: 0 }),
  filter: ref('filter-profiles', 'Filter profile.'),
  exit: ref('uses', 'Use of the Internet by which it leaves.'),
  logs: group(
    {
      regime: choice(['public-access', 'internal'], 'Legal regime of its connection data, as decided by the data protection officer.'),
      retention: quantity('duration', 'How long connection data are kept.'),
    },
    'Retention of connection data.',
  ),
  networks: keyed(networkSchema, 'Its networks: `pedagogy` and `office`.', { minProperties: 1 }),
});
export type School = Entity<typeof schoolKind>;
