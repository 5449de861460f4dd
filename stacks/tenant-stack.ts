/** One tenant, one state: its plan never lists another’s resources. */
import type { Construct } from 'constructs';
import type { Model } from '../config/model/model';
import { Tenant } from '../constructs/tenant/tenant';
import { BaseStack } from './base-stack';

export class TenantStack extends BaseStack {
  constructor(scope: Construct, key: string, model: Model) {
    super(scope, `tenant-${key}`, model);
    new Tenant(this, 'tenant', { model, key, lookups: this.lookups });
  }
}
