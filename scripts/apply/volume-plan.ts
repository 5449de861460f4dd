/** What a volume needs, from what is: the steps in their order, or why nothing can be done. Pure: it reads and changes nothing. */
import { format } from '../../config/model/quantities';
import { UsageError } from '../usage-error';
import type { Pool } from './datacore/servers';
import { ONLINE, type VirtualDisk } from './datacore/virtual-disks';
import { type Owner } from './ownership';
import { diskNamed, servedTo, snapshotsOf, type StorageView } from './storage-view';
import { refuseForeign, refuseOtherPools, refuseOtherType } from './volume-refusals';
import type { VolumeOrder } from './volume-order';

export type Step =
  | { readonly kind: 'register'; readonly host: string }
  | { readonly kind: 'assign'; readonly host: string; readonly iqn: string }
  | { readonly kind: 'create'; readonly pools: readonly string[] }
  | { readonly kind: 'recover'; readonly status: string }
  | { readonly kind: 'grow'; readonly fromMib: number }
  | { readonly kind: 'serve'; readonly host: string };

export interface VolumePlan {
  readonly disk: VirtualDisk | undefined;
  readonly steps: readonly Step[];
  /** What is not as described and is left as it is. */
  readonly notes: readonly string[];
}

const MIB = 1024 * 1024;
export const sizeText = (bytes: number): string => format('size', Math.floor(bytes / MIB));
export const bytesOf = ({ sizeMib }: Pick<VolumeOrder, 'sizeMib'>): number => sizeMib * MIB;

/** Throws a `UsageError` for what must not, or cannot, be done. */
export function planVolume(order: VolumeOrder, owner: Owner, view: StorageView): VolumePlan {
  refuseOtherGroup(order, view);
  const pools = orderedPools(order, view);
  const disk = diskNamed(view, order.name);
  const notes: string[] = [];
  const steps: Step[] = [...hostSteps(order, view, notes)];
  if (disk === undefined) {
    for (const { pool } of pools) refuseTooSmall(order, pool);
    steps.push({ kind: 'create', pools: pools.map(({ pool }) => pool.id) });
  } else {
    refuseForeign(order.name, owner, disk, view);
    refuseOtherType(order, disk);
    refuseOtherPools(order, disk, pools, view);
    if (disk.diskStatus !== ONLINE) steps.push({ kind: 'recover', status: disk.status });
    steps.push(...growth(order, disk, pools, view));
  }
  steps.push(...serving(order, disk, view, notes));
  return { disk, steps, notes };
}

function refuseOtherGroup({ serverGroup }: VolumeOrder, { groups }: StorageView): void {
  if (groups.some(({ name }) => name === serverGroup)) return;
  const there = groups.map(({ name }) => `\`${name}\``).join(', ');
  throw new UsageError(
    `the REST service speaks for the server group ${there}, the estate for \`${serverGroup}\``,
    'correct `serverGroup` or `rest.endpoints` in storage.yaml: another group’s storage is not touched',
  );
}

/** The pools of the order as the storage knows them, the preferred side’s first: it becomes the first server of the disk. */
export function orderedPools(order: VolumeOrder, { servers, pools }: StorageView): { site: string; server: string; pool: Pool }[] {
  const first = (site: string): number => (site === order.preferred ? 0 : 1);
  return [...order.pools]
    .sort((a, b) => first(a.site) - first(b.site))
    .map(({ server: serverName, pool: poolName, site }) => {
      const server = servers.find(({ name }) => name === serverName);
      if (server === undefined) {
        const there = servers.map(({ name }) => `\`${name}\``).join(', ');
        throw new UsageError(`the server group has no server \`${serverName}\`: it has ${there}`, 'correct `hostName` in storage-servers/');
      }
      const own = pools.filter(({ serverId }) => serverId === server.id);
      const pool = own.find(({ name }) => name === poolName);
      if (pool === undefined) {
        const there = own.map(({ name }) => `\`${name}\``).join(', ') || 'none';
        throw new UsageError(
          `server \`${serverName}\` has no pool \`${poolName}\`: it has ${there}`,
          'correct `pools` in storage-servers/',
        );
      }
      return { site, server: serverName, pool };
    });
}

