/** Failures that do the same to all are judged once: the verdict is that of each failure judged alone. */
import { survivalOf } from '../../../../config/analysis/survival';
import { verdictOf } from '../../../../config/analysis/verdict';
import type { Unmet } from '../../../../config/analysis/verdict/unmet';
import type { Model } from '../../../../config/model/model';
import { modelOf } from '../estates';
import { randomEstate } from '../naive/estates';

const TODAY = '2026-11-23';

/** What of a cell depends on the failure alone; its smallest cut needs the others. */
const told = ({ id, rule, outcome, seconds, loss, allowed, chain }: Unmet) => ({ id, rule, outcome, seconds, loss, allowed, chain });

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

const together = (model: Model) =>
  verdictOf(model, survivalOf(model, { pairs: false }), TODAY)
    .unmet.map(told)
    .sort(byId);

function oneByOne(model: Model) {
  const [, ...scenarios] = survivalOf(model, { pairs: false }).field.told;
  return scenarios
    .flatMap((scenario) =>
      // Of two failures, each alone is judged with them: the order matters.
      verdictOf(model, survivalOf(model, { only: [scenario] }), TODAY).unmet.filter(({ failure }) => failure === scenario.id),
    )
    .map(told)
    .sort(byId);
}

test('the reference estate', () => {
  const model = modelOf('chelles');
  const found = together(model);
  expect(found.length).toBeGreaterThan(50);
  expect(found).toEqual(oneByOne(model));
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('estate by chance %i', (seed) => {
  const model = randomEstate(seed);
  expect(together(model)).toEqual(oneByOne(model));
});
