import { group, list, optional, text } from '../../../config/model/fields';
import { figure, ids, path } from './claim';

const ways = (of: string) =>
  list(
    group(
      {
        subject: path(`Model path of the ${of}.`),
        ways: list(
          group(
            {
              path: path('Model path of the way.'),
              site: text('Key of the site where it lands.'),
              medium: text('Medium.'),
              rate: figure('What it carries.'),
              repair: optional(figure('Repair time that the carrier guarantees. Absent: none.')),
            },
            'A way.',
          ),
          'In the order in which they are taken; of premises the widest first.',
        ),
        left: figure('Rate that is left without the first, in percent of it.'),
      },
      `Ways of a ${of}.`,
    ),
    `By ${of}.`,
  );

export const accesses = group(
  { uses: ways('use'), premises: ways('place'), published: ids('a workload', 'Workloads that people on the Internet reach.') },
  'What is left to users when their first way fails, and for how long.',
);
