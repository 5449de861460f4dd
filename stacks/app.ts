/** Which stacks there are, in the order of a first deployment from nothing. All wiring is on this page. */
import type { App } from 'cdktf';
import { inOrder, type Model } from '../config/model/model';
import { BaseStack } from './base-stack';
import { ServersStack } from './servers-stack';
import { ServicesStack } from './services-stack';
import { inTurn } from './stack-turns';
import { StorageStack } from './storage-stack';
import { TelecomStack } from './telecom-stack';
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
  const middle = new Map<string, BaseStack>();
  for (const { stack, needs } of inTurn(model, BEFORE_TENANTS))
    middle.set(stack, yield* built(new ServicesStack(app, stack, model), shared, ...of(middle, needs)));
  const tenants = new Map<string, BaseStack>();
  const keys = new Map(inOrder(model.tenants).map(([key]) => [tenantStackName(key), key]));
  for (const { stack: name, needs } of inTurn(model, [...keys.keys()])) {
    const stack = unchanged.has(name) ? new BaseStack(app, name, model) : new TenantStack(app, keys.get(name) ?? '', model);
    tenants.set(name, yield* built(stack, ...of(middle, BEFORE_TENANTS), ...of(tenants, needs)));
  }
}

const of = (stacks: ReadonlyMap<string, BaseStack>, names: readonly string[]): BaseStack[] =>
  names.flatMap((name) => stacks.get(name) ?? []);

function* built<T extends BaseStack>(stack: T, ...before: readonly BaseStack[]): Generator<BaseStack, T> {
  for (const dependency of before) stack.addDependency(dependency);
  yield stack;
  return stack;
}
