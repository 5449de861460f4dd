/** Figures, shortfalls and contracts, as every part of the proof tells them. */
import { choice, date, group, integer, list, number, optional, text } from '../../../config/model/fields';

export const basis = (description = 'How it is known: written in a file, following from what is written, or resting on an assumption.') =>
  choice(['declared', 'computed', 'estimated'], description);

export const path = (description = 'Model path of what it is about.') => text(description);
export const paths = (description: string) => list(text('Model path.'), description);
export const ids = (of: string, description: string) => list(text(`Id of ${of}.`), description);

export const figure = (description: string) =>
  group({ value: number('The number.'), unit: text('Its unit.'), basis: basis() }, description);

const shortfallFields = {
  id: text('Stable: the same on every run for the same fact.'),
  subject: path(),
  what: text('One sentence for people.'),
  places: paths('What explains it.'),
  basis: basis(),
};
export const shortfalls = (description = 'What is promised here and not kept.') =>
  list(group(shortfallFields, 'A shortfall.'), description);

export const judgedShortfall = group(
  {
    ...shortfallFields,
    rule: optional(
      choice(['shortfall-capacity', 'shortfall-backup'], 'What an exception names to accept it. Absent: it is shown and decides nothing.'),
    ),
    exception: optional(text('Key of the live exception that accepts it.')),
  },
  'A shortfall of the books, and whether it decides the verdict.',
);

export const contract = group(
  {
    reference: text('Reference.'),
    start: optional(date('First day.')),
    end: date('Last day.'),
    daysLeft: integer('Days from the day of judgement to the last one; negative once it has ended.'),
    state: choice(['not-started', 'running', 'ending', 'ended'], '`ending`: a new one decided today would begin after its last day.'),
  },
  'A contract.',
);
