/** Which copy brings each workload back whose data are gone or taken, and when: all that one failure takes share the repositories. */
import { type Copy, copiesOf } from '../backup/copies';
import { restoreAll, restoreTime } from '../backup/restore';
import type { Snapshot } from '../snapshot';
import type { Situation } from './situation';

export interface Restore {
  readonly copy: Copy;
  /** Seconds from the decision to restore until it would work alone: its copy’s delay, its machine, its data, boot and start. */
  readonly alone: number;
  /** The same with all others that are restored. */
  readonly together: number;
}

/** An intruder has been everywhere: what is restored, and that it is, takes the decision of a failover. */
export const isIntruder = ({ scenario }: Snapshot): boolean => scenario.elements.includes('intruder');

export function restoresOf(situation: Situation): ReadonlyMap<number, Restore> {
  const { model, ground, fates, snapshot, hit } = situation;
  const chosen = new Map<number, { readonly copy: Copy; readonly alone: number }>();
  const asTaken = takenFrom(snapshot);
  for (const number of hit) {
    if (fates[number] !== 'restore') continue;
    const id = ground.items[number]?.node.id ?? '';
    const usable = copiesOf(model, id).flatMap((copy) => asTaken(copy) ?? []);
    const best = usable.map((copy) => ({ copy, alone: restoreTime(model, id, copy) })).sort((a, b) => a.alone - b.alone)[0];
    if (best !== undefined) chosen.set(number, best);
  }
  const copies = new Map([...chosen].map(([number, { copy }]) => [ground.items[number]?.node.id ?? '', copy]));
  const together = restoreAll(model, copies);
  return new Map(
    [...chosen].map(([number, { copy, alone }]) => {
      const id = ground.items[number]?.node.id ?? '';
      return [number, { copy, alone, together: Math.max(alone, together.get(id) ?? alone) }];
    }),
  );
}

/** A copy with the delay that it has after this failure, or undefined where it cannot be used (README, section 7). Each is made once. */
function takenFrom(snapshot: Snapshot): (copy: Copy) => Copy | undefined {
  const made = new Map<Copy, Copy | undefined>();
  const make = (copy: Copy): Copy | undefined => {
    const { repository, offline, immutableFor, delayWithDrive } = copy;
    if (isIntruder(snapshot) && offline === undefined && immutableFor === undefined) return undefined;
    if (snapshot.repository(repository)) return { ...copy, delayBefore: delayWithDrive };
    return offline !== undefined && snapshot.site(offline.cabinet) ? copy : undefined;
  };
  return (copy) => {
    if (!made.has(copy)) made.set(copy, make(copy));
    return made.get(copy);
  };
}
