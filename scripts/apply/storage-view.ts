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

/** Names of the snapshots that a disk is the source of. */
export function snapshotsOf({ snapshots, logicalDisks }: StorageView, disk: VirtualDisk): readonly string[] {
  const own = new Set(logicalDisks.filter(({ virtualDiskId }) => virtualDiskId === disk.id).map(({ id }) => id));
  return snapshots.filter(({ sourceLogicalDiskId }) => own.has(sourceLogicalDiskId)).map(({ name }) => name);
}

/** Hosts that a disk is served to, with the number they see it at. */
export function servedTo({ units, hosts }: StorageView, disk: VirtualDisk): readonly { readonly host: Host; readonly lun: number }[] {
  return hosts.flatMap((host) => {
    const unit = units.find(({ diskId, hostId }) => diskId === disk.id && hostId === host.id);
    return unit === undefined ? [] : [{ host, lun: unit.lun }];
  });
}
