/** Snapshots: one copy, on one server. */
import { type Body, numberIn, textIn } from './body';
import { newDiskId, newId, newScsiId } from './ids';
import { conditionOf } from './mirror';
import { badRequest, Refusal } from './refusal';
import type { Snapshot } from './state';
import { diskOf, poolOf, sideOf } from './virtual-disks';
import type { World } from './world';

export function takeSnapshot(world: World, body: Body): Snapshot {
  const { state } = world;
  const source = diskOf(world, textIn(body, 'VirtualDisk'));
  const name = textIn(body, 'Name');
  const type = numberIn(body, 'Type');
  const pool = poolOf(world, textIn(body, 'DestinationPool'));
  if (conditionOf(state, source, world.now()).diskStatus !== 0) {
    throw badRequest(`Cannot perform snapshot operations on virtual disk ${source.name} while it is not up-to-date.`);
  }
  const server = state.servers.find(({ id }) => id === pool.serverId);
  if (!source.sides.some(({ serverId }) => serverId === pool.serverId)) {
    throw badRequest(`Disk ${source.name} does not belong to server ${server?.name ?? pool.serverId}.`);
  }
  if (state.disks.some((disk) => disk.name === name)) throw badRequest(`A virtual disk with the name ${name} already exists.`);
  const snapshot: Snapshot = {
    id: `${pool.serverId}:{${newId()}}`,
    name,
    sourceId: source.id,
    destinationId: newDiskId(),
    type,
    takenAt: world.now(),
  };
  state.disks.push({
    id: snapshot.destinationId,
    scsiId: newScsiId(),
    name,
    description: '',
    size: source.size,
    type: 0,
    sides: [sideOf(world, pool.id, pool.serverId, false)],
    snapshotId: snapshot.id,
  });
  state.snapshots.push(snapshot);
  world.commit();
  return snapshot;
}

/** Its disk goes with it. */
export function deleteSnapshot(world: World, id: string): void {
  const { state } = world;
  const snapshot = state.snapshots.find((candidate) => candidate.id === id);
  if (snapshot === undefined) throw new Refusal(404, `The snapshot ${id} does not exist.`);
  if (state.units.some(({ diskId }) => diskId === snapshot.destinationId)) {
    throw badRequest(`The snapshot ${snapshot.name} is served to a host.`);
  }
  state.snapshots.splice(state.snapshots.indexOf(snapshot), 1);
  const disk = state.disks.findIndex((candidate) => candidate.id === snapshot.destinationId);
  if (disk >= 0) state.disks.splice(disk, 1);
  world.commit();
}
