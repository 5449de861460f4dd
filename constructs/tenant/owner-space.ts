/** Where an owner’s machines live: folder with complete permissions, and a pool with ceilings in each cluster it uses. */
import { EntityPermissions } from '@cdktf/provider-vsphere/lib/entity-permissions';
import { Folder } from '@cdktf/provider-vsphere/lib/folder';
import { ResourcePool } from '@cdktf/provider-vsphere/lib/resource-pool';
import { Construct } from 'constructs';
import type { Tenant } from '../../config/model/tenant';
import { attribute, idOf, literal, named, traced } from '../address';
import { ATTRIBUTES, OWNER_FOLDERS, OWNER_POOLS } from '../inventory';
import type { Lookups } from '../lookups';

export interface OwnerSpaceProps {
  readonly owner: string;
  readonly kind: 'tenants' | 'services';
  readonly path: string;
  readonly clusters: readonly string[];
  readonly permissions: Tenant['permissions'];
  /** Ceilings; none for the services of the estate itself. */
  readonly quota?: Tenant['quota'];
  /** Values of custom attributes on the folder, beside the key. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly existing?: boolean;
  /** Path of an existing folder below the datacenter’s VM folder, where it is not the one it would be given. */
  readonly inventoryName?: string | undefined;
  readonly lookups: Lookups;
}

export class OwnerSpace extends Construct {
  /** Path of the folder below the datacenter’s VM folder. */
  readonly folder: string;
  private readonly pools = new Map<string, ResourcePool>();

  constructor(scope: Construct, id: string, props: OwnerSpaceProps) {
    super(scope, id);
    const { owner, kind, path, lookups } = props;
    traced(this, path);
    const name = `${OWNER_FOLDERS[kind]}/${owner}`;
    if (props.existing === true) {
      // It is looked at, so that a plan fails where it is not there.
      const found = props.inventoryName ?? name;
      lookups.folder(owner, `vm/${found}`, path);
      this.folder = literal(found);
    } else {
      const folder = this.makeFolder(name, props);
      // Machines are placed by this path, so they wait until the folder is there.
      this.folder = attribute(folder, 'path');
      // The list is complete: written for a folder that exists already, it would remove what others granted there.
      this.makePermissions(idOf(folder), props);
    }
    for (const cluster of props.clusters) this.pools.set(cluster, this.makePool(cluster, props));
  }

  readonly pool = (cluster: string): string => {
    const pool = this.pools.get(cluster);
    if (pool === undefined) throw new Error(`no pool was made in cluster ${cluster}`);
    return idOf(pool);
  };

  private makePermissions(entityId: string, { owner, path, permissions, lookups }: OwnerSpaceProps): void {
    const made = new EntityPermissions(this, 'permissions', {
      entityId,
      entityType: 'Folder',
      permissions: [...permissions]
        // vCenter gives names back in lower case; written otherwise they would differ at every plan.
        .map(({ role, group }) => ({ userOrGroup: group.toLowerCase(), isGroup: true, propagate: true, roleId: lookups.role(role) }))
        .sort((a, b) => (a.userOrGroup < b.userOrGroup ? -1 : 1)),
      lifecycle: { preventDestroy: true },
    });
    traced(named(made, owner), `${path}.permissions`);
  }

  private makeFolder(path: string, { owner, attributes = {}, lookups }: OwnerSpaceProps): Folder {
    const values = { [ATTRIBUTES.key]: owner, ...attributes };
    const folder = new Folder(this, 'folder', {
      path,
      type: 'vm',
      datacenterId: lookups.datacenter,
      customAttributes: Object.fromEntries(Object.entries(values).map(([name, value]) => [lookups.customAttribute(name), literal(value)])),
      lifecycle: { preventDestroy: true },
    });
    return named(folder, owner);
  }

  private makePool(cluster: string, { owner, kind, path, quota, lookups }: OwnerSpaceProps): ResourcePool {
    const pool = new ResourcePool(this, `pool-${cluster}`, {
      name: owner,
      parentResourcePoolId: lookups.pool(OWNER_POOLS[kind], cluster, path),
      // Shares follow the quota: after the loss of a site a large tenant is not squeezed to the size of a small one.
      ...(quota === undefined ? { cpuShareLevel: 'normal', memoryShareLevel: 'normal' } : sharesOf(quota)),
      cpuReservation: 0,
      cpuExpandable: true,
      cpuLimit: quota?.cpu ?? -1,
      memoryReservation: 0,
      memoryExpandable: true,
      memoryLimit: quota?.memory ?? -1,
      scaleDescendantsShares: 'disabled',
    });
    return traced(named(pool, `${owner}_${cluster}`), quota === undefined ? path : `${path}.quota`);
  }
}

/** The most shares that vSphere takes; a quota of more than that many MHz, or GiB, weighs no more. */
const MOST_SHARES = 1_000_000;
const shares = (amount: number): number => Math.min(MOST_SHARES, Math.max(1, Math.round(amount)));

const sharesOf = (quota: Tenant['quota']) => ({
  cpuShareLevel: 'custom',
  cpuShares: shares(quota.cpu),
  memoryShareLevel: 'custom',
  memoryShares: shares(quota.memory / 1024),
});
