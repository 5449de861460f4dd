/** How much of its own data a workload has lost once it is back (README, section 12). */
import { usableCopies } from '../backup/usable';
import { RESTORABLE } from '../levels';
import { isTaken, type Situation } from './situation';
import type { Solution } from './works';

/** Seconds of what was written last; `all` where nothing of it is left; `not-known` where it takes more than the files to say. */
export type Loss = number | 'all' | 'not-known';

/** More than was agreed, in seconds. What is not known is not within an agreement. */
export const isBeyond = (loss: Loss, agreed: number): boolean => typeof loss !== 'number' || loss > agreed;

/** A restore loses the age of its copy; two sides that both write lose what one of them wrote until somebody decides which. */
export function lossOf(situation: Situation, { restores, shift }: Solution, number: number): Loss {
  const { model, states, fates, snapshot, ground } = situation;
  const item = ground.items[number];
  const own = states[number]?.own ?? 0;
  if (fates[number] === 'restore') return restores.of.get(number)?.copy.maxAge ?? 'all';
  if (item === undefined || own < RESTORABLE) return 0;
  const answers = item.volumes.map((volume) => ({ answer: snapshot.volume(volume), behind: snapshot.behind(volume) }));
  const isMissing = answers.some(({ answer, behind }) => answer === 'unknown' || (behind && (answer === 'refused' || answer === 'out')));
  const isDiverged = answers.some(({ answer }) => answer === 'diverged');
  if (!isTaken(snapshot, item))
    return isMissing ? 'not-known' : isDiverged ? shift.reaction + model.estate.assumptions.operator.decision : 0;
  if (isMissing || isDiverged) return 'not-known';
  // As long as nothing is left to restore it to.
  const ages = usableCopies(model, snapshot, item.node.id).map(({ maxAge }) => maxAge);
  return ages.length === 0 ? 'all' : Math.min(...ages);
}
