/** The state as it lies on disk: one JSON file, replaced whole at each change. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../replace-file';
import { addExisting } from './existing';
import { newPoolId, newServerId } from './ids';
import type { StorageInventory } from './inventory';
import type { State } from './state';

const MIB = 1024 * 1024;
const FILE = 'state.json';

/** Reads what an earlier run left, or begins anew; then follows the inventory where it grew. */
export function loadState(folder: string, inventory: StorageInventory): State {
  const path = join(folder, FILE);
  const fresh = !existsSync(path);
  const state = !fresh ? (JSON.parse(readFileSync(path, 'utf8')) as State) : freshState(inventory.serverGroup);
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
  // What became of these since is in the state.
  if (fresh) addExisting(state, inventory);
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
