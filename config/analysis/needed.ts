/** What others need: workloads, and physical machines as `machines/key`. */
import type { Model } from '../model/model';
import { datacenterSites } from '../views';
import type { Level } from './levels';
import type { Snapshot } from './snapshot';

/** Key of a physical machine in the id by which others need it. */
export const machineOf = (id: string): string | undefined => /^machines\/(.+)$/.exec(id)?.[1];

/** What a failure does to it, dependencies counted. */
export function levelOf(snapshot: Snapshot, id: string): Level {
  const machine = machineOf(id);
  return machine === undefined ? snapshot.workload(id).level : snapshot.row(`machine:${machine}`);
}

/** Site where it runs. What is down runs nowhere. */
export function placeOf(model: Model, snapshot: Snapshot, id: string): string | undefined {
  const machine = machineOf(id);
  if (machine === undefined) return snapshot.workload(id).place;
  return snapshot.machine(machine) ? model.machines[machine]?.site : undefined;
}

/** Both run, at different sides that are not joined. What stands at a place that is no side, such as the witness’s, has no cut to cross. */
export function isBehindCut(model: Model, { joined }: Snapshot, here: string | undefined, there: string | undefined): boolean {
  if (joined || here === undefined || there === undefined || here === there) return false;
  const sides = datacenterSites(model);
  return sides.includes(here) && sides.includes(there);
}
