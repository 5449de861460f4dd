/** Virtual disks: create, change, delete. */
import { type Body, numberIn, sizeIn, textIn } from './body';
import { newDiskId, newId, newScsiId } from './ids';
import { badRequest, notPublished, Refusal } from './refusal';
import type { Disk, Pool, Side } from './state';
import type { World } from './world';

/** Characters of a name; what is longer is cut, as clients have seen it. */
const NAME_MAX = 48;

export function createDisk(world: World, body: Body): Disk {
  if ('VirtualDiskTemplate' in body) throw notPublished('what a template of virtual disks holds');
  const name = textIn(body, 'Name').slice(0, NAME_MAX);
  const size = sizeIn(body, 'Size');
  const type = numberIn(body, 'Type');
  if (type !== 0 && type !== 2) throw notPublished(`creating a virtual disk of type ${String(type)}`);
  if (type === 0 && body['SecondPool'] !== undefined) throw badRequest('A single virtual disk has one pool.');
  const pools = [poolOf(world, textIn(body, 'FirstPool')), ...(type === 2 ? [poolOf(world, textIn(body, 'SecondPool'))] : [])];
  if (new Set(pools.map(({ serverId }) => serverId)).size !== pools.length) {
    throw badRequest('The pools of a mirrored virtual disk must belong to two servers.');
  }
  refuseTwin(world, name);
  for (const pool of pools) {
    if (size < pool.chunk) throw badRequest('the disk size provided is less than the storage allocation unit size');
    room(world, pool, size);
  }
  const description = typeof body['Description'] === 'string' ? body['Description'] : '';
  const disk: Disk = {
    id: newDiskId(),
    scsiId: newScsiId(),
    name,
    description,
    size,
    type,
    sides: pools.map(({ id, serverId }, index) => sideOf(world, id, serverId, index > 0)),
    snapshotId: null,
  };
  world.state.disks.push(disk);
  world.commit();
  return disk;
}

/** The first copy holds what is written; a second one has to catch up. */
export const sideOf = (world: World, poolId: string, serverId: string, behind: boolean): Side => ({
  serverId,
  poolId,
  logicalDiskId: newId(),
  recovery: 'full',
  ...(behind ? { stale: true, recoveredAt: world.now() + world.recoveryMs } : { stale: false }),
});

const CHANGEABLE = ['Size', 'Caption', 'Description'];

export function changeDisk(world: World, id: string, body: Body): Disk {
  const disk = diskOf(world, id);
  const unknown = Object.keys(body).find((name) => !CHANGEABLE.includes(name));
  if (unknown !== undefined) throw notPublished(`changing ${unknown} of a virtual disk`);
  if ('Size' in body) resize(world, disk, sizeIn(body, 'Size'));
  if ('Caption' in body) {
    const name = textIn(body, 'Caption').slice(0, NAME_MAX);
    if (name !== disk.name) refuseTwin(world, name);
    disk.name = name;
  }
  if ('Description' in body) disk.description = typeof body['Description'] === 'string' ? body['Description'] : '';
  world.commit();
  return disk;
}

/** A real group lets a disk shrink: keeping data is the business of whoever asks. */
function resize(world: World, disk: Disk, size: number): void {
  if (world.state.snapshots.some(({ sourceId, destinationId }) => sourceId === disk.id || destinationId === disk.id)) {
    throw badRequest(`Virtual disk ${disk.name} cannot be resized because it has snapshots attached.`);
  }
  for (const pool of world.state.pools.filter(({ id }) => disk.sides.some(({ poolId }) => poolId === id))) {
    if (size < pool.chunk) throw badRequest('the disk size provided is less than the storage allocation unit size');
    room(world, pool, size - disk.size);
  }
  disk.size = size;
}

export function deleteDisk(world: World, id: string): void {
  const disk = diskOf(world, id);
  const { state } = world;
  if (state.units.some(({ diskId }) => diskId === id)) throw badRequest(`Virtual disk ${disk.name} is served to a host.`);
  if (state.snapshots.some(({ sourceId, destinationId }) => sourceId === id || destinationId === id)) {
    throw badRequest(`Virtual disk ${disk.name} cannot be deleted because it has snapshots attached.`);
  }
  state.disks.splice(state.disks.indexOf(disk), 1);
  world.commit();
}

export function diskOf({ state }: World, id: string): Disk {
  const disk = state.disks.find((candidate) => candidate.id === id);
  if (disk === undefined) throw new Refusal(404, `The virtual disk ${id} does not exist.`);
  return disk;
}

export function poolOf({ state }: World, id: string): Pool {
  const pool = state.pools.find((candidate) => candidate.id === id);
  if (pool === undefined) throw badRequest(`The pool ${id} does not exist.`);
  const server = state.servers.find(({ id: serverId }) => serverId === pool.serverId);
  if (server?.up !== true) throw badRequest(`The server ${server?.name ?? pool.serverId} is not available.`);
  return pool;
}

/** Whether a real group refuses it is not published. */
function refuseTwin({ state, faults }: World, name: string): void {
  if (state.disks.some((disk) => disk.name === name) && !faults.twin())
    throw badRequest(`A virtual disk with the name ${name} already exists.`);
}

/** Stricter than thin provisioning: what is promised must fit. */
function room({ state }: World, { id, name, capacity }: Pool, more: number): void {
  const promised = state.disks
    .filter(({ sides, snapshotId }) => snapshotId === null && sides.some(({ poolId }) => poolId === id))
    .reduce((sum, { size }) => sum + size, 0);
  if (promised + more > capacity) throw badRequest(`There is not enough space in the pool ${name}.`);
}
