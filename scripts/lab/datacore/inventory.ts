/** What a server group looks like before anything is deployed: made from the Model, read by the simulator. */
import type { Host } from '../../../config/model/host';
import { inOrder, type Model } from '../../../config/model/model';
import { poolsOf } from '../../../stacks/volumes-stack';

export interface StorageInventory {
  readonly serverGroup: string;
  readonly servers: readonly InventoryServer[];
  /** Virtual disks that exist already, whole, and served to every host that is named. */
  readonly disks: readonly InventoryDisk[];
  /** Hosts that a disk was served to already. */
  readonly hosts: readonly { readonly name: string; readonly iqn: string }[];
}

export interface InventoryDisk {
  readonly name: string;
  readonly sizeMib: number;
  readonly lun: number;
  /** One, or two of a mirror; the preferred one first. */
  readonly pools: readonly { readonly server: string; readonly pool: string }[];
}

export interface InventoryServer {
  /** Name of the server in its group. */
  readonly name: string;
  readonly site: string;
  /** Address that clients name in the header ServerHost. */
  readonly management: string;
  readonly pools: readonly InventoryPool[];
}

export interface InventoryPool {
  readonly name: string;
  readonly capacityMib: number;
  /** Storage allocation unit: no volume is smaller. */
  readonly allocationUnitMib: number;
}

/**
 * Hosts are in it only where a volume exists already: others are registered by whoever serves them a volume. `racked` hosts have it too,
 * though the estate does not describe them yet.
 */
export function storageInventory(model: Model, racked: readonly Host[] = []): StorageInventory {
  const existing = inOrder(model.volumes).filter(([, volume]) => volume.existing);
  const hosts = existing.length === 0 ? [] : [...inOrder(model.hosts).map(([, host]) => host), ...racked];
  return {
    serverGroup: model.storage.serverGroup,
    servers: inOrder(model['storage-servers']).map(([, { hostName, site, management, pools }]) => ({
      name: hostName,
      site,
      management,
      pools: inOrder(pools).map(([, { name, capacity, allocationUnit }]) => ({
        name,
        capacityMib: capacity,
        allocationUnitMib: allocationUnit,
      })),
    })),
    disks: existing.map(([key, volume]) => ({
      name: volume.inventoryName ?? key,
      sizeMib: volume.size,
      lun: volume.lun,
      pools: [...poolsOf(model, volume)]
        .sort((a, b) => Number(b.site === volume.preferred) - Number(a.site === volume.preferred))
        .map(({ server, pool }) => ({ server, pool })),
    })),
    hosts: hosts.map(({ name, iqn }) => ({ name, iqn })),
  };
}
