/** The storage at one moment, as far as volumes are concerned. */
import { UsageError } from '../usage-error';
import type { DataCore } from './datacore/client';
import type { Host, Port } from './datacore/hosts';
import type { LogicalUnit } from './datacore/logical-units';
import type { Pool, Server, ServerGroup } from './datacore/servers';
import type { LogicalDisk, Snapshot } from './datacore/snapshots';
import type { VirtualDisk } from './datacore/virtual-disks';

export interface StorageView {
  readonly groups: readonly ServerGroup[];
  readonly servers: readonly Server[];
  readonly pools: readonly Pool[];
  readonly disks: readonly VirtualDisk[];
  readonly units: readonly LogicalUnit[];
  readonly hosts: readonly Host[];
  readonly ports: readonly Port[];
  readonly snapshots: readonly Snapshot[];
  readonly logicalDisks: readonly LogicalDisk[];
}

export async function viewStorage(storage: DataCore): Promise<StorageView> {
  // One after the other: where nobody answers, that is found out once.
  const groups = await storage.serverGroups.list();
  const [servers, pools, disks, units, hosts, ports, snapshots, logicalDisks] = await Promise.all([
    storage.servers.list(),
    storage.pools.list(),
    storage.virtualDisks.list(),
    storage.logicalUnits.list(),
    storage.hosts.list(),
    storage.ports.list(),
    storage.snapshots.list(),
    storage.logicalDisks.list(),
  ]);
  return { groups, servers, pools, disks, units, hosts, ports, snapshots, logicalDisks };
}

/** The disk of a name; undefined where there is none. Throws where there are two: nobody could say which is meant. */
export function diskNamed({ disks }: Pick<StorageView, 'disks'>, name: string): VirtualDisk | undefined {
  const found = disks.filter((disk) => disk.name === name);
  if (found.length > 1)
    throw new UsageError(`${String(found.length)} virtual disks are named \`${name}\``, 'rename all but one in the console');
  return found[0];
}

/** The host of a name; undefined where there is none. Throws where there are two: only one of them could be served. */
export function hostNamed({ hosts }: Pick<StorageView, 'hosts'>, name: string): Host | undefined {
  const found = hosts.filter((host) => host.name === name);
  if (found.length > 1)
    throw new UsageError(
      `${String(found.length)} hosts are registered as \`${name}\``,
      'keep the one that has the initiator and is served; delete the others in the console',
    );
  return found[0];
}

/** Names of the snapshots that a disk is the source of. Throws where one does not say whose it is: it may be this disk’s. */
export function snapshotsOf({ snapshots, logicalDisks }: StorageView, disk: VirtualDisk): readonly string[] {
  const known = new Set(logicalDisks.filter(({ virtualDiskId }) => virtualDiskId !== '').map(({ id }) => id));
  const unknown = snapshots.filter(({ sourceLogicalDiskId }) => !known.has(sourceLogicalDiskId));
  if (unknown.length > 0)
    throw new UsageError(
      `whether \`${disk.name}\` has snapshots cannot be read: ${unknown.map(({ name }) => `\`${name}\``).join(', ')} names no disk that it was taken of (SourceLogicalDiskId of a snapshot, VirtualDiskId of a logical disk)`,
      'if somebody just deleted them, apply again; else it is another version of SANsymphony than this client knows: report it with the version',
    );
  const own = new Set(logicalDisks.filter(({ virtualDiskId }) => virtualDiskId === disk.id).map(({ id }) => id));
  return snapshots.filter(({ sourceLogicalDiskId }) => own.has(sourceLogicalDiskId)).map(({ name }) => name);
}

export interface Served {
  readonly host: Host;
  /** Numbers it has on the paths of this host, each once: one, unless somebody served each side by hand. */
  readonly luns: readonly number[];
}

/** Hosts that a disk is served to, by however many paths. */
export function servedTo({ units, hosts }: Pick<StorageView, 'units' | 'hosts'>, disk: VirtualDisk): readonly Served[] {
  return hosts.flatMap((host) => {
    const luns = units.filter(({ diskId, hostId }) => diskId === disk.id && hostId === host.id).map(({ lun }) => lun);
    return luns.length === 0 ? [] : [{ host, luns: [...new Set(luns)].sort((a, b) => a - b) }];
  });
}
