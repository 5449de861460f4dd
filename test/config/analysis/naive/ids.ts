/** Sections 1 and 11 a second time: what can fail, and which named failures there are. */
import type { Model } from '../../../../config/model/model';

type Keyed<T> = Readonly<Record<string, T>>;
const ids = (kind: string, entities: Keyed<unknown>): readonly string[] => Object.keys(entities).map((key) => `${kind}:${key}`);

export function elementIds(model: Model): ReadonlySet<string> {
  const found = new Set<string>(['intruder']);
  const add = (more: readonly string[]): void => more.forEach((id) => found.add(id));
  for (const [key, { rooms, feeds, cooling, entries }] of Object.entries(model.sites)) {
    add([`site:${key}`]);
    for (const [kind, parts] of Object.entries({ room: rooms, feed: feeds, cooling, entry: entries }))
      add(Object.keys(parts).map((part) => `${kind}:${key}/${part}`));
  }
  for (const [key, { pools }] of Object.entries(model['storage-servers']))
    add([`storage-server:${key}`, ...Object.keys(pools).map((pool) => `pool:${key}/${pool}`)]);
  for (const [key, { accesses }] of Object.entries(model.premises)) {
    add(Object.keys(accesses).map((access) => `premises-access:${key}/${access}`));
    add(Object.values(accesses).map(({ carrier }) => `carrier:${carrier}`));
  }
  for (const { carrier } of [...Object.values(model.links), ...Object.values(model.accesses)]) add([`carrier:${carrier}`]);
  for (const [id, { provides }] of Object.entries(model.workloads)) if (provides.length > 0) add([`service:${id}`]);
  if (model.storage.witness !== undefined) add(['witness']);
  add(ids('mains', model.substations));
  add(ids('mains-short', model.substations));
  add(ids('flood', model['flood-zones']));
  add(ids('host', model.hosts));
  add(ids('switch', model['physical-switches']));
  add(ids('link', model.links));
  add(ids('duct', model.ducts));
  add(ids('pop', model.pops));
  add(ids('access', model.accesses));
  add(ids('router', model.routers));
  add(ids('gateway', model.gateways));
  add(ids('repository', model.repositories));
  add(ids('machine', model.machines));
  add(ids('provider', model.applications));
  add(ids('volume', model.volumes));
  return found;
}

export function namedIds(model: Model): ReadonlySet<string> {
  const witness = model.storage.witness !== undefined;
  const sites = Object.keys(model.sites).filter((key) => model.sites[key]!.role === 'datacenter');
  const partitions = witness ? ['both', 'none', ...sites].map((who) => `partition-${who}`) : ['partition'];
  const others = (site: string): readonly string[] => Object.keys(model.hosts).filter((host) => model.hosts[host]!.site !== site);
  const perSite = sites.flatMap((site) => [
    `storage-${site}`,
    `compute-${site}`,
    ...(witness ? [`site-${site}-without-witness`] : []),
    ...others(site).map((host) => `site-${site}-and-${host}`),
  ]);
  const blackout = Object.keys(model.substations).length > 0 ? ['blackout'] : [];
  return new Set(['mirror', ...blackout, ...partitions, ...perSite].map((name) => `named:${name}`));
}
