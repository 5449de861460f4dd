/**
 * Costs of a year, every cent of every post given to exactly one tenant. A post is allotted by the key that names it; what the shared
 * services weigh in it, and posts that no key names, by each tenant’s own key, scaled so that the shares make one.
 */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';
import { allot } from './allot';
import { keyProblems, type Keys, keysOf } from './keys';
import type { Amount } from './contracts';
import { amountsOf } from './posts';

export interface Post {
  /** `hardware`, `energy`, `contracts`, `applications/KEY` or the key of an entry of the price book. */
  readonly post: string;
  readonly amount: Figure;
  /** What was counted. */
  readonly counted: string;
  /** Cost key that allots it; absent: each tenant’s own. */
  readonly key?: string;
  /** One sentence: by which key, and what becomes of the part of shared services. */
  readonly how: string;
  /** Model paths that it is counted from. */
  readonly places: readonly string[];
}

export interface TenantCost {
  readonly tenant: string;
  readonly amount: Figure;
  /** Its own key, by which it bears what is common. */
  readonly key: string;
  readonly parts: readonly { readonly post: string; readonly amount: Figure }[];
}

export interface CostResult {
  readonly total: Figure;
  /** Their sum is `total`, to the cent. */
  readonly posts: readonly Post[];
  /** Their sum is `total`, to the cent. */
  readonly tenants: readonly TenantCost[];
  /** Amounts that are written but were not added, since another one says the same euro. */
  readonly repeated: readonly { readonly path: string; readonly amount: Figure; readonly why: string }[];
  readonly shortfalls: readonly Shortfall[];
}

const euros = (cents: number, basis: Figure['basis']): Figure => figure(cents / 100, 'EUR', basis, 2);

export function costsOf(model: Model): CostResult {
  const shortfalls: Shortfall[] = [];
  const keys = keysOf(model);
  const { amounts, repeated } = amountsOf(model, (shortfall) => shortfalls.push(shortfall));
  shortfalls.push(...keyProblems(model, new Set(amounts.map(({ post }) => post))));
  const allotted = amounts.map((amount) => ({ amount, ...given(keys, amount) }));
  const total = (cents: readonly number[]): number => cents.reduce((sum, part) => sum + part, 0);
  return {
    total: euros(total(amounts.map(({ cents }) => cents)), 'estimated'),
    posts: allotted.map(({ amount, key, how }) => ({
      post: amount.name,
      amount: euros(amount.cents, amount.basis),
      counted: amount.counted,
      ...(key === undefined ? {} : { key }),
      how,
      places: amount.places,
    })),
    tenants: inOrder(model.tenants).map(([tenant, { costKey }]) => {
      const parts = allotted.map(({ amount, shares }) => ({ post: amount.name, cents: shares.get(tenant) ?? 0, basis: amount.basis }));
      return {
        tenant,
        amount: euros(total(parts.map(({ cents }) => cents)), 'estimated'),
        key: costKey,
        parts: parts.filter(({ cents }) => cents !== 0).map(({ post, cents, basis }) => ({ post, amount: euros(cents, basis) })),
      };
    }),
    repeated: repeated.map(({ path, cents, why }) => ({ path, amount: euros(cents, 'declared'), why })),
    shortfalls,
  };
}

interface Given {
  readonly shares: ReadonlyMap<string, number>;
  readonly key?: string;
  readonly how: string;
}

/** Every cent of one amount, given to the tenants that pay it. */
function given(keys: Keys, { post, cents, tenants }: Amount): Given {
  const pays = (weights: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
    tenants === undefined ? weights : new Map([...weights].filter(([tenant]) => tenants.includes(tenant)));
  const among = tenants === undefined ? '' : ' among the tenants that use it';
  const key = keys.keyOf(post);
  const weights = key === undefined ? undefined : keys.weightsOf(key);
  const direct = pays(weights?.tenants ?? new Map());
  if (key === undefined || weights === undefined || [...direct.values()].every((weight) => weight === 0))
    return { shares: allot(cents, pays(keys.own)), how: `by each tenant’s own key${among}` };
  // What a single group of tenants pays has no part of shared services in it.
  const common = tenants === undefined ? weights.common : 0;
  const shares = new Map(allot(cents, new Map([...direct, [COMMON, common]])));
  const rest = allot(shares.get(COMMON) ?? 0, keys.own);
  shares.delete(COMMON);
  for (const [tenant, part] of rest) shares.set(tenant, (shares.get(tenant) ?? 0) + part);
  return { shares, key, how: `by \`${key}\`${among}${common === 0 ? '' : '; the part of shared services by each tenant’s own key'}` };
}

/** No key of a tenant: it has a space. */
const COMMON = 'shared services';
