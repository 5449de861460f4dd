/** The fast evaluation in the shape of the naive one: all rows in one scenario. */
import type { Scenario } from '../../../../config/analysis/scenarios';
import { type Survival, survivalOf } from '../../../../config/analysis/survival';
import type { Model } from '../../../../config/model/model';
import type { Evaluator } from '../naive/situation';

/** Judges the scenario alone. */
export const alone: Evaluator = (model, scenario) => rowsAt(survivalOf(model, { only: [scenario] }), 1);

/** Judges these scenarios of a Model at once and answers for one; another Model, such as a smaller one, is judged alone. */
export function together(of: Model, scenarios: readonly Scenario[]): Evaluator {
  const survival = survivalOf(of, { only: scenarios });
  const index = new Map(survival.field.told.map((scenario, at) => [scenario.id, at]));
  return (model, scenario) => {
    const at = model === of ? index.get(scenario.id) : undefined;
    return at === undefined ? alone(model, scenario) : rowsAt(survival, at);
  };
}

/** Judges every scenario of a Model, all pairs with it, as the proof does; answers for one. */
export function all(of: Model): Evaluator {
  const survival = survivalOf(of);
  const { told, indexOf } = survival.field;
  return (model, scenario) => {
    if (model !== of) return alone(model, scenario);
    const [one = '', two] = scenario.elements;
    const at = scenario.kind === 'pair' ? indexOf(one, two) : told.findIndex(({ id }) => id === scenario.id);
    if (at === undefined || at < 0) throw new Error(`${scenario.id} is not judged`);
    return rowsAt(survival, at);
  };
}

const rowsAt = (survival: Survival, index: number) => new Map([...survival.rows.keys()].map((row) => [row, survival.level(row, index)]));
