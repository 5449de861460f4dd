/** When each workload works again: started or restored, and what it needs with it. */
import type { Shift } from './detection';
import type { Item } from './ground';
import type { Restores } from './restores';
import type { Situation } from './situation';
import type { Start } from './starts';
import { startedAgainAt, waitUntil } from './waits';

export interface Solution {
  readonly shift: Shift;
  /** Seconds since the failure, by number; 0 where nothing was interrupted, `Infinity` where nothing brings it back. */
  readonly works: Float64Array;
  readonly starts: ReadonlyMap<number, Start>;
  readonly restores: Restores;
  /** When restores begin: reacted, and after an intruder what comes before. */
  readonly restoring: number;
}

/** When it could start its service if it needed nobody. */
export function aloneAt({ fates }: Situation, { starts, restores, restoring }: Solution, number: number, item: Item): number {
  const { boot, start } = item.node;
  if (fates[number] === 'runs') return 0;
  if (fates[number] === 'restore') return restoring + (restores.of.get(number)?.together ?? Infinity) - start;
  return (starts.get(number)?.powered ?? Infinity) + boot;
}

/** With what it needs, as far as it is known when that works. */
export function worksAt(situation: Situation, solution: Solution, number: number): number {
  const item = situation.ground.items[number];
  if (item === undefined || situation.fates[number] === 'none') return Infinity;
  const alone = aloneAt(situation, solution, number, item);
  const again = startedAgainAt(situation, solution, number, item, alone);
  const ready = again ?? Math.max(alone, waitUntil(situation, solution, number, item));
  return situation.fates[number] === 'runs' ? ready : ready + item.node.start;
}
