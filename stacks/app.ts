/** Which stacks there are, in the order of a first deployment from nothing. All wiring is on this page. */
import type { App } from 'cdktf';
import { inOrder, type Model } from '../config/model/model';
import type { BaseStack } from './base-stack';
import { ServersStack } from './servers-stack';
import { ServicesStack } from './services-stack';
import { StorageStack } from './storage-stack';
import { TelecomStack } from './telecom-stack';
import { TenantStack } from './tenant-stack';
import { VolumesStack } from './volumes-stack';

export function buildStacks(app: App, model: Model): readonly BaseStack[] {
  const telecom = new TelecomStack(app, model);
  const volumes = following(new VolumesStack(app, model), telecom);
  // A cluster names its heartbeat datastores, so they come first.
  const storage = following(new StorageStack(app, model), volumes);
  const servers = following(new ServersStack(app, model), storage);
  const shared = following(new ServicesStack(app, 'shared-services', model), servers);
  const schools = following(new ServicesStack(app, 'schools', model), shared);
  const backup = following(new ServicesStack(app, 'backup', model), shared);
  const desktops = following(new ServicesStack(app, 'desktops', model), shared);
  const tenants = inOrder(model.tenants).map(([key]) => following(new TenantStack(app, key, model), schools, backup, desktops));
  orderTenants(model, tenants);
  return [telecom, volumes, storage, servers, shared, schools, backup, desktops, ...tenants];
}

function following<T extends BaseStack>(stack: T, ...before: readonly BaseStack[]): T {
  for (const dependency of before) stack.addDependency(dependency);
  return stack;
}

/** A tenant that depends on another’s workload is deployed after it; a cycle is a finding of the check. */
function orderTenants(model: Model, stacks: readonly BaseStack[]): void {
  const stackOf = new Map(stacks.map((stack) => [stack.name, stack]));
  for (const [, workload] of inOrder(model.workloads)) {
    for (const id of [...workload.dependsOn.all, ...workload.dependsOn.order]) {
      const own = stackOf.get(workload.stack);
      const other = stackOf.get(model.workloads[id]?.stack ?? '');
      if (own !== undefined && other !== undefined && own !== other) own.addDependency(other);
    }
  }
}
