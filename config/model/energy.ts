import { choice, defaulted, group, integer, keyed, list, quantity, ref, text } from './fields';
import { singleKind, type Entity } from './kind';
import { title } from './common';

export const energyKind = singleKind('energy', 'Energy: the reference year, what the meters say now, and the goal.', {
  baseline: group(
    {
      year: integer('Year.', { minimum: 1990, maximum: 2100 }),
      posts: keyed(
        group(
          {
            title: title(),
            energy: quantity('energy', 'Energy per year.'),
            counts: defaulted(
              choice(
                ['equipment', 'cooling', 'seats'],
                'What of the estate it is compared with: equipment, what its site draws beside it (PUE), or seats.',
              ),
              'equipment',
            ),
          },
          'A post.',
        ),
        'Energy of that year by post.',
      ),
    },
    'The reference.',
  ),
  goal: quantity('share', 'Reduction aimed at, from the reference.'),
  meters: keyed(
    group(
      {
        title: title(),
        site: ref('sites', 'Site.'),
        year: integer('Year of the reading.', { minimum: 1990, maximum: 2100 }),
        energy: quantity('energy', 'Energy of that year.'),
        covers: list(text('Post that it covers.'), 'What it covers.'),
      },
      'A meter.',
    ),
    'Meters.',
  ),
});
export type Energy = Entity<typeof energyKind>;
