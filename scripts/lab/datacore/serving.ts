/** Serving a disk to a host, and taking it back. */
import { type Body, flagIn, textIn } from './body';
import { newId } from './ids';
import { badRequest, notPublished } from './refusal';
import type { Disk, Host } from './state';
import { diskOf } from './virtual-disks';
import type { World } from './world';

/** Named operations on a virtual disk. */
export function operateDisk(world: World, id: string, body: Body): void {
  const disk = diskOf(world, id);
  const operation = textIn(body, 'Operation');
  if (operation === 'Serve') serve(world, disk, body);
  else if (operation === 'Unserve') unserve(world, disk, body);
  else throw notPublished(`the operation ${operation} on a virtual disk`);
}

function serve(world: World, disk: Disk, body: Body): void {
  const { state } = world;
  const host = hostOf(world, textIn(body, 'Host'));
  if (state.units.some(({ diskId, hostId }) => diskId === disk.id && hostId === host.id)) {
    throw badRequest('A path with the chosen initiator and target ports already exists.');
  }
  if (!state.ports.some(({ hostId }) => hostId === host.id)) throw badRequest(`The host ${host.name} has no ports.`);
  if (world.faults.withoutSession(host.name)) {
    throw badRequest(`There is no connection between the initiators of ${host.name} and a target.`, 4);
  }
  const redundant = flagIn(body, 'Redundancy');
  if (redundant && disk.type !== 2) throw badRequest(`Virtual disk ${disk.name} has no second server for redundant paths.`);
  const taken = new Set(state.units.filter(({ hostId }) => hostId === host.id).map(({ lun }) => lun));
  const lun = freeLun(taken, body['StartingLUN']);
  const sides = redundant ? disk.sides : disk.sides.slice(0, 1);
  for (const { serverId } of sides) state.units.push({ id: newId(), diskId: disk.id, hostId: host.id, serverId, lun });
  world.commit();
}

/** The number asked for, or the next free one after it: that is what “starting” says. */
function freeLun(taken: ReadonlySet<number>, starting: unknown): number {
  const first = Number(starting ?? 0);
  if (!Number.isInteger(first) || first < 0) throw badRequest('The parameter StartingLUN must be a number.');
  let lun = first;
  while (taken.has(lun)) lun += 1;
  return lun;
}

function unserve(world: World, disk: Disk, body: Body): void {
  const { units } = world.state;
  const host = hostOf(world, textIn(body, 'Host'));
  const gone = units.filter(({ diskId, hostId }) => diskId === disk.id && hostId === host.id);
  if (gone.length === 0) throw badRequest(`Virtual disk ${disk.name} is not served to ${host.name}.`);
  for (const unit of gone) units.splice(units.indexOf(unit), 1);
  world.commit();
}

export function hostOf({ state }: World, id: string): Host {
  const host = state.hosts.find((candidate) => candidate.id === id);
  if (host === undefined) throw badRequest(`The host ${id} does not exist.`);
  return host;
}
