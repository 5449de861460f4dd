/** The chain says what the printed cut does: whoever repairs one must not read about another. */
import { survivalOf } from '../../../../config/analysis/survival';
import { verdictOf } from '../../../../config/analysis/verdict';
import { chainOf } from '../../../../config/analysis/verdict/chain';
import type { Model } from '../../../../config/model/model';
import { AS_OF, checked } from '../../../support/estates';
import { onOneFeed } from '../estates';
import { randomEstate } from '../naive/estates';

/** Workloads whose chain is not that of their cut alone, and how many cells have a cut that is less than the failure. */
function told(model: Model): { readonly wrong: readonly string[]; readonly seen: number } {
  const survival = survivalOf(model, { pairs: false });
  const parts = verdictOf(model, survival, AS_OF).unmet.filter(({ row, cut, failure }) => {
    const whole = survival.field.told.find(({ id }) => id === failure)!;
    return row.startsWith('workload:') && whole.cut.length === 0 && cut.length < whole.elements.length;
  });
  const wrong = parts.filter(({ row, cut, chain }) => {
    const only = [{ id: 'x', kind: 'named', elements: cut, cut: [] } as const];
    const alone = chainOf(model, survivalOf(model, { only }).snapshot(1), row.replace('workload:', ''));
    return alone.map(({ path }) => path).join() !== chain.map(({ path }) => path).join();
  });
  return { wrong: wrong.map(({ id, cut }) => `${id}: ${cut.join(' + ')}`), seen: parts.length };
}

test('of estates by chance', () => {
  let cells = 0;
  for (let seed = 0; seed < 40; seed++) {
    const { wrong, seen } = told(randomEstate(seed));
    expect([seed, wrong]).toEqual([seed, []]);
    cells += seen;
  }
  expect(cells).toBeGreaterThan(20);
});

test('of several pairs of substations, the one that does what all of them do', () => {
  const { model } = checked(onOneFeed, 'chelles');
  const { unmet } = verdictOf(model!, survivalOf(model!, { pairs: false }), AS_OF);
  const cell = unmet.find(({ id }) => id === 'workload:annuaire/ad-agglo@named:blackout');
  // With poste-ouest in the place of poste-sud, the sides are up and no side reaches the witness.
  expect(cell?.cut).toEqual(['mains:poste-centre', 'mains:poste-sud']);
  expect(cell?.chain.at(-1)?.says).toContain('are both kept from working');
});
