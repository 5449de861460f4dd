/** The worst first: by outcome, then whom nothing brings back, then who is back last; each with how it is known. */
import { LEVELS, STOPPED } from '../../../../config/analysis/levels';
import { survivalOf } from '../../../../config/analysis/survival';
import { verdictOf } from '../../../../config/analysis/verdict';
import type { Unmet } from '../../../../config/analysis/verdict/unmet';
import type { Model } from '../../../../config/model/model';
import { AS_OF } from '../../../support/estates';
import { modelOf } from '../estates';
import { randomEstate } from '../naive/estates';

const unmetIn = (model: Model): readonly Unmet[] => verdictOf(model, survivalOf(model, { pairs: false }), AS_OF).unmet;
const level = ({ outcome }: Unmet): number => LEVELS.indexOf(outcome);
const late = unmetIn(modelOf('chelles', [['classes.yaml', 'rto: 1 h\n  dmia: 4 h', 'rto: 5 min\n  dmia: 4 h']]));
const all = [late, ...Array.from({ length: 30 }, (_, seed) => unmetIn(randomEstate(seed)))];

test('in this order', () => {
  let mixed = 0;
  for (const unmet of all) {
    const ranks = unmet.map((cell) => [level(cell), cell.seconds ?? Infinity] as const);
    expect(ranks).toEqual([...ranks].sort(([a, x], [b, y]) => b - a || (x === y ? 0 : y - x)));
    for (const outcome of LEVELS) {
      const known = new Set(unmet.filter((cell) => cell.outcome === outcome).map(({ seconds }) => seconds === undefined));
      if (known.size === 2) mixed += 1;
    }
  }
  // Of some of one outcome a time is known, of others none; and of those that are back times differ.
  expect(mixed).toBeGreaterThan(5);
  expect(new Set(late.map(({ seconds }) => seconds)).size).toBeGreaterThan(3);
});

test('an outcome is computed, a time is estimated', () => {
  const known = new Set(late.map((cell) => `${String(level(cell) >= STOPPED)} ${cell.basis}`));
  expect(known).toEqual(new Set(['true computed', 'false estimated']));
});
