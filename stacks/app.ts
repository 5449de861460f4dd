/** Which stacks there are, in the order of a first deployment from nothing. All wiring is on this page. */
import type { App } from 'cdktf';
import type { Model } from '../config/model/model';
import { BaseStack } from './base-stack';
import { ServersStack } from './servers-stack';
import { ServicesStack } from './services-stack';
import { StorageStack } from './storage-stack';
import { TelecomStack } from './telecom-stack';
import { tenantsByDependency } from './tenant-order';
import { TenantStack, tenantStackName } from './tenant-stack';
import { VolumesStack } from './volumes-stack';

/** Stacks that every tenant comes after, one that leaves included. */
export const BEFORE_TENANTS = ['schools', 'backup', 'desktops'] as const;

/**
 * One stack after the other, each with its dependencies: whoever asks may finish with one before the next is made. A tenant in `unchanged`
 * gets an empty stack of its name, which only stands for it in the order.
 */
export function* buildStacks(app: App, model: Model, unchanged: ReadonlySet<string> = new Set()): Generator<BaseStack> {
  const telecom = yield* built(new TelecomStack(app, model));
  const volumes = yield* built(new VolumesStack(app, model), telecom);
  // A cluster names its heartbeat datastores, so they come first.
  const storage = yield* built(new StorageStack(app, model), volumes);
  const servers = yield* built(new ServersStack(app, model), storage);
  const shared = yield* built(new ServicesStack(app, 'shared-services', model), servers);
  const schools = yield* built(new ServicesStack(app, 'schools', model), shared);
  const backup = yield* built(new ServicesStack(app, 'backup', model), shared);
  const desktops = yield* built(new ServicesStack(app, 'desktops', model), shared);
  const tenants = new Map<string, BaseStack>();
  for (const { tenant, needs } of tenantsByDependency(model)) {
    const others = needs.flatMap((key) => tenants.get(key) ?? []);
    const name = tenantStackName(tenant);
    const stack = unchanged.has(name) ? new BaseStack(app, name, model) : new TenantStack(app, tenant, model);
    tenants.set(tenant, yield* built(stack, schools, backup, desktops, ...others));
  }
}

function* built<T extends BaseStack>(stack: T, ...before: readonly BaseStack[]): Generator<BaseStack, T> {
  for (const dependency of before) stack.addDependency(dependency);
  yield stack;
  return stack;
}
