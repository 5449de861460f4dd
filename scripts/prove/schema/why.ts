/** One failure: there when the JSON is asked for with `--why`. */
import { LEVELS } from '../../../config/analysis/levels';
import { UNMET_RULES } from '../../../config/analysis/verdict/unmet';
import { choice, group, list, number, optional, text } from '../../../config/model/fields';
import { at, data, loss, seconds } from './cell';
import { ids, path } from './claim';
import { line } from './plan';

const cell = group(
  {
    id: text('`row@failure`. Stable.'),
    outcome: choice(LEVELS, 'What the failure does.'),
    promise: choice(['kept', 'not-kept', 'accepted', 'none'], 'Whether it must hold, and does; `accepted`: it does not, by an exception.'),
    rule: optional(choice(UNMET_RULES, 'Why it does not hold.')),
    exception: optional(text('Key of the live exception that accepts it.')),
    seconds: seconds(),
    inHours: optional(number('The same in office hours.')),
    data: optional(data()),
    loss: loss(),
    because: list(
      group({ path: path('Model path of what the clause is about.'), at, says: text('The clause.') }, 'A clause.'),
      'From the row to what failed.',
    ),
  },
  'A cell, also one that holds. Times and data are those of workloads.',
);

export const why = group(
  {
    failure: text('Id of the failure.'),
    says: text('What it means, in words.'),
    takes: ids('an element', 'Equipment and lines that are down with it.'),
    decisions: ids('a volume', 'Volumes of which somebody decides which side serves.'),
    order: optional(list(line, 'All that is interrupted, in the order in which it begins. Absent where somebody was named.')),
    cells: optional(list(cell, 'Cells of who was named.')),
  },
  'The failure that was asked for with `--why`.',
);
