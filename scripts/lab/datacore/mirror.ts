/** The copies of a disk: which are up and current, and how they recover. Our model of it; a real group decides by more than this. */
import { badRequest } from './refusal';
import type { Disk, Side, State } from './state';

const upAt = (state: State, { serverId }: Side): boolean => state.servers.some(({ id, up }) => id === serverId && up);
const currentAt = (side: Side, now: number): boolean => !side.stale || (side.recoveredAt !== undefined && side.recoveredAt <= now);

/** Servers by which the disk can be reached: those that are up and have a current copy. */
export const servingBy = (state: State, disk: Disk, now: number): readonly string[] =>
  disk.sides.filter((side) => upAt(state, side) && currentAt(side, now)).map(({ serverId }) => serverId);

/** True while some copy that is up and current can serve it. */
export const accessible = (state: State, disk: Disk, now: number): boolean => servingBy(state, disk, now).length > 0;

export interface Condition {
  /** 0 online, 1 not up to date: the numbers that clients have seen. */
  readonly diskStatus: 0 | 1;
  readonly status: 'Healthy' | 'Path down' | 'In log recovery' | 'In full recovery' | 'Offline';
}

export function conditionOf(state: State, disk: Disk, now: number): Condition {
  if (!accessible(state, disk, now)) return { diskStatus: 1, status: 'Offline' };
  if (disk.sides.some((side) => !upAt(state, side))) return { diskStatus: 1, status: 'Path down' };
  const behind = disk.sides.find((side) => !currentAt(side, now));
  if (behind === undefined) return { diskStatus: 0, status: 'Healthy' };
  return { diskStatus: 1, status: behind.recovery === 'log' ? 'In log recovery' : 'In full recovery' };
}

/** Notes what has recovered meanwhile; nothing that a client could tell from not having done it. */
function settle(state: State, now: number): void {
  for (const side of state.disks.flatMap(({ sides }) => sides)) {
    if (!side.stale || !currentAt(side, now)) continue;
    side.stale = false;
    delete side.recoveredAt;
  }
}

/** The servers of a site stop. Copies there become stale where another copy goes on without them. */
export function loseSite(state: State, site: string, now: number): void {
  settle(state, now);
  for (const server of state.servers) if (server.site === site) server.up = false;
  for (const disk of state.disks) {
    for (const side of disk.sides) {
      if (!upAt(state, side)) delete side.recoveredAt;
      if (!upAt(state, side) && accessible(state, disk, now)) side.stale = true;
    }
    // With the last current copy its source is gone: what was being copied stays behind, however long it waits.
    if (!accessible(state, disk, now)) for (const side of disk.sides) if (side.stale) delete side.recoveredAt;
  }
}

/** They are back: what changed meanwhile is copied from the log. */
export function restoreSite(state: State, site: string, now: number, recoveryMs: number): void {
  settle(state, now);
  for (const server of state.servers) if (server.site === site) server.up = true;
  for (const disk of state.disks) {
    if (!accessible(state, disk, now)) continue;
    for (const side of disk.sides) {
      if (!side.stale || !upAt(state, side) || side.recoveredAt !== undefined) continue;
      side.recovery = 'log';
      side.recoveredAt = now + recoveryMs;
    }
  }
}

/** What a person does in the console, for which no call is published: one side stays, and its paths; the other is given back to its pool. */
export function splitMirror({ disks, servers, units }: State, name: string, keep: string): void {
  const disk = disks.find((candidate) => candidate.name === name);
  const server = servers.find((candidate) => candidate.name === keep);
  const gone = disk?.sides.find(({ serverId }) => serverId !== server?.id);
  if (disk?.type !== 2 || server === undefined || gone === undefined) throw badRequest(`there is no mirror ${name} with a side on ${keep}`);
  disk.type = 0;
  disk.sides.splice(disk.sides.indexOf(gone), 1);
  for (const unit of units.filter(({ diskId, serverId }) => diskId === disk.id && serverId === gone.serverId))
    units.splice(units.indexOf(unit), 1);
}
