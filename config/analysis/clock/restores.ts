/** Which copy brings each workload back whose data are gone or taken, and when: all that one failure takes share the repositories. */
import { type Copy, copiesOf, dataOf } from '../backup/copies';
import { restoreTime } from '../backup/restore';
import { asLeft } from '../backup/usable';
import type { Snapshot } from '../snapshot';
import type { Item } from './ground';
import { firstOf, inStages, type Stages } from './restore-stages';
import type { Situation } from './situation';

export interface Restore {
  readonly copy: Copy;
  /** Seconds from the beginning of restores until it would work alone: its copy’s delay, its machine, its data, boot and start. */
  readonly alone: number;
  /** The same with all others that are restored. */
  readonly together: number;
}

export interface Restores {
  /** By number. */
  readonly of: ReadonlyMap<number, Restore>;
  readonly stages: Stages;
}

/** An intruder has been everywhere: ground is made clean before anything is restored, and everything is. */
export const isIntruder = ({ scenario }: Snapshot): boolean => scenario.elements.includes('intruder');

export const isDirector = ({ node }: Item): boolean => node.provides.includes('backup-director');

export function restoresOf(situation: Situation): Restores {
  const { model, ground, fates, hit, snapshot } = situation;
  const idOf = (number: number): string => ground.items[number]?.node.id ?? '';
  const restored = hit.filter((number) => fates[number] === 'restore');
  const first = firstOf(situation, restored, isIntruder(snapshot));
  // In the order in which they are served, for the choice of one keeps its repository busy for the next.
  const chosen = choose(situation, [...new Set([...first.directors, ...first.needed, ...restored])], takenFrom(snapshot), idOf);
  const { stages, together } = inStages(situation, first, chosen);
  const of = new Map(
    [...chosen].map(([number, copy]) => {
      const alone = restoreTime(model, idOf(number), copy);
      return [number, { copy, alone, together: Math.max(alone, together.get(number) ?? alone) }];
    }),
  );
  return { of, stages };
}

/** The freshest usable copy, and of several as fresh the one that is back first, with what is restored before it from the same repository. */
function choose(
  { model }: Situation,
  restored: readonly number[],
  asTaken: (copy: Copy) => Copy | undefined,
  idOf: (number: number) => string,
): ReadonlyMap<number, Copy> {
  const chosen = new Map<number, Copy>();
  const busy = new Map<string, number>();
  for (const number of restored) {
    const id = idOf(number);
    const usable = copiesOf(model, id).flatMap((copy) => asTaken(copy) ?? []);
    const freshest = Math.min(...usable.map(({ maxAge }) => maxAge));
    const done = (copy: Copy): number => {
      const from = busy.get(copy.repository) ?? 0;
      return Math.max(restoreTime(model, id, copy), from + dataOf(model, id) / copy.throughput);
    };
    const [best] = usable
      .filter(({ maxAge }) => maxAge === freshest)
      .map((copy) => ({ copy, until: done(copy) }))
      .sort((a, b) => a.until - b.until);
    if (best === undefined) continue;
    chosen.set(number, best.copy);
    busy.set(best.copy.repository, best.until);
  }
  return chosen;
}

/** Each is made once: workloads of one class have the same copies. */
function takenFrom(snapshot: Snapshot): (copy: Copy) => Copy | undefined {
  const made = new Map<Copy, Copy | undefined>();
  return (copy) => {
    if (!made.has(copy)) made.set(copy, asLeft(snapshot, copy));
    return made.get(copy);
  };
}
