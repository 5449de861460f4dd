/** What the simulated server group holds, as it lies on disk: one JSON file, replaced whole at each change. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../replace-file';
import { newPoolId, newServerId } from './ids';
import type { StorageInventory } from './inventory';

export interface State {
  version: 1;
  readonly groupId: string;
  groupName: string;
  readonly servers: Server[];
  readonly pools: Pool[];
  readonly disks: Disk[];
  readonly hosts: Host[];
  readonly ports: Port[];
  readonly units: LogicalUnit[];
  readonly snapshots: Snapshot[];
  /** TCP ports of the listeners by their name (a site, or `control`), so that a restart is found where it was. */
  readonly listeners: Record<string, number>;
}

export interface Server {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  management: string;
  up: boolean;
}

export interface Pool {
  readonly id: string;
  readonly serverId: string;
  readonly name: string;
  /** Bytes. */
  capacity: number;
  /** Bytes: the storage allocation unit. */
  chunk: number;
}

/** One copy of a disk. */
export interface Side {
  readonly serverId: string;
  readonly poolId: string;
  readonly logicalDiskId: string;
  /** A stale copy does not serve. */
  stale: boolean;
  /** Milliseconds since 1970 when its recovery is done; absent while it is not recovering. */
  recoveredAt?: number;
  recovery: 'full' | 'log';
}

export interface Disk {
  readonly id: string;
  /** 32 hexadecimal digits, as ScsiDeviceIdString. */
  readonly scsiId: string;
  name: string;
  description: string;
  /** Bytes. */
  size: number;
  /** 0 single, 2 mirrored. */
  readonly type: 0 | 2;
  readonly sides: Side[];
  /** The snapshot whose copy this disk is. */
  readonly snapshotId: string | null;
}

export interface Host {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly operatingSystem: number;
  readonly mpio: boolean;
  readonly alua: boolean;
}

/** An initiator of a host. */
export interface Port {
  readonly id: string;
  readonly name: string;
  hostId: string;
}

/** A disk as a host sees it by one server. */
export interface LogicalUnit {
  readonly id: string;
  readonly diskId: string;
  readonly hostId: string;
  readonly serverId: string;
  readonly lun: number;
}

export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly sourceId: string;
  readonly destinationId: string;
  readonly type: number;
  readonly takenAt: number;
}

const MIB = 1024 * 1024;
const FILE = 'state.json';

/** Reads what an earlier run left, or begins anew; then follows the inventory where it grew. */
export function loadState(folder: string, inventory: StorageInventory): State {
  const path = join(folder, FILE);
  const state = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as State) : freshState(inventory.serverGroup);
  state.groupName = inventory.serverGroup;
  for (const { name, site, management, pools } of inventory.servers) {
    const known = state.servers.find((server) => server.name === name);
    const server = known ?? { id: newServerId(), name, site, management, up: true };
    if (known === undefined) state.servers.push(server);
    server.management = management;
    for (const { name: poolName, capacityMib, allocationUnitMib } of pools) {
      const pool = state.pools.find((candidate) => candidate.serverId === server.id && candidate.name === poolName);
      const sizes = { capacity: capacityMib * MIB, chunk: allocationUnitMib * MIB };
      if (pool === undefined) state.pools.push({ id: newPoolId(server.id), serverId: server.id, name: poolName, ...sizes });
      else Object.assign(pool, sizes);
    }
  }
  return state;
}

export function saveState(folder: string, state: State): void {
  replaceFile(join(folder, FILE), `${JSON.stringify(state, null, 1)}\n`);
}

const freshState = (groupName: string): State => ({
  version: 1,
  groupId: newServerId(),
  groupName,
  servers: [],
  pools: [],
  disks: [],
  hosts: [],
  ports: [],
  units: [],
  snapshots: [],
  listeners: {},
});
