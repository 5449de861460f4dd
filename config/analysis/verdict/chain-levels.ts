/** What a dependency hands on (README, section 8): its own outcome and those of what it needs, not what its users suffer. */
import type { Model } from '../../model/model';
import { isBehindCut, machineOf, placeOf } from '../needed';
import type { Snapshot } from '../snapshot';

const LOST = 7;

/** It runs, but at the other side of a cut. */
export const isCutOff = (model: Model, snapshot: Snapshot, from: string, id: string): boolean =>
  isBehindCut(model, snapshot, placeOf(model, snapshot, from), placeOf(model, snapshot, id));

/** How `id` looks to `from`, which needs it. */
export function levelSeen(model: Model, snapshot: Snapshot, from: string, id: string): number {
  if (isCutOff(model, snapshot, from, id)) return LOST;
  const machine = machineOf(id);
  return machine === undefined ? snapshot.workload(id).within : snapshot.row(`machine:${machine}`);
}
