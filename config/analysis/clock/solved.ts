/** One failure, worked out in and out of office hours. */
import type { Model } from '../../model/model';
import type { Snapshot } from '../snapshot';
import { lossOf } from './loss';
import type { Times } from './recovery';
import { restoresOf } from './restores';
import { type Situation, situationOf } from './situation';
import { solutionOf } from './solution';
import type { Solution } from './works';

export interface Solved {
  readonly situation: Situation;
  readonly outOfHours: Solution;
  readonly inHours: Solution;
}

export function solve(model: Model, snapshot: Snapshot, affected: Iterable<string>): Solved {
  const { reactionOutOfHours, reactionInHours } = model.estate.operations;
  const situation = situationOf(model, snapshot, affected);
  const restores = restoresOf(situation);
  const inHours = solutionOf(situation, restores, reactionInHours);
  const soonest = Math.min(reactionInHours, reactionOutOfHours);
  const outOfHours = takesPeople(situation, inHours, soonest) ? solutionOf(situation, restores, reactionOutOfHours) : inHours;
  return { situation, outOfHours, inHours };
}

/** Somebody may have acted. What works before anybody could works as soon at any hour. */
const takesPeople = ({ hit }: Situation, { works }: Solution, soonest: number): boolean =>
  hit.some((number) => (works[number] ?? 0) >= soonest);

export const UNINTERRUPTED: Times = { seconds: 0, inHours: 0, loss: 0 };

/** Outcomes from here on: nothing that is described brings it back. */
export const DIVERGED = 5;

export function timesOf({ situation, outOfHours, inHours }: Solved, number: number): Times {
  const level = situation.states[number]?.level ?? 0;
  const reached = ({ works }: Solution): number => reachedAfter(situation, level, works[number] ?? 0);
  return { seconds: reached(outOfHours), inHours: reached(inHours), loss: lossOf(situation, outOfHours, number) };
}

/** Users are there again when routing has converged, too. */
function reachedAfter({ model }: Situation, level: number, works: number): number {
  if (level >= DIVERGED) return Infinity;
  return works === 0 ? 0 : works + model.estate.assumptions.routing.convergence;
}
