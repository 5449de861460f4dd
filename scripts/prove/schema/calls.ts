import { choice, group, list, text } from '../../../config/model/fields';
import { figure, shortfalls } from './claim';

export const calls = group(
  {
    order: list(
      group(
        {
          function: text('Function that is called.'),
          phone: text('Its duty number.'),
          role: choice(['acts', 'decides', 'told'], 'Its part.'),
          after: figure('Since the failure, where nobody before it has answered.'),
        },
        'A call.',
      ),
      'In this order.',
    ),
    shortfalls: shortfalls(),
  },
  'Whom to call.',
);
