import { choice, group, integer, list, optional, text } from '../../../config/model/fields';
import { figure, path, shortfalls } from './claim';

const site = group(
  {
    site: text('Key of the site.'),
    equipment: figure('Of the equipment itself.'),
    cooling: figure('What the site draws beside it (PUE).'),
    seats: figure('Of the seats whose premises are linked to it first.'),
    energy: figure('All of it, in a year.'),
    carbon: figure('What that emits.'),
  },
  'A site.',
);

const tenant = group(
  {
    tenant: text('Key of the tenant.'),
    energy: figure('In a year.'),
    carbon: figure('What that emits.'),
    parts: list(
      group(
        {
          part: choice(['hosts', 'storage', 'backup', 'machines', 'seats', 'common'], 'Which part.'),
          energy: figure('In a year.'),
          how: text('By what it is allotted.'),
        },
        'A part.',
      ),
      'What it is made of.',
    ),
  },
  'A tenant.',
);

const reading = group(
  {
    site: text('Key of the site.'),
    meters: list(text('Key of the meter.'), 'Meters that together cover this.'),
    year: integer('Year of the readings.'),
    counts: list(choice(['equipment', 'cooling', 'seats'], 'What is counted.'), 'What is counted.'),
    measured: figure('What the meters say.'),
    computed: figure('What the proof says.'),
    difference: figure('Computed less measured, in percent of what was measured.'),
  },
  'Meters beside the computed figure.',
);

const goal = group(
  {
    year: integer('Year of the reference.'),
    baseline: figure('Energy of that year.'),
    target: figure('What may still be drawn.'),
    measured: figure('What the meters say.'),
    computed: figure('What the proof says.'),
    goal: figure('Reduction that is aimed at, in percent.'),
    reductionMeasured: figure('Reduction by the meters.'),
    reductionComputed: figure('Reduction by the proof.'),
  },
  'The goal.',
);

export const energy = group(
  {
    energy: figure('All of it, in a year.'),
    carbon: figure('What that emits.'),
    sites: list(site, 'By site.'),
    tenants: list(tenant, 'By tenant; their sum is all of it, to the kWh.'),
    equipment: list(
      group(
        {
          path: path('Model path of the equipment.'),
          site: text('Key of its site.'),
          load: optional(figure('Mean load. Absent where it is not known.')),
          energy: figure('In a year.'),
        },
        'A piece of equipment.',
      ),
      'By equipment.',
    ),
    desktops: list(
      group(
        { pool: text('Key of the desktops.'), seats: integer('Seats.'), before: figure('With a PC at each seat.'), after: figure('Now.') },
        'A pool of seats.',
      ),
      'By pool of seats.',
    ),
    readings: list(reading, 'What the meters say of it.'),
    goal,
    excluded: list(text('Title.'), 'Hosted applications, which are in none of these figures.'),
    shortfalls: shortfalls(),
  },
  'Energy and what it emits, in a year.',
);
