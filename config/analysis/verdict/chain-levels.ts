/** What a dependency hands on (README, section 8): its own outcome and those of what it needs, not what its users suffer. */
import type { Model } from '../../model/model';
import { RESTORABLE } from '../levels';
import { isBehindCut, machineOf, placeOf } from '../needed';
import type { Snapshot } from '../snapshot';

const LOST = 7;
const DEGRADED = 2;

/** It runs, but at the other side of a cut. */
export const isCutOff = (model: Model, snapshot: Snapshot, from: string, id: string): boolean =>
  isBehindCut(model, snapshot, placeOf(model, snapshot, from), placeOf(model, snapshot, id));

/** How `id` looks to `from`, which needs it. `above` are those on the way to it: a cycle is read in favour. */
export function levelSeen(model: Model, snapshot: Snapshot, from: string, id: string, above: ReadonlySet<string> = new Set()): number {
  if (isCutOff(model, snapshot, from, id)) return LOST;
  const machine = machineOf(id);
  if (machine !== undefined) return snapshot.row(`machine:${machine}`);
  const { own, level } = snapshot.workload(id);
  const node = model.workloads[id];
  if (level === 0 || node === undefined || above.has(id)) return level === 0 ? 0 : own;
  const way = new Set([...above, id]);
  const seen = (needed: string): number => levelSeen(model, snapshot, id, needed, way);
  const { all, any, soft } = node.dependsOn;
  return Math.max(
    own,
    ...all.map(seen),
    ...Object.values(any).map((members) => (members.length === 0 ? 0 : Math.min(...members.map(seen)))),
    ...(soft.some((useful) => seen(useful) >= RESTORABLE) ? [DEGRADED] : []),
  );
}
