/** By which key a post is allotted, and what each tenant weighs in it. */
import { inOrder, type Model } from '../../model/model';
import { seatsOf } from '../energy/seats';
import type { Shortfall } from '../claim';

type Measure = Model['cost-keys'][string]['by'];

/** What the tenants weigh under one key; `common` is what the shared services weigh. */
export interface Weights {
  readonly tenants: ReadonlyMap<string, number>;
  readonly common: number;
}

export interface Keys {
  readonly keyOf: (post: string) => string | undefined;
  readonly weightsOf: (key: string) => Weights;
  /** Each tenant’s share by its own key, for what belongs to nobody in particular. They are scaled to one when they are used. */
  readonly own: ReadonlyMap<string, number>;
}

export function keysOf(model: Model): Keys {
  const measures = measured(model);
  const known = new Map<string, Weights>();
  const weightsOf = (key: string): Weights => {
    const found = known.get(key) ?? weigh(model, key, measures);
    known.set(key, found);
    return found;
  };
  const first = new Map<string, string>();
  for (const [key, { applies }] of inOrder(model['cost-keys'])) for (const post of applies) if (!first.has(post)) first.set(post, key);
  const totals = new Map<string, number>();
  const own = new Map(
    inOrder(model.tenants).map(([tenant, { costKey }]) => {
      const { tenants } = weightsOf(costKey);
      const total = totals.get(costKey) ?? [...tenants.values()].reduce((sum, weight) => sum + weight, 0);
      totals.set(costKey, total);
      return [tenant, total === 0 ? 0 : (tenants.get(tenant) ?? 0) / total];
    }),
  );
  return { keyOf: (post) => first.get(post), weightsOf, own };
}

/** A post that no key allots, one that two allot, and a key for a post that is not there. */
export function* keyProblems(model: Model, posts: ReadonlySet<string>): Generator<Shortfall> {
  const keys = new Map([...posts].map((post) => [post, [] as string[]]));
  for (const [key, { applies }] of inOrder(model['cost-keys'])) {
    for (const post of applies) {
      keys.get(post)?.push(key);
      if (!posts.has(post))
        yield {
          id: `costs/post/${key}/${post}`,
          subject: `cost-keys.${key}`,
          what: `the key \`${key}\` allots \`${post}\`, which is no post of cost`,
          places: [`cost-keys.${key}.applies`, 'costs.entries'],
          basis: 'declared',
        };
    }
  }
  for (const [post, found] of keys) {
    if (found.length === 1) continue;
    const places = found.map((key) => `cost-keys.${key}.applies`);
    yield {
      id: `costs/key/${post}`,
      subject: found.length === 0 ? 'cost-keys' : `cost-keys.${found[0] ?? ''}`,
      what:
        found.length === 0
          ? `no key allots \`${post}\`: each tenant pays by its own`
          : `${found.map((key) => `\`${key}\``).join(' and ')} allot \`${post}\`: the first is taken`,
      places: found.length === 0 ? ['cost-keys'] : places,
      basis: 'declared',
    };
  }
}

type Measured = Readonly<Record<'memory' | 'storage', ReadonlyMap<string, number>>> & { readonly seats: ReadonlyMap<string, number> };

function weigh(model: Model, key: string, measures: Measured): Weights {
  const { by, weights } = model['cost-keys'][key] ?? { by: 'fixed' as Measure, weights: {} };
  const counted = by === 'population' || by === 'fixed' ? new Map(Object.entries(weights)) : measures[by];
  const tenants = new Map(inOrder(model.tenants).map(([tenant]) => [tenant, counted.get(tenant) ?? 0]));
  const common = [...counted].reduce((sum, [owner, amount]) => (tenants.has(owner) ? sum : sum + amount), 0);
  return { tenants, common };
}

/** MiB of memory and of disks, and seats, by owner: tenant or service. */
function measured(model: Model): Measured {
  const [memory, storage, seats] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const add = (measure: Map<string, number>, owner: string, amount: number): unknown =>
    measure.set(owner, (measure.get(owner) ?? 0) + amount);
  for (const [, { owner, memory: mib, disks }] of inOrder(model.workloads)) {
    add(memory, owner, mib);
    let size = 0;
    for (const name in disks) size += disks[name]?.size ?? 0;
    add(storage, owner, size);
  }
  for (const { tenants } of seatsOf(model)) for (const [tenant, count] of tenants) add(seats, tenant, count);
  return { memory, storage, seats };
}
