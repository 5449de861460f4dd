import { KINDS } from '../../../config/analysis/shared-risks/paths';
import { choice, flag, group, integer, list, text } from '../../../config/model/fields';
import { ids, path, paths, shortfalls } from './claim';

const shared = group(
  {
    kind: choice(KINDS, 'Kind of what is shared.'),
    key: text('Key of it; `site/part` for a part of a site.'),
    takes: paths('Ways that have it.'),
    places: paths('What says so.'),
  },
  'A shared risk.',
);

export const sharedRisks = group(
  {
    groups: list(
      group(
        {
          group: text('Stable id of the group of ways.'),
          purpose: text('What the ways are there for.'),
          ways: list(group({ path: path('Model path of the way.'), medium: text('Medium.') }, 'A way.'), 'Ways that replace each other.'),
          shared: list(shared, 'What two or more of them share, those that take most first.'),
        },
        'A group.',
      ),
      'Ways that are there to replace each other.',
    ),
    feeds: list(
      group(
        {
          site: text('Key of the site.'),
          feeds: ids('a feed', 'Feeds.'),
          substation: text('Key of the substation that all of them hang on.'),
          equipment: paths('What hangs on these feeds.'),
        },
        'Feeds of one substation.',
      ),
      'Feeds that are there to replace each other, and do not.',
    ),
    singleHomed: list(
      group(
        {
          premises: text('Key of the premises.'),
          tenant: text('Key of their tenant.'),
          purpose: text('What happens there.'),
          seats: integer('Workplaces of agents, and devices of the schools there.'),
          schools: ids('a school', 'Schools there.'),
          devices: integer('Devices of these schools.'),
          line: path('Model path of the only line.'),
          medium: text('Medium.'),
          tunnels: flag('Several tunnels run over that line.'),
        },
        'Premises.',
      ),
      'Premises with one line.',
    ),
    shortfalls: shortfalls(),
  },
  'What is sold as diverse, and shares something.',
);
