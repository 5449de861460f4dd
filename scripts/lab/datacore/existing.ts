/** Disks that people made before the estate: whole on every side, and served. Nothing marks them as anybody’s. */
import { newDiskId, newId, newScsiId, newServerId } from './ids';
import type { StorageInventory } from './inventory';
import type { State } from './state';

const MIB = 1024 * 1024;
/** As the service numbers the operating systems of its hosts: VMware ESXi. */
const ESXI = 12;

export function addExisting(state: State, { disks, hosts }: StorageInventory): void {
  for (const { name, iqn } of hosts) {
    const id = newServerId();
    state.hosts.push({ id, name, description: '', operatingSystem: ESXI, mpio: true, alua: true });
    state.ports.push({ id: newId(), name: iqn, hostId: id });
  }
  for (const { name, sizeMib, lun, pools } of disks) {
    const id = newDiskId();
    const sides = pools.map(({ server, pool }) => ({
      ...placed(state, server, pool),
      logicalDiskId: newId(),
      stale: false,
      recovery: 'full' as const,
    }));
    const type = sides.length === 2 ? 2 : 0;
    state.disks.push({ id, scsiId: newScsiId(), name, description: '', size: sizeMib * MIB, type, sides, snapshotId: null });
    for (const host of state.hosts)
      for (const { serverId } of sides) state.units.push({ id: newId(), diskId: id, hostId: host.id, serverId, lun });
  }
}

function placed({ servers, pools }: State, server: string, pool: string): { readonly serverId: string; readonly poolId: string } {
  const serverId = servers.find(({ name }) => name === server)?.id;
  const poolId = pools.find((candidate) => candidate.serverId === serverId && candidate.name === pool)?.id;
  if (serverId === undefined || poolId === undefined) throw new Error(`the inventory has no pool ${pool} on a server ${server}`);
  return { serverId, poolId };
}
