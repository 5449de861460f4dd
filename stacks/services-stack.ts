/** The stacks that hold services of the estate: shared services, schools, backup and desktops. */
import type { Construct } from 'constructs';
import type { Model } from '../config/model/model';
import { inOrder } from '../config/model/model';
import { networksOf } from '../config/views';
import { NetworkPortGroups } from '../constructs/telecom/network-port-groups';
import { SharedService } from '../constructs/tenant/shared-service';
import { BaseStack } from './base-stack';

export class ServicesStack extends BaseStack {
  constructor(scope: Construct, name: string, model: Model) {
    super(scope, name, model);
    const { lookups } = this;
    new NetworkPortGroups(this, 'networks', { model, networks: networksOf(model, name), lookups });
    const services = inOrder(model.services)
      .filter(([, service]) => service.stack === name)
      .map(([key]) => new SharedService(this, key, { model, key, lookups }));
    for (const service of services) service.workloads.arrange();
  }
}
