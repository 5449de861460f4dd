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

/** `path`: Model path of what decides how long it takes. */
export const step = (what: string, seconds: number, basis: Basis, path: string, who?: string): Step => ({
  what,
  seconds,
  basis,
  path,
  ...(who === undefined ? {} : { who }),
});

/** The function on call reacts: the first step wherever somebody has to act. */
export const reacts = (model: Model, seconds: number): Step =>
  step(
    `somebody reacts, out of office hours (${model.estate.operations.officeHours})`,
    seconds,
    'declared',
    'estate.operations.reactionOutOfHours',
    model.estate.operations.onCall,
  );

export const decides = (model: Model, what: string): Step =>
  assumed(what, model.estate.assumptions.operator.decision, 'operator.decision', model.estate.operations.failoverDecision);

/** A step that takes as long as an assumption of the estate says; `field` is its path below `estate.assumptions`. */
export const assumed = (what: string, seconds: number, field: string, who?: string): Step =>
  step(what, seconds, 'estimated', `estate.assumptions.${field}`, who);
