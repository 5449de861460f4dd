import { group, list, optional, text } from '../../../config/model/fields';
import { figure, path, paths, shortfalls } from './claim';

const post = text('`hardware`, `energy`, `contracts`, `applications/KEY` or the key of an entry of the price book.');

export const costs = group(
  {
    total: figure('All of it, in a year.'),
    posts: list(
      group(
        {
          post,
          amount: figure('In a year.'),
          counted: text('What was counted.'),
          key: optional(text('Cost key that allots it. Absent: each tenant’s own.')),
          how: text('By which key, and what becomes of the part of shared services.'),
          places: paths('What it is counted from.'),
        },
        'A post.',
      ),
      'Their sum is the total, to the cent.',
    ),
    tenants: list(
      group(
        {
          tenant: text('Key of the tenant.'),
          amount: figure('In a year.'),
          key: text('Its own cost key.'),
          parts: list(group({ post, amount: figure('In a year.') }, 'A part.'), 'What it is made of.'),
        },
        'A tenant.',
      ),
      'Their sum is the total, to the cent.',
    ),
    repeated: list(
      group({ path: path('Where it is written.'), amount: figure('How much.'), why: text('Which one says the same euro.') }, 'An amount.'),
      'Amounts that are written and were not added.',
    ),
    shortfalls: shortfalls(),
  },
  'What it costs, and whom.',
);
