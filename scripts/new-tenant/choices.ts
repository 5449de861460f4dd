/** What a new tenant could stand on: what is free, and what tenants use already, the most used first. */
import ipaddr from 'ipaddr.js';
import { contains, isAddress, overlap } from '../../config/model/addresses';
import { inOrder, type Model, type NetworkNode, type WorkloadNode } from '../../config/model/model';
import { datacenterSites } from '../../config/views';
import { isRecord } from '../../config/walk';
import { UsageError } from '../usage-error';

export interface TenantChoices {
  readonly vlan: number;
  readonly switch: string;
  /** The first three parts of the subnet: `10.0.101`. */
  readonly base: string;
  readonly sites: readonly string[];
  readonly template: string;
  readonly cluster: string;
  readonly datastore: string;
  readonly home: string;
  readonly class: string;
  readonly backup: string;
  readonly memoryReserved: number;
  /** Seconds: what the class promises. */
  readonly dmia: number;
  readonly pdma: number;
  readonly role: string;
  readonly domain: string;
  readonly costKey: string;
}

/** Lazily, so that the first that passes ends the search. */
export function* tenantChoices(model: Model): Generator<TenantChoices> {
  const networks = Object.values(model.networks).filter(({ ownerKind }) => ownerKind === 'tenants');
  const workloads = Object.values(model.workloads).filter(({ ownerKind }) => ownerKind === 'tenants');
  const grants = Object.values(model.tenants).flatMap(({ permissions }) => permissions);
  const sites = datacenterSites(model);
  const fixed = {
    vlan: freeVlan(model),
    base: freeSubnet(model),
    sites,
    switch: first(
      byUse(
        networks.flatMap((network) => network.switch ?? []),
        Object.keys(model['distributed-switches']),
      ),
      'switch',
      'distributed-switches',
    ),
    template: first(
      byUse(
        workloads.flatMap(({ template }) => template ?? []),
        Object.keys(model.templates),
      ),
      'template',
      'templates',
    ),
    cluster: first(
      byUse(
        workloads.map(({ cluster }) => cluster),
        Object.keys(model.clusters),
      ),
      'cluster',
      'clusters',
    ),
    role: first(
      byUse(
        grants.map(({ role }) => role),
        Object.keys(model.roles),
      ),
      'role',
      'roles',
    ),
    domain: first(
      byUse(
        grants.map(({ group }) => group.split('\\')[0] ?? ''),
        [],
      ),
      'directory',
      'tenants',
    ),
    costKey: first(costKeys(model), 'cost key', 'cost-keys'),
  };
  for (const name of byUse(
    workloads.map((workload) => workload.class),
    Object.keys(model.classes),
  )) {
    const { dmia, pdma, memoryReserved } = model.classes[name] ?? { dmia: 0, pdma: 0, memoryReserved: 0 };
    for (const backup of byUse(
      used(workloads, name),
      keysWhere(model['backup-classes'], ({ rpo }) => rpo <= pdma),
    )) {
      for (const [datastore, home] of datastores(model, workloads, sites))
        yield { ...fixed, class: name, dmia, pdma, memoryReserved, backup, datastore, home };
    }
  }
}

const used = (workloads: readonly WorkloadNode[], name: string): string[] =>
  workloads.filter((workload) => workload.class === name).map(({ backup }) => backup);

function first(candidates: readonly string[], noun: string, collection: string): string {
  const [found] = candidates;
  if (found === undefined) throw new UsageError(`the estate has no ${noun} for a tenant`, `describe one in ${collection}.yaml first`);
  return found;
}

/** Without repetition, what is used most often first; then what could be used as well. */
function byUse(seen: readonly string[], others: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const key of seen) times.set(key, (times.get(key) ?? 0) + 1);
  const ranked = [...times].sort(([a, usesA], [b, usesB]) => usesB - usesA || (a < b ? -1 : 1)).map(([key]) => key);
  return [...new Set([...ranked, ...[...others].sort()])];
}

/** Those that need no weight for the new tenant come first. */
function costKeys(model: Model): readonly string[] {
  const all = Object.values(model.tenants).map(({ costKey }) => costKey);
  const weighted = keysWhere(model['cost-keys'], ({ weights }) => Object.keys(weights).length > 0);
  const ranked = byUse(all, Object.keys(model['cost-keys']));
  return [...ranked.filter((key) => !weighted.includes(key)), ...ranked.filter((key) => weighted.includes(key))];
}

const keysWhere = <T>(entities: Readonly<Record<string, T>>, holds: (entity: T) => boolean): string[] =>
  inOrder(entities)
    .filter(([, entity]) => holds(entity))
    .map(([key]) => key);

/** Datastores with the site that their volume prefers: where a workload on them must be at home. */
function datastores(model: Model, workloads: readonly WorkloadNode[], sites: readonly string[]): readonly (readonly [string, string])[] {
  const inUse = workloads.flatMap(({ disks }) => Object.values(disks).map(({ datastore }) => datastore));
  return byUse(inUse, Object.keys(model.datastores)).flatMap((key) => {
    const volume = model.volumes[model.datastores[key]?.volume ?? ''];
    return volume !== undefined && sites.includes(volume.preferred) ? [[key, volume.preferred] as const] : [];
  });
}

function freeVlan(model: Model): number {
  const taken = new Set(Object.values(model.networks).map(({ vlan }) => vlan));
  for (let vlan = 100; vlan <= 4094; vlan++) if (!taken.has(vlan)) return vlan;
  throw new UsageError('no VLAN is free from 100 to 4094');
}

/** The first /24 of the internal prefixes in which the estate has neither a network nor a single address. */
function freeSubnet(model: Model): string {
  const networks = Object.values(model.networks).map(({ subnet }: NetworkNode) => subnet);
  const addresses = [...addressesIn(model)];
  for (const prefix of model.estate.routing.internal.filter((subnet) => !subnet.includes(':'))) {
    const [range, length] = ipaddr.parseCIDR(prefix);
    const start = range.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
    for (let offset = 0; offset < 2 ** (32 - length); offset += 256) {
      const base = [start + offset].flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255]).join('.');
      const subnet = `${base}.0/24`;
      if (!networks.some((other) => overlap(other, subnet)) && !addresses.some((address) => contains(subnet, address))) return base;
    }
  }
  throw new UsageError('no /24 is free in the internal prefixes', 'add a prefix to `routing.internal` in estate.yaml');
}

function* addressesIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (isAddress(value)) yield value;
  } else if (Array.isArray(value)) for (const item of value) yield* addressesIn(item);
  else if (isRecord(value)) for (const inner of Object.values(value)) yield* addressesIn(inner);
}
