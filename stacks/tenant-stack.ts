/** One tenant, one state: its plan never lists another’s resources. */
import type { Construct } from 'constructs';
import type { Model } from '../config/model/model';
import { namedBy, workloadsOf } from '../config/views';
import { Tenant } from '../constructs/tenant/tenant';
import { BaseStack } from './base-stack';

const BEGINNING = 'tenant-';

export const tenantStackName = (tenant: string): string => `${BEGINNING}${tenant}`;

/** Key of the tenant whose stack it is; undefined of a stack that is no tenant’s. */
export const tenantOfStack = (stack: string): string | undefined =>
  stack.startsWith(BEGINNING) ? stack.slice(BEGINNING.length) : undefined;

export class TenantStack extends BaseStack {
  constructor(scope: Construct, key: string, model: Model) {
    super(scope, tenantStackName(key), model);
    new Tenant(this, 'tenant', { model, key, lookups: this.lookups });
  }
}

/** Owners of whose machines a tenant’s stack says something: its own, and those that its machines name. */
export const ownersRead = (model: Model, tenant: string): readonly string[] => {
  const named = workloadsOf(model, tenant).flatMap((workload) => namedBy(model, workload));
  return [...new Set([tenant, ...named.map((id) => model.workloads[id]?.owner ?? '')])].sort();
};
