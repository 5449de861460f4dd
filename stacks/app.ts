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

interface Turn {
  readonly name: string;
  /** Names of the stacks that are deployed before. */
  readonly needs: readonly string[];
  readonly make: (app: App, model: Model) => BaseStack;
}

function turnsOf(model: Model): Turn[] {
  const services = (name: string, needs: readonly string[]): Turn => ({
    name,
    needs,
    make: (app, read) => new ServicesStack(app, name, read),
  });
  const tenants = new Map(inOrder(model.tenants).map(([key]) => [tenantStackName(key), key]));
  return [
    { name: 'telecom', needs: [], make: (app, read) => new TelecomStack(app, read) },
    { name: 'volumes', needs: ['telecom'], make: (app, read) => new VolumesStack(app, read) },
    // A cluster names its heartbeat datastores, so they come first.
    { name: 'storage', needs: ['volumes'], make: (app, read) => new StorageStack(app, read) },
    { name: 'servers', needs: ['storage'], make: (app, read) => new ServersStack(app, read) },
    services('shared-services', ['servers']),
    ...inTurn(model, BEFORE_TENANTS).map(({ stack, needs }) => services(stack, ['shared-services', ...needs])),
    ...inTurn(model, [...tenants.keys()]).map(({ stack, needs }) => ({
      name: stack,
      needs: [...BEFORE_TENANTS, ...needs],
      make: (app: App, read: Model) => new TenantStack(app, tenants.get(stack) ?? '', read),
    })),
  ];
}

/** Gives a stack its Model. Default: the same for all. */
export type ModelFor = (stack: string) => Model;

export class Stacks {
  private readonly made = new Map<string, BaseStack>();

  constructor(
    private readonly app: App,
    private readonly model: Model,
    /** Names of stacks that are not made. */
    private readonly unchanged: ReadonlySet<string> = new Set(),
  ) {}

  /** One stack after the other, each with its dependencies: whoever asks may finish with one before the next is made. */
  *build(modelFor: ModelFor = () => this.model): Generator<BaseStack> {
    for (const { name, needs, make } of turnsOf(this.model)) {
      if (this.unchanged.has(name)) continue;
      const stack = make(this.app, modelFor(name));
      this.made.set(name, stack);
      for (const need of needs) stack.addDependency(this.named(need));
      yield stack;
    }
  }

  /** The stack of this name, or an empty one that only stands for it in the order. */
  named(name: string): BaseStack {
    const stack = this.made.get(name) ?? new BaseStack(this.app, name, this.model);
    this.made.set(name, stack);
    return stack;
  }
}
