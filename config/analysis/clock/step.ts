/** One step of the story, and what its tellers know. */
import type { Model } from '../../model/model';
import type { Basis } from '../claim';
import type { Item } from './ground';
import type { Step } from './recovery';
import type { Situation } from './situation';
import type { Solution } from './works';

export interface Told {
  readonly situation: Situation;
  readonly solution: Solution;
  readonly model: Model;
  readonly number: number;
  readonly item: Item;
}

export const step = (what: string, seconds: number, basis: Basis, who?: string): Step => ({
  what,
  seconds,
  basis,
  ...(who === undefined ? {} : { who }),
});

/** The function on call reacts: the first step wherever somebody has to act. */
export const reacts = (model: Model, seconds: number): Step =>
  step(
    `somebody reacts, out of office hours (${model.estate.operations.officeHours})`,
    seconds,
    'declared',
    model.estate.operations.onCall,
  );

export const decides = (model: Model, what: string): Step =>
  step(what, model.estate.assumptions.operator.decision, 'estimated', model.estate.operations.failoverDecision);
