/** What a dependency hands on (README, section 8): its own outcome and those of what it needs, not what its users suffer. */
import type { Model } from '../../model/model';
import type { Snapshot } from '../snapshot';

const LOST = 7;

/** Key of a physical machine in the id by which others need it. */
export const machineOf = (id: string): string | undefined => /^machines\/(.+)$/.exec(id)?.[1];

/** What is down runs nowhere, so it is at no side of a cut. */
function placeOf(model: Model, snapshot: Snapshot, id: string): string | undefined {
  const machine = machineOf(id);
  if (machine === undefined) return snapshot.workload(id).place;
  return snapshot.machine(machine) ? model.machines[machine]?.site : undefined;
}

/** Both run, at different sides that are not joined. */
export function isCutOff(model: Model, snapshot: Snapshot, from: string, id: string): boolean {
  if (snapshot.joined) return false;
  const [here, there] = [placeOf(model, snapshot, from), placeOf(model, snapshot, id)];
  return here !== undefined && there !== undefined && here !== there;
}

/** How `id` looks to `from`, which needs it. */
export function levelSeen(model: Model, snapshot: Snapshot, from: string, id: string): number {
  if (isCutOff(model, snapshot, from, id)) return LOST;
  const machine = machineOf(id);
  return machine === undefined ? snapshot.workload(id).within : snapshot.row(`machine:${machine}`);
}
