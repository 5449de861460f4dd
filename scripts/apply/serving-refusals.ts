/** Why a volume is not served: a host that has only half of a mirror, and a number that another disk has. */
import { UsageError } from '../usage-error';
import type { VirtualDisk } from './datacore/virtual-disks';
import { otherOwner } from './ownership';
import { hostNamed, type Served, servedTo, type StorageView } from './storage-view';
import type { VolumeOrder } from './volume-order';

/** The published call serves a host once: asked again for one that has a path, the storage refuses, so that a person has to begin anew. */
const anew = (volume: string, host: string): string =>
  `nothing adds a path to a host that has one: put ${host} into maintenance mode, unserve \`${volume}\` from it in the console, then apply again`;

/** A mirror that a host sees by one server only ends with that server, whatever its copies say. */
export function refuseHalfServed({ name, mirrored }: VolumeOrder, disk: VirtualDisk, { host, luns }: Served, view: StorageView): void {
  if (mirrored) {
    const { seen, missing } = sidesOf(name, disk, host.id, view);
    if (missing.length > 0)
      throw new UsageError(
        `volume \`${name}\` is mirrored, and \`${host.name}\` sees it by ${seen.join(', ')} only: ${missing.join(', ')} does not serve it there`,
        anew(name, host.name),
      );
  }
  if (luns.length > 1)
    throw new UsageError(
      `volume \`${name}\` has several numbers on \`${host.name}\`: LUN ${luns.map(String).join(', ')}`,
      anew(name, host.name),
    );
}

/** Servers of the disk’s sides, by whether the host sees it there. Paths are many: each initiator and each target port make one. */
function sidesOf(
  name: string,
  disk: VirtualDisk,
  hostId: string,
  { units, servers, logicalDisks }: StorageView,
): { readonly seen: readonly string[]; readonly missing: readonly string[] } {
  const sides = logicalDisks.filter(({ virtualDiskId }) => virtualDiskId === disk.id);
  const seen = new Set(units.filter((unit) => unit.diskId === disk.id && unit.hostId === hostId).map(({ logicalDiskId }) => logicalDiskId));
  const unknown = [...seen].some((id) => !sides.some((side) => side.id === id));
  if (unknown || new Set(sides.map(({ serverId }) => serverId).filter((id) => id !== '')).size < 2)
    throw new UsageError(
      `by which servers volume \`${name}\` is served cannot be read: its paths and its sides do not name each other (LogicalDiskId, VirtualDiskId, ServerHostId)`,
      'another version of SANsymphony than this client knows; report it with the version',
    );
  const by = (wanted: boolean): string[] => [
    ...new Set(
      sides
        .filter(({ id }) => seen.has(id) === wanted)
        .map(({ serverId }) => `\`${servers.find(({ id }) => id === serverId)?.name ?? serverId}\``),
    ),
  ];
  return { seen: by(true), missing: by(false) };
}

/** Numbers that the published calls take. */
const NUMBERS = 256;

/** Whoever has the number keeps it. */
export function refuseTakenLun({ name, lun, hosts }: VolumeOrder, hostName: string, view: StorageView): void {
  const takenOn = (host: string): readonly number[] => {
    const id = hostNamed(view, host)?.id;
    return view.units.filter(({ hostId }) => hostId === id).map((unit) => unit.lun);
  };
  const hostId = hostNamed(view, hostName)?.id;
  const taken = view.units.find((unit) => unit.hostId === hostId && unit.lun === lun);
  if (taken === undefined) return;
  const disk = view.disks.find(({ id }) => id === taken.diskId);
  const users = disk === undefined ? [hostName] : servedTo(view, disk).map(({ host }) => host.name);
  const whose = disk === undefined ? `disk ${taken.diskId}` : `\`${disk.name}\`, which ${otherOwner(disk)}`;
  const all = new Set(hosts.flatMap((host) => takenOn(host.name)));
  const free = Array.from({ length: NUMBERS }, (_, number) => number).find((number) => number > 0 && !all.has(number));
  throw new UsageError(
    `LUN ${String(lun)} of host \`${hostName}\` is ${whose} and is served to ${users.join(', ')}`,
    `that disk is in use and keeps its number: write another \`lun\` for volume \`${name}\`${free === undefined ? '' : `, as ${String(free)}, which is free on its hosts`}`,
  );
}
