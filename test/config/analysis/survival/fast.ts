/** The fast evaluation in the shape of the naive one: all rows in one scenario, and the times of all workloads. */
import { recoverySeconds } from '../../../../config/analysis/clock';
import { LEVELS } from '../../../../config/analysis/levels';
import type { Scenario } from '../../../../config/analysis/scenarios';
import { type Survival, survivalOf } from '../../../../config/analysis/survival';
import type { Model } from '../../../../config/model/model';
import type { Told } from '../naive/agree';
import type { Evaluator } from '../naive/situation';
import { sayTimes } from '../naive/told';

/** Levels alone, of the scenario alone. */
export const levelsAlone: Evaluator = (model, scenario) => {
  const survival = survivalOf(model, { only: [scenario] });
  return new Map([...survival.rows.keys()].map((row) => [row, survival.level(row, 1)]));
};

/** Judges the scenario alone. */
export const alone: Told = (model, scenario) => toldAt(model, survivalOf(model, { only: [scenario] }), 1);

/** Judges these scenarios of a Model at once and answers for one; another Model, such as a smaller one, is judged alone. */
export function together(of: Model, scenarios: readonly Scenario[]): Told {
  const survival = survivalOf(of, { only: scenarios });
  const index = new Map(survival.field.told.map((scenario, at) => [scenario.id, at]));
  return (model, scenario) => {
    const at = model === of ? index.get(scenario.id) : undefined;
    return at === undefined ? alone(model, scenario) : toldAt(of, survival, at);
  };
}

/** Judges every scenario of a Model, all pairs with it, as the proof does; answers for one. */
export function all(of: Model): Told {
  const survival = survivalOf(of);
  const { told, indexOf } = survival.field;
  return (model, scenario) => {
    if (model !== of) return alone(model, scenario);
    const [one = '', two] = scenario.elements;
    const at = scenario.kind === 'pair' ? indexOf(one, two) : told.findIndex(({ id }) => id === scenario.id);
    if (at === undefined || at < 0) throw new Error(`${scenario.id} is not judged`);
    return toldAt(of, survival, at);
  };
}

function toldAt(model: Model, survival: Survival, index: number): ReadonlyMap<string, string> {
  const times = recoverySeconds(model, survival.snapshot(index));
  return new Map([
    ...[...survival.rows.keys()].map((row) => [row, LEVELS[survival.level(row, index)]] as const),
    ...Object.keys(model.workloads).map((id) => [`clock:${id}`, sayTimes(times(id))] as const),
  ]);
}
