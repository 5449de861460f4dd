/** All that can fail, derived from the estate alone. */
import { inOrder, type Model } from '../../model/model';
import type { Element, ElementKind } from './element';

type Keyed<T> = Readonly<Record<string, T>>;
const known = new WeakMap<Model, readonly Element[]>();

/** In the order of their kinds, then keys. Found once per Model. */
export function elementsOf(model: Model): readonly Element[] {
  const elements = known.get(model) ?? find(model);
  known.set(model, elements);
  return elements;
}

function find(model: Model): readonly Element[] {
  const all = (kind: ElementKind, collection: string, entities: Keyed<unknown>): readonly Element[] =>
    inOrder(entities).map(([key]) => ({ id: `${kind}:${key}`, kind, path: `${collection}.${key}` }));
  const parts = <T>(kind: ElementKind, collection: string, owners: Keyed<T>, field: string, of: (owner: T) => Keyed<unknown>) =>
    inOrder(owners).flatMap(([owner, entity]) =>
      inOrder(of(entity)).map(([key]) => ({ id: `${kind}:${owner}/${key}`, kind, path: `${collection}.${owner}.${field}.${key}` })),
    );
  const carriers = new Set(
    [
      ...Object.values(model.links),
      ...Object.values(model.accesses),
      ...Object.values(model.premises).flatMap(({ accesses }) => Object.values(accesses)),
    ].map(({ carrier }) => carrier),
  );
  const carrierEntities = Object.fromEntries(Object.entries(model.suppliers).filter(([key]) => carriers.has(key)));
  const providers = inOrder(model.workloads).filter(([, { provides }]) => provides.length > 0);
  return [
    ...all('site', 'sites', model.sites),
    ...parts('room', 'sites', model.sites, 'rooms', ({ rooms }) => rooms),
    ...parts('feed', 'sites', model.sites, 'feeds', ({ feeds }) => feeds),
    ...all('mains', 'substations', model.substations),
    ...all('mains-short', 'substations', model.substations),
    ...parts('cooling', 'sites', model.sites, 'cooling', ({ cooling }) => cooling),
    ...all('flood', 'flood-zones', model['flood-zones']),
    ...all('host', 'hosts', model.hosts),
    ...all('switch', 'physical-switches', model['physical-switches']),
    ...all('link', 'links', model.links),
    ...all('duct', 'ducts', model.ducts),
    ...parts('entry', 'sites', model.sites, 'entries', ({ entries }) => entries),
    ...all('pop', 'pops', model.pops),
    ...all('carrier', 'suppliers', carrierEntities),
    ...all('access', 'accesses', model.accesses),
    ...all('router', 'routers', model.routers),
    ...all('gateway', 'gateways', model.gateways),
    ...parts('premises-access', 'premises', model.premises, 'accesses', ({ accesses }) => accesses),
    ...all('storage-server', 'storage-servers', model['storage-servers']),
    ...parts('pool', 'storage-servers', model['storage-servers'], 'pools', ({ pools }) => pools),
    ...(model.storage.witness === undefined ? [] : [{ id: 'witness', kind: 'witness', path: 'storage.witness' } as const]),
    ...all('repository', 'repositories', model.repositories),
    ...all('machine', 'machines', model.machines),
    ...all('provider', 'applications', model.applications),
    ...providers.map(([id, { path }]) => ({ id: `service:${id}`, kind: 'service', path }) as const),
    ...all('volume', 'volumes', model.volumes),
    { id: 'intruder', kind: 'intruder', path: 'estate' },
  ];
}
