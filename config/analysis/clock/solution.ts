/** One failure at one hour: who starts when, and when each works. */
import { settle } from './circles';
import { isIntruder, type Restores } from './restores';
import type { Situation } from './situation';
import { startsOf } from './starts';
import { type Solution, worksAt } from './works';

/** `reaction`: seconds until somebody acts. */
export function solutionOf(situation: Situation, restores: Restores, reaction: number): Solution {
  const { model, ground, touched, snapshot } = situation;
  const { operator, intruder } = model.estate.assumptions;
  const shift = { reaction, byHand: reaction + operator.start };
  const solution: Solution = {
    shift,
    works: new Float64Array(touched.length),
    starts: startsOf(situation, shift),
    restores,
    restoring: reaction + (isIntruder(snapshot) ? intruder.containment + intruder.cleanBase : 0),
  };
  for (const component of ground.components) {
    const [number] = component;
    if (component.length > 1) settle(situation, solution, component);
    else if (number !== undefined && touched[number] === 1) solution.works[number] = worksAt(situation, solution, number);
  }
  return solution;
}
