/** The reference estate shows each outcome: somebody who learns what the words mean finds a cell of each. */
import { LEVELS } from '../../../config/analysis/levels';
import { survivalOf } from '../../../config/analysis/survival';
import { modelOf } from './estates';

test('chelles has a cell of each outcome, pairs included', () => {
  const { rows, field } = survivalOf(modelOf('chelles'));
  const { less, none, all } = field.algebra;
  const seen = LEVELS.filter((_, level) =>
    [...rows].some(([row, grades]) => {
      const here = level === 0 ? all : (grades[level - 1] ?? none);
      return row.startsWith('workload:') && less(here, grades[level] ?? none) !== none;
    }),
  );
  expect(seen).toEqual(LEVELS);
});
