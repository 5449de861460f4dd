/** A service that the estate runs for all: the same shape as a tenant, without ceilings and without networks of its own. */
import { Construct } from 'constructs';
import type { Model } from '../../config/model/model';
import { workloadsOf } from '../../config/views';
import { traced } from '../address';
import type { Lookups } from '../lookups';
import { OwnedWorkloads } from '../servers/owned-workloads';
import { OwnerSpace } from './owner-space';

export interface SharedServiceProps {
  readonly model: Model;
  readonly key: string;
  readonly lookups: Lookups;
}

export class SharedService extends Construct {
  /** Groups and rules are arranged by the stack, once the machines of all its services are made. */
  readonly workloads: OwnedWorkloads;

  constructor(scope: Construct, id: string, { model, key, lookups }: SharedServiceProps) {
    super(scope, id);
    const path = `services.${key}`;
    traced(this, path);
    const service = model.services[key];
    const workloads = workloadsOf(model, key);
    const space = new OwnerSpace(this, 'space', {
      owner: key,
      kind: 'services',
      path,
      clusters: [...new Set(workloads.map(({ cluster }) => cluster))].sort(),
      permissions: service?.permissions ?? [],
      existing: service?.existing ?? false,
      inventoryName: service?.inventoryName,
      lookups,
    });
    this.workloads = new OwnedWorkloads(this, 'workloads', {
      model,
      owner: key,
      workloads,
      lookups,
      folder: space.folder,
      pool: space.pool,
    });
  }
}
