/** Where another evaluator says something else than the naive one, and the smallest estate that still shows it. */
import { LEVELS, type Level, type Outcome } from '../../../../config/analysis/levels';
import { namedScenarios, type Scenario } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { evaluate } from './evaluate';
import { elementIds } from './ids';
import { reduced, reductions, sound } from './reduce';
import type { Evaluator } from './situation';
import { written } from './written';

export interface Disagreement {
  readonly row: string;
  readonly scenario: Scenario;
  readonly naive: Outcome | 'no such row';
  readonly fast: Outcome | 'no such row';
}

const say = (level: Level | undefined): Disagreement['naive'] => (level === undefined ? 'no such row' : LEVELS[level]);

/** All cells on which the two differ, rows that only one of them has included. */
export function disagreements(fast: Evaluator, model: Model, scenarios: readonly Scenario[]): readonly Disagreement[] {
  return scenarios.flatMap((scenario) => {
    const naive = evaluate(model, scenario);
    const other = fast(model, scenario);
    return [...new Set([...naive.keys(), ...other.keys()])]
      .filter((row) => naive.get(row) !== other.get(row))
      .map((row) => ({ row, scenario, naive: say(naive.get(row)), fast: say(other.get(row)) }));
  });
}

/** The same failure in a smaller estate; undefined when something in it is no more. */
function again(model: Model, scenario: Scenario): Scenario | undefined {
  if (scenario.kind === 'named') return namedScenarios(model).find(({ id }) => id === scenario.id);
  const known = elementIds(model);
  return scenario.elements.every((element) => known.has(element)) ? scenario : undefined;
}

/** Takes away what is not needed for the disagreement, piece by piece, until nothing can go. */
export function shrink(fast: Evaluator, model: Model, { row, scenario }: Pick<Disagreement, 'row' | 'scenario'>): Model {
  const differs = (smaller: Model): boolean => {
    const same = sound(model, smaller) ? again(smaller, scenario) : undefined;
    return same !== undefined && disagreements(fast, smaller, [same]).some((each) => each.row === row);
  };
  let small = model;
  for (const reduction of reductions(model)) {
    const smaller = reduced(small, reduction);
    if (smaller !== small && differs(smaller)) small = smaller;
  }
  return small === model ? model : shrink(fast, small, { row, scenario });
}

/** For the message of a test that fails: what differs, and the estate in which it does. */
export function explain(fast: Evaluator, model: Model, found: Disagreement): string {
  const small = shrink(fast, model, found);
  const scenario = again(small, found.scenario) ?? found.scenario;
  const left = disagreements(fast, small, [scenario]).find(({ row }) => row === found.row) ?? found;
  return `${left.row}@${scenario.id}: naive ${left.naive}, fast ${left.fast}, in\n${written(small)}`;
}