function refuseTooSmall(order: VolumeOrder, pool: Pool): void {
  if (bytesOf(order) >= pool.chunk) return;
  throw new UsageError(
    `volume \`${order.name}\` is ${sizeText(bytesOf(order))}, less than the allocation unit of pool \`${pool.name}\` (${sizeText(pool.chunk)})`,
    'make it larger',
  );
}

/** A size within one allocation unit is the same: pools round up. */
function growth(order: VolumeOrder, disk: VirtualDisk, pools: readonly { pool: Pool }[], view: StorageView): Step[] {
  const wanted = bytesOf(order);
  const unit = Math.max(0, ...pools.map(({ pool }) => pool.chunk));
  if (disk.size >= wanted + unit) {
    throw new UsageError(
      `volume \`${order.name}\` is ${sizeText(disk.size)}, the estate says ${sizeText(wanted)}`,
      `write ${sizeText(disk.size)}: a volume is never made smaller, what lies beyond its new end would be lost`,
    );
  }
  if (disk.size >= wanted) return [];
  const attached = snapshotsOf(view, disk);
  if (attached.length > 0) {
    throw new UsageError(
      `volume \`${order.name}\` cannot grow while it has snapshots: ${attached.join(', ')}`,
      'delete them in the console (and pause their schedule), apply, then take new ones',
    );
  }
  return [{ kind: 'grow', fromMib: Math.floor(disk.size / MIB) }];
}

function hostSteps(order: VolumeOrder, { hosts, ports }: StorageView, notes: string[]): Step[] {
  const registered: Step[] = [];
  const assigned: Step[] = [];
  for (const { name, iqn } of order.hosts) {
    const host = hosts.find((candidate) => candidate.name === name);
    const port = ports.find((candidate) => candidate.name.toLowerCase() === iqn.toLowerCase());
    if (host === undefined) registered.push({ kind: 'register', host: name });
    else if (!host.mpio || !host.alua) {
      throw new UsageError(
        `host \`${name}\` is registered without ${[host.mpio ? [] : ['multipath support'], host.alua ? [] : ['ALUA']].flat().join(' and ')}`,
        'tick both in the console while nothing is served to it, then apply again',
      );
    }
    if (port === undefined || port.hostId === '') assigned.push({ kind: 'assign', host: name, iqn });
    else if (port.hostId !== host?.id) {
      const holder = hosts.find(({ id }) => id === port.hostId)?.name ?? port.hostId;
      throw new UsageError(
        `initiator ${iqn} belongs to \`${holder}\`, the estate gives it to \`${name}\``,
        'correct it in the console or in hosts/',
      );
    }
    const others = ports.filter((candidate) => host !== undefined && candidate.hostId === host.id && candidate !== port);
    for (const other of others) notes.push(`host ${name} has another initiator, ${other.name}: left as it is`);
  }
  return [...registered, ...assigned];
}

function serving(order: VolumeOrder, disk: VirtualDisk | undefined, view: StorageView, notes: string[]): Step[] {
  const served = disk === undefined ? [] : servedTo(view, disk);
  const steps: Step[] = [];
  for (const { name } of order.hosts) {
    const there = served.find(({ host }) => host.name === name);
    if (there !== undefined && there.lun !== order.lun) {
      throw new UsageError(
        `volume \`${order.name}\` is served to \`${name}\` as LUN ${String(there.lun)}, the estate says ${String(order.lun)}`,
        `write \`lun: ${String(there.lun)}\`: the number of a datastore in use is not changed`,
      );
    }
    if (there !== undefined) continue;
    refuseTakenLun(order, name, view);
    steps.push({ kind: 'serve', host: name });
  }
  const more = served.filter(({ host }) => !order.hosts.some(({ name }) => name === host.name));
  for (const { host } of more) notes.push(`it is also served to ${host.name}, which the estate does not name: left as it is`);
  return steps;
}

function refuseTakenLun({ name, lun }: VolumeOrder, hostName: string, { units, hosts, disks }: StorageView): void {
  const host = hosts.find((candidate) => candidate.name === hostName);
  const taken = units.find((unit) => unit.hostId === host?.id && unit.lun === lun);
  if (taken === undefined) return;
  const disk = disks.find(({ id }) => id === taken.diskId)?.name ?? taken.diskId;
  throw new UsageError(
    `LUN ${String(lun)} of host \`${hostName}\` is \`${disk}\``,
    `give volume \`${name}\` another \`lun\`, or unserve that disk`,
  );
}
