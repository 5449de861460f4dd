/** Which copy brings each workload back whose data are gone or taken, and when: all that one failure takes share the repositories. */
import { type Copy, copiesOf } from '../backup/copies';
import { restoreTime } from '../backup/restore';
import type { Usable } from '../backup/restore-all';
import { asLeft } from '../backup/usable';
import type { Snapshot } from '../snapshot';
import type { Item } from './ground';
import { firstOf, inStages, pair, type Stages } from './restore-stages';
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
  const asTaken = takenFrom(snapshot);
  const usable = new Map(
    restored.flatMap((number) => pair(number, freshest(copiesOf(model, idOf(number)).flatMap((copy) => asTaken(copy) ?? [])))),
  );
  const { stages, together } = inStages(situation, firstOf(situation, restored, isIntruder(snapshot)), usable);
  const of = new Map(
    [...together].map(([number, { copy, works }]) => {
      const alone = restoreTime(model, idOf(number), copy);
      return [number, { copy, alone, together: Math.max(alone, works) }];
    }),
  );
  return { of, stages };
}

/** The freshest; of several as fresh whichever is back first. */
function freshest(copies: readonly Copy[]): Usable | undefined {
  const age = Math.min(...copies.map(({ maxAge }) => maxAge));
  const [first, ...others] = copies.filter(({ maxAge }) => maxAge === age);
  return first === undefined ? undefined : [first, ...others];
}

/** Each is made once: workloads of one class have the same copies. */
function takenFrom(snapshot: Snapshot): (copy: Copy) => Copy | undefined {
  const made = new Map<Copy, Copy | undefined>();
  return (copy) => {
    if (!made.has(copy)) made.set(copy, asLeft(snapshot, copy));
    return made.get(copy);
  };
}
