/** What a fresh server group looks like before anything is deployed: made from the Model, read by the simulator. */
import { inOrder, type Model } from '../../../config/model/model';

export interface StorageInventory {
  readonly serverGroup: string;
  readonly servers: readonly InventoryServer[];
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

/** Hosts are not in it: they are registered by whoever serves them a volume. */
export const storageInventory = (model: Model): StorageInventory => ({
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
});
