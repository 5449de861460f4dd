/** Smaller estates: what the schemas allow to be left out is taken away, piece by piece, as long as all that is named still exists. */
import { collections, kindOf } from '../../../../config/model/index';
import type { Model } from '../../../../config/model/model';
import { networkSchema } from '../../../../config/model/network';
import { workloadSchema } from '../../../../config/model/workload';
import { type Described, described, isRecord, references, valueOf } from '../../../../config/walk';

/** Where something is in the Model, and what it is without it; undefined: that it is there no more. */
export interface Reduction {
  readonly path: readonly string[];
  readonly smaller: (value: unknown) => unknown;
}

function schemaOf(collection: string): Described {
  if (collection === 'workloads') return described(workloadSchema);
  if (collection === 'networks') return described(networkSchema);
  return described(kindOf(collection as (typeof collections)[number]).schema);
}

const single = (collection: string): boolean => collections.some((each) => each === collection && kindOf(each).single);
const entitiesOf = (model: Model): readonly (readonly [string, Readonly<Record<string, unknown>>])[] =>
  Object.entries(model).filter(([key, value]) => isRecord(value) && !single(key));

/** All that can be tried, whole entities first. */
export function reductions(model: Model): readonly Reduction[] {
  const whole = entitiesOf(model).flatMap(([collection, entities]) =>
    Object.keys(entities).map((key) => ({ path: [collection, key], smaller: () => undefined })),
  );
  const parts = entitiesOf(model).flatMap(([collection, entities]) =>
    Object.entries(entities).flatMap(([key, entity]) => within(schemaOf(collection), entity, [collection, key])),
  );
  return [...whole, ...within(schemaOf('storage'), model.storage, ['storage']), ...parts];
}

function within(schema: Described, value: unknown, path: readonly string[]): readonly Reduction[] {
  if (Array.isArray(value))
    return value.map((item) => ({
      path,
      smaller: (now) => (Array.isArray(now) && now.length > (schema.minItems ?? 0) ? now.filter((other) => other !== item) : now),
    }));
  if (!isRecord(value)) return simpler(schema, path);
  const each = valueOf(schema);
  if (each !== undefined)
    return Object.entries(value).flatMap(([key, inner]) => [lessOf(schema, path, key), ...within(each, inner, [...path, key])]);
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    if (value[key] === undefined) return [];
    const optional = field.default === undefined && schema.required?.includes(key) !== true;
    const away = { path: [...path, key], smaller: () => undefined };
    return [...(optional ? [away] : []), ...within(field, value[key], [...path, key])];
  });
}

/** A map without one of its keys, unless it has to have that many. */
const lessOf = (schema: Described, path: readonly string[], key: string): Reduction => ({
  path,
  smaller: (now) => {
    if (!isRecord(now) || Object.keys(now).length <= (schema.minProperties ?? 0)) return now;
    const { [key]: _, ...others } = now;
    return others;
  },
});

/** A value that has a default is tried with it. */
const simpler = (schema: Described, path: readonly string[]): readonly Reduction[] =>
  schema.default === undefined || schema.quantity !== undefined ? [] : [{ path, smaller: () => schema.default }];

/** The Model with one thing smaller; the Model itself where that changes nothing. */
export function reduced(model: Model, { path, smaller }: Reduction): Model {
  const change = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return smaller(value);
    if (!isRecord(value) || !(key in value)) return value;
    const inner = change(value[key], rest);
    if (inner === value[key]) return value;
    const { [key]: _, ...others } = value;
    return inner === undefined ? others : { ...value, [key]: inner };
  };
  return change(model, path) as Model;
}

/** What is named and does not exist, such as `hosts a1`. */
function dangling(model: Model): ReadonlySet<string> {
  const known = new Map(entitiesOf(model).map(([collection, entities]) => [collection, new Set(Object.keys(entities))]));
  const exists = (target: string, written: string): boolean =>
    known.get(target)?.has(written) === true ||
    (target === 'workloads' && known.get('machines')?.has(written.replace(/^machines\//, '')) === true);
  const named = [
    ...references(schemaOf('storage'), model.storage),
    ...entitiesOf(model).flatMap(([collection, entities]) =>
      Object.values(entities).flatMap((entity) => [...references(schemaOf(collection), entity)]),
    ),
  ];
  return new Set(named.filter(({ target, written }) => !exists(target, written)).map(({ target, written }) => `${target} ${written}`));
}

/** The smaller estate names nothing that it lacks, beside what the first lacked, and has the shape that the semantics speak of. */
export function sound(first: Model, smaller: Model): boolean {
  const before = dangling(first);
  return [...dangling(smaller)].every((reference) => before.has(reference)) && shaped(smaller);
}

function shaped(model: Model): boolean {
  const { sites } = model;
  const placed = ['hosts', 'physical-switches', 'routers', 'gateways', 'storage-servers', 'repositories', 'machines'] as const;
  const cabled = [...Object.values(model.accesses).map(({ site, entry }) => ({ site, entry }))];
  for (const { ends } of Object.values(model.links)) for (const [site, { entry }] of Object.entries(ends)) cabled.push({ site, entry });
  const serverSites = ({ pools }: Model['volumes'][string]): readonly string[] =>
    Object.keys(pools).map((server) => model['storage-servers'][server]!.site);
  return (
    Object.values(sites).filter(({ role }) => role === 'datacenter').length === 2 &&
    Object.values(sites).every(({ rooms, feeds, cooling }) =>
      Object.values(cooling).every((unit) => unit.feed in feeds && unit.rooms.every((key) => key in rooms)),
    ) &&
    placed.every((collection) =>
      Object.values(model[collection]).every(
        ({ site, room, feeds }) => room in sites[site]!.rooms && feeds.every((key) => key in sites[site]!.feeds),
      ),
    ) &&
    cabled.every(({ site, entry }) => entry in sites[site]!.entries) &&
    Object.values(model.accesses).every(({ site, router }) => model.routers[router]!.site === site) &&
    Object.values(model.volumes).every((volume) => {
      const at = serverSites(volume);
      const tiers = Object.entries(volume.pools).every(([server, tier]) =>
        Object.values(model['storage-servers'][server]!.pools).some((pool) => pool.tier === tier),
      );
      return tiers && at.includes(volume.preferred) && new Set(at).size === (volume.mirrored ? 2 : 1) && at.length === new Set(at).size;
    }) &&
    Object.values(model.workloads).every(({ home, cluster }) =>
      Object.values(model.hosts).some((host) => host.site === home && host.cluster === cluster),
    )
  );
}
