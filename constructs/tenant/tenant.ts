/** A tenant whole: the only construct that a tenant stack needs. */
import { Construct } from 'constructs';
import type { Model } from '../../config/model/model';
import { networksOf, workloadsOf } from '../../config/views';
import { traced } from '../address';
import { ATTRIBUTES } from '../inventory';
import type { Lookups } from '../lookups';
import { OwnedWorkloads } from '../servers/owned-workloads';
import { NetworkPortGroups } from '../telecom/network-port-groups';
import { OwnerSpace } from './owner-space';

export interface TenantProps {
  readonly model: Model;
  readonly key: string;
  readonly lookups: Lookups;
}

export class Tenant extends Construct {
  constructor(scope: Construct, id: string, { model, key, lookups }: TenantProps) {
    super(scope, id);
    const path = `tenants.${key}`;
    traced(this, path);
    const tenant = model.tenants[key];
    if (tenant === undefined) throw new Error(`the Model has no tenant ${key}`);
    const workloads = workloadsOf(model, key);
    new NetworkPortGroups(this, 'networks', { model, networks: networksOf(model, `tenant-${key}`), lookups });
    const space = new OwnerSpace(this, 'space', {
      owner: key,
      kind: 'tenants',
      path,
      clusters: [...new Set(workloads.map(({ cluster }) => cluster))].sort(),
      permissions: tenant.permissions,
      quota: tenant.quota,
      attributes: { [ATTRIBUTES.siret]: tenant.siret, [ATTRIBUTES.contact]: tenant.contact },
      existing: tenant.existing,
      inventoryName: tenant.inventoryName,
      lookups,
    });
    new OwnedWorkloads(this, 'workloads', { model, owner: key, workloads, lookups, folder: space.folder, pool: space.pool }).arrange();
  }
}
