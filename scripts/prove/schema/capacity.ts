import { RESOURCES } from '../../../config/analysis/capacity/measure';
import { choice, group, list, optional, text } from '../../../config/model/fields';
import { basis, figure, path, shortfalls } from './claim';

export const capacity = group(
  {
    measures: list(
      group(
        {
          id: text('Stable: resource, what has it, scenario.'),
          resource: choice(RESOURCES, 'What is measured.'),
          subject: path('Model path of what has the resource.'),
          scenario: text('Id of the failure, of two joined by `+`; `all`: nothing has failed.'),
          what: text('What is compared, a phrase without its figures.'),
          needed: figure('What is needed.'),
          limit: optional(figure('What there is. Absent: a figure without limit.')),
          share: optional(figure('What is needed, in percent of the limit.')),
          basis: basis(),
        },
        'A measure.',
      ),
      'Each resource after each failure that takes some of it.',
    ),
    shortfalls: shortfalls('Measures that do not hold, under the same ids.'),
  },
  'Whether what is left can carry what must go on.',
);
