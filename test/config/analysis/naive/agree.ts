/** Where another evaluator says something else than the naive one, and the smallest estate that still shows it. */
import { LEVELS } from '../../../../config/analysis/levels';
import { namedScenarios, type Scenario } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { elementIds } from './ids';
import { reduced, reductions, sound } from './reduce';
import type { Evaluator } from './situation';
import { written } from './written';

/** What each cell says, in words, so that levels and times are compared alike. */
export type Told = (model: Model, scenario: Scenario) => ReadonlyMap<string, string>;

/** The naive one, and the one that it is compared with. */
export interface Rivals {
  readonly naive: Told;
  readonly fast: Told;
}

export const levelsOf =
  (evaluator: Evaluator): Told =>
  (model, scenario) =>
    new Map([...evaluator(model, scenario)].map(([row, level]) => [row, LEVELS[level]]));

export interface Disagreement {
  readonly row: string;
  readonly scenario: Scenario;
  readonly naive: string;
  readonly fast: string;
}

/** All cells on which the two differ, rows that only one of them has included. */
export function disagreements({ naive, fast }: Rivals, model: Model, scenarios: readonly Scenario[]): readonly Disagreement[] {
  return scenarios.flatMap((scenario) => {
    const [one, other] = [naive(model, scenario), fast(model, scenario)];
    const say = (told: ReadonlyMap<string, string>, row: string): string => told.get(row) ?? 'no such row';
    return [...new Set([...one.keys(), ...other.keys()])]
      .filter((row) => one.get(row) !== other.get(row))
      .map((row) => ({ row, scenario, naive: say(one, row), fast: say(other, row) }));
  });
}

/** The same failure in a smaller estate; undefined when something in it is no more. */
function again(model: Model, scenario: Scenario): Scenario | undefined {
  if (scenario.kind === 'named') return namedScenarios(model).find(({ id }) => id === scenario.id);
  const known = elementIds(model);
  return scenario.elements.every((element) => known.has(element)) ? scenario : undefined;
}

/** Takes away what is not needed for the disagreement, piece by piece, until nothing can go. */
export function shrink(rivals: Rivals, model: Model, { row, scenario }: Pick<Disagreement, 'row' | 'scenario'>): Model {
  const differs = (smaller: Model): boolean => {
    const same = sound(model, smaller) ? again(smaller, scenario) : undefined;
    return same !== undefined && disagreements(rivals, smaller, [same]).some((each) => each.row === row);
  };
  let small = model;
  for (const reduction of reductions(model)) {
    const smaller = reduced(small, reduction);
    if (smaller !== small && differs(smaller)) small = smaller;
  }
  return small === model ? model : shrink(rivals, small, { row, scenario });
}

/** For the message of a test that fails: what differs, and the estate in which it does. */
export function explain(rivals: Rivals, model: Model, found: Disagreement): string {
  const small = shrink(rivals, model, found);
  const scenario = again(small, found.scenario) ?? found.scenario;
  const left = disagreements(rivals, small, [scenario]).find(({ row }) => row === found.row) ?? found;
  return `${left.row}@${scenario.id}: naive ${left.naive}, fast ${left.fast}, in\n${written(small)}`;
}
