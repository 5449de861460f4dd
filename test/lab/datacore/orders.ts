/** A storage with two sites, and the order of one volume on it. */
import type { StorageInventory } from '../../../scripts/lab/datacore/inventory';

export const INVENTORY: StorageInventory = {
  serverGroup: 'Ville',
  servers: [
    {
      name: 'dcs-mairie',
      site: 'mairie',
      management: '10.0.10.21',
      pools: [{ name: 'ssd-mairie', capacityMib: 4 * 1024 ** 2, allocationUnitMib: 128 }],
    },
    {
      name: 'dcs-agglo',
      site: 'agglo',
      management: '10.0.10.22',
      pools: [{ name: 'ssd-agglo', capacityMib: 4 * 1024 ** 2, allocationUnitMib: 128 }],
    },
  ],
  disks: [],
  hosts: [],
};

/** Domain and environment. */
export const ESTATE = 'ville.example/minimal';
export const USER = 'cordee';
export const PASSWORD = 'Geheim-4711:è';

/** An order as the stack of `minimal` writes it. */
export const ORDER = {
  name: 'donnees',
  serverGroup: 'Ville',
  sizeMib: 10 * 1024,
  mirrored: true,
  pools: [
    { server: 'dcs-agglo', management: '10.0.10.22', pool: 'ssd-agglo', site: 'agglo' },
    { server: 'dcs-mairie', management: '10.0.10.21', pool: 'ssd-mairie', site: 'mairie' },
  ],
  preferred: 'mairie',
  profile: 'Normal',
  lun: 1,
  snapshots: null as { readonly every: number; readonly keep: number } | null,
  hosts: [
    { name: 'esx-agglo.ville.example', iqn: 'iqn.1998-01.com.vmware:esx-agglo' },
    { name: 'esx-mairie.ville.example', iqn: 'iqn.1998-01.com.vmware:esx-mairie' },
  ],
};
export type TestOrder = typeof ORDER;

/** What a stack says beside an order: `facts` is a path. The endpoints in it are nobody’s: those of the environment are asked. */
export const whereText = (facts: string, more: object = {}): string => {
  const servers = INVENTORY.servers.map(({ name, management }) => ({ server: name, management }));
  return JSON.stringify({ endpoints: ['https://192.0.2.1'], servers, estate: ESTATE, facts, ...more });
};
