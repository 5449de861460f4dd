/** What a written reference means: the keys that exist, and the scope in which a short form is read. */
import type { RawEntity } from './load';
import { type Collection, collections } from './model/index';

export interface Names {
  /** Full id of what is written, seen from an owner (tenant, service, school), or undefined when there is none. */
  readonly resolve: (target: string, written: string, owner: string | undefined) => string | undefined;
  /** All that could have been written, for suggestions. */
  readonly candidates: (target: string, owner: string | undefined) => string[];
}

/** Owners hold workloads or networks of their own; their keys are unique across these collections. */
export const OWNERS: readonly Collection[] = ['tenants', 'services', 'schools'];

/** Collections in whose entities a reference to `target` may find what it names. */
export const holdersOf = (target: string): readonly Collection[] => {
  if (target === 'workloads') return ['tenants', 'services', 'machines'];
  return target === 'networks' ? ['networks', 'tenants', 'schools'] : collections.filter((collection) => collection === target);
};

const keysOf = (data: unknown, field: string): string[] => {
  const value: unknown = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[field] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
};

export function namesOf(entities: Iterable<RawEntity>): Names {
  const known = new Map<string, Set<string>>([
    ['workloads', new Set()],
    ['networks', new Set()],
  ]);
  const add = (target: string, id: string): unknown => known.set(target, (known.get(target) ?? new Set<string>()).add(id));
  for (const { collection, key, data } of entities) {
    add(collection, key);
    if (collection === 'machines') add('workloads', `machines/${key}`);
    if (!OWNERS.includes(collection)) continue;
    for (const workload of keysOf(data, 'workloads')) add('workloads', `${key}/${workload}`);
    for (const network of keysOf(data, 'networks')) add('networks', `${key}/${network}`);
  }
  const scoped = (target: string): boolean => target === 'workloads' || target === 'networks';
  return {
    resolve: (target, written, owner) => {
      const ids = known.get(target);
      const local = `${owner ?? ''}/${written}`;
      if (scoped(target) && owner !== undefined && ids?.has(local) === true) return local;
      return ids?.has(written) === true ? written : undefined;
    },
    candidates: (target, owner) =>
      [...(known.get(target) ?? [])].map((id) =>
        scoped(target) && owner !== undefined && id.startsWith(`${owner}/`) ? id.slice(owner.length + 1) : id,
      ),
  };
}
