/**
 * Every printed reason is one, say the naive evaluator and the naive clock: with it the cell fails, or is late, or loses too much; with any one
 * element less it holds. On estates by chance, and on one where much is late; test/scripts/prove-cuts.test.ts asks it of what is printed.
 */
import { proofOf } from '../../../../config/analysis';
import { STOPPED } from '../../../../config/analysis/levels';
import type { Times } from '../../../../config/analysis/clock';
import { namedScenarios, type Scenario } from '../../../../config/analysis/scenarios';
import { cutsOf } from '../../../../config/analysis/verdict/cuts';
import type { Model } from '../../../../config/model/model';
import { AS_OF } from '../../../support/estates';
import { modelOf } from '../estates';
import { clock } from '../naive/clock';
import { type After, isMinimalCut } from '../naive/cuts';
import { randomEstate } from '../naive/estates';
import { failingAs } from '../naive/promise';

// Nothing is timed: machines are busy.
jest.setTimeout(600_000);

const ESTATES = Number(process.env['CORDEE_FUZZ'] ?? 80);

/** Cells whose cut is none, and how many were looked into, by rule and size. */
function looked(model: Model): { readonly wrong: readonly string[]; readonly seen: readonly string[] } {
  const named = new Map(namedScenarios(model).map((scenario) => [scenario.id, scenario]));
  const single = (id: string): Scenario => ({ id, kind: 'single', elements: [id], cut: [] });
  const clocks = new Map<string, ReadonlyMap<string, Times>>();
  const timesIn = (scenario: Scenario): ReadonlyMap<string, Times> => {
    const known = clocks.get(scenario.id) ?? clock(model, scenario);
    clocks.set(scenario.id, known);
    return known;
  };
  const wrong: string[] = [];
  const seen: string[] = [];
  for (const cell of proofOf(model, AS_OF).verdict.unmet) {
    const { row, rule, cut, failure } = cell;
    const scenario = named.get(failure);
    // What is printed of its times is what the failure does, though it was worked out for another that does the same.
    const times = timesIn(scenario ?? single(failure)).get(row.replace('workload:', ''));
    if (times !== undefined && ((cell.seconds ?? Infinity) !== times.seconds || cell.loss !== times.loss)) wrong.push(`${cell.id}: times`);
    const fails = failingAs(model, cell, scenario);
    // An estate by chance may be broken before anything fails.
    if (isMinimalCut(model, row, [], fails)) continue;
    if (!isMinimalCut(model, row, cut, fails, scenario)) wrong.push(`${cell.id} ${rule}: ${cut.join(' + ')}`);
    seen.push(`${rule} ${String(cut.length)}`);
  }
  return { wrong, seen };
}

const sizes = (seen: readonly string[]): readonly string[] => [...new Set(seen)].sort();

test('of estates by chance', () => {
  const seen: string[] = [];
  for (let seed = 0; seed < ESTATES; seed++) {
    const found = looked(randomEstate(seed));
    expect([seed, found.wrong]).toEqual([seed, []]);
    seen.push(...found.seen);
  }
  expect(sizes(seen)).toEqual(
    expect.arrayContaining([
      'survival-data 1',
      'survival-late 0',
      'survival-late 1',
      'survival-late 2',
      'survival-lost 2',
      'survival-stopped 3',
      'survival-unreached 3',
    ]),
  );
});

/** HA starts one machine at a time, slowly: one host lost is bearable, several are not. */
const slow = modelOf('chelles', [
  [
    'estate.yaml',
    'domain: chelles.example',
    'domain: chelles.example\nassumptions: { ha: { startsPerHost: 1, startTime: 7 min, retry: 10 h } }',
  ],
]);

test('of one where much is late', () => {
  const { wrong, seen } = looked(slow);
  expect(wrong).toEqual([]);
  expect(sizes(seen)).toEqual(expect.arrayContaining(['survival-late 1', 'survival-late 2']));
});

test('of rows, alone and in twos', () => {
  for (let seed = 0; seed < ESTATES; seed += 10) {
    const model = randomEstate(seed);
    const { survival } = proofOf(model, AS_OF);
    for (const row of [...survival.rows.keys()].filter((_, position) => position % 4 === 0)) {
      const { alone, pairs } = cutsOf(survival, row);
      const fails = ({ level }: After): boolean => level >= STOPPED;
      if (isMinimalCut(model, row, [], fails)) continue;
      for (const cut of [...alone.map((id) => [id]), ...pairs.slice(0, 5)])
        expect([seed, row, cut, isMinimalCut(model, row, cut, fails)]).toEqual([seed, row, cut, true]);
    }
  }
});
