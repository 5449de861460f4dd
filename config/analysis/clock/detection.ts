/** When something can be done about a workload that was hit: the failure is noticed, its storage serves, and it is decided what must be. */
import { noticedAfter } from '../noticed';
import type { Situation } from './situation';

/** How fast people are at that hour, in seconds since the failure. */
export interface Shift {
  /** Somebody acts. */
  readonly reaction: number;
  /** What HA did not start is started. */
  readonly byHand: number;
}

/** When HA, or a person in its place, could start it at the earliest: noticed, storage failed over, decided where it takes a decision. */
export function possibleAt(situation: Situation, shift: Shift, number: number): number {
  const { model, fates } = situation;
  const { storage, operator } = model.estate.assumptions;
  if (fates[number] === 'refused') return shift.reaction + operator.decision + consoleOf(situation) + storage.failover;
  return detectionOf(situation, number) + (failsOver(situation, number) ? storage.failover : 0);
}

/** Seconds to reach a console on a storage server, where every machine that manages the storage lies on storage that refuses. */
export function consoleOf({ model, ground, snapshot }: Situation): number {
  const isRefused = (number: number): boolean =>
    ground.items[number]?.volumes.some((volume) => snapshot.volume(volume) === 'refused') === true;
  const { storageManagement } = ground;
  return storageManagement.length > 0 && storageManagement.every(isRefused) ? model.estate.assumptions.operator.console : 0;
}

export function detectionOf({ model, states, ground }: Situation, number: number): number {
  const cause = states[number]?.cause;
  const noticed = cause === 'isolation' || cause === 'storage' ? cause : 'host';
  return noticedAfter(model, ground.items[number]?.node.cluster ?? '', noticed);
}

/** A mirror of its own has lost the side at its home. */
export function failsOver({ ground, sideLost }: Situation, number: number): boolean {
  const item = ground.items[number];
  return item?.mirrored.some((volume) => sideLost(volume, item.node.home)) ?? false;
}
