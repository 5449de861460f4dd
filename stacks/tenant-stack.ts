/** One tenant, one state: its plan never lists another’s resources. */
import type { Construct } from 'constructs';
import type { Model } from '../config/model/model';
import { Tenant } from '../constructs/tenant/tenant';
import { BaseStack } from './base-stack';

export const tenantStackName = (tenant: string): string => `tenant-${tenant}`;

export class TenantStack extends BaseStack {
  constructor(scope: Construct, key: string, model: Model) {
    super(scope, tenantStackName(key), model);
    new Tenant(this, 'tenant', { model, key, lookups: this.lookups });
  }
}
