/** How much of its own data a workload has lost once it is back (README, section 12). */
import { usableCopies } from '../backup/usable';
import { RESTORABLE, STOPPED } from '../levels';
import type { Situation } from './situation';
import type { Solution } from './works';

/** Seconds of what was written last; `all` where nothing of it is left; `not-known` where it takes more than the files to say. */
export type Loss = number | 'all' | 'not-known';

/** More than was agreed, in seconds. What is not known is not within an agreement. */
export const isBeyond = (loss: Loss, agreed: number): boolean => typeof loss !== 'number' || loss > agreed;

/** Outcomes of a workload’s own data, by their level. */
const DIVERGED = 5;
const UNKNOWN = 6;

/** A restore loses the age of its copy; two sides that both write lose what one of them wrote until somebody decides which. */
export function lossOf(situation: Situation, { restores, shift }: Solution, number: number): Loss {
  const { model, states, fates, snapshot, ground } = situation;
  const { own = 0, cause } = states[number] ?? {};
  const id = ground.items[number]?.node.id ?? '';
  if (fates[number] === 'restore') return restores.of.get(number)?.copy.maxAge ?? 'all';
  if (own === DIVERGED) return shift.reaction + model.estate.assumptions.operator.decision;
  if (cause !== 'data' || own < RESTORABLE) return 0;
  if (own === UNKNOWN) return 'not-known';
  if (own === STOPPED && !isTaken(situation, number)) return isWhole(situation, number) ? 0 : 'not-known';
  // As long as nothing is left to restore it to.
  const ages = usableCopies(model, snapshot, id).map(({ maxAge }) => maxAge);
  return ages.length === 0 ? 'all' : Math.min(...ages);
}

/** All of its data come from a copy, whatever else it waits for. */
const isTaken = ({ snapshot, ground }: Situation, number: number): boolean =>
  ground.items[number]?.volumes.every((volume) => /^(gone|taken)$/.test(snapshot.volume(volume))) ?? false;

/** Storage waits for an operator, or for what failed, and has all that was written: no side has gone on alone, nothing else has taken data. */
function isWhole({ snapshot, ground }: Situation, number: number): boolean {
  const item = ground.items[number];
  if (item === undefined || snapshot.scenario.elements.includes(`service:${item.node.id}`)) return false;
  return item.volumes.every((volume) => /^(serves|refused|out)$/.test(snapshot.volume(volume)) && !snapshot.behind(volume));
}
