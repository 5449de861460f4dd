/** Every printed reason of estates by chance is one, says the naive evaluator: with it the cell fails, with any one element less it holds. */
import { proofOf } from '../../../../config/analysis';
import { recoverySeconds } from '../../../../config/analysis/clock';
import { LEVELS, type Level, STOPPED } from '../../../../config/analysis/levels';
import { namedScenarios, type Scenario } from '../../../../config/analysis/scenarios';
import { survivalOf } from '../../../../config/analysis/survival';
import { promiseOf } from '../../../../config/analysis/verdict/promise';
import { AS_OF } from '../../../support/estates';
import { modelOf } from '../estates';
import { isMinimalCut } from '../naive/cuts';
import { randomEstate } from '../naive/estates';

// Nothing is timed: machines are busy.
jest.setTimeout(600_000);

/** HA starts one machine at a time, slowly: one host lost is bearable, several are not. */
const slow = modelOf('chelles', [
  [
    'estate.yaml',
    'domain: chelles.example',
    'domain: chelles.example\nassumptions: { ha: { startsPerHost: 1, startTime: 7 min, retry: 10 h } }',
  ],
]);

test('what is late needs all that is named, too', () => {
  const late = (row: string, elements: readonly string[]): boolean => {
    const scenario: Scenario = { id: 'part', kind: 'named', elements, cut: [] };
    const { workloads } = slow;
    const node = workloads[row.slice('workload:'.length)]!;
    const snapshot = survivalOf(slow, { only: [scenario] }).snapshot(1);
    return recoverySeconds(slow, snapshot)(node.id).seconds > promiseOf(slow, node)!.back;
  };
  const told = proofOf(slow, AS_OF).verdict.unmet.filter(({ rule, failure }) => rule === 'survival-late' && failure.startsWith('named:'));
  const wrong = told.filter(
    ({ row, cut }) =>
      !late(row, cut) ||
      cut.some((id) =>
        late(
          row,
          cut.filter((other) => other !== id),
        ),
      ),
  );
  expect(wrong.map(({ id, cut }) => `${id}: ${cut.join(' + ')}`)).toEqual([]);
  expect([...new Set(told.map(({ cut }) => cut.length))].sort()).toEqual([2]);
});

const ESTATES = Number(process.env['CORDEE_FUZZ'] ?? 150);

test('whatever its size', () => {
  const sizes = new Map<number, number>();
  for (let seed = 0; seed < ESTATES; seed++) {
    const model = randomEstate(seed);
    const named = new Map(namedScenarios(model).map((scenario) => [scenario.id, scenario]));
    for (const { row, failure, outcome, cut } of proofOf(model, AS_OF).verdict.unmet) {
      const scenario = named.get(failure);
      const level = LEVELS.indexOf(outcome);
      if (level < STOPPED || scenario === undefined) continue;
      // Where links are cut, fewer failures may be another evil.
      const fails = (other: Level): boolean => (scenario.cut.length > 0 ? other === level : other >= level);
      // An estate by chance may be broken before anything fails.
      if (isMinimalCut(model, row, [], fails)) continue;
      expect([seed, row, failure, cut, isMinimalCut(model, row, cut, fails, scenario)]).toEqual([seed, row, failure, cut, true]);
      sizes.set(cut.length, (sizes.get(cut.length) ?? 0) + 1);
    }
  }
  expect([...sizes.keys()].sort()).toEqual([0, 1, 2, 3]);
});
