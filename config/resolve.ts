/** Raw entities that passed the check of shape and references → the Model. The only place where defaults become values. */
import type { RawEntity } from './load';
import { type Collection, collections, type EstateData, kindOf } from './model/index';
import { MODEL_VERSION, type Model, type NetworkNode, type OwnerKind, type WorkloadNode } from './model/model';
import { parse } from './model/quantities';
import { type Names, OWNERS } from './names';
import { type Described, described, isRecord, valueOf } from './walk';

export function resolve(environment: string, entities: Iterable<RawEntity>, names: Names): Model {
  const data: Partial<Record<Collection, Record<string, unknown>>> = {};
  for (const collection of collections) data[collection] = {};
  for (const { collection, key, data: raw } of [...entities]) {
    const owner = OWNERS.includes(collection) ? key : undefined;
    const value = decode(described(kindOf(collection).schema), raw, { names, owner });
    if (kindOf(collection).single) data[collection] = value as Record<string, unknown>;
    else (data[collection] ??= {})[key] = value;
  }
  const estate = data as unknown as EstateData;
  return {
    ...estate,
    modelVersion: MODEL_VERSION,
    environment,
    tenants: without(estate.tenants, ['workloads', 'networks']),
    services: without(estate.services, ['workloads']),
    schools: without(estate.schools, ['networks']),
    networks: networksOf(estate),
    workloads: workloadsOf(estate),
  };
}

interface Scope {
  readonly names: Names;
  readonly owner: string | undefined;
}

/** Defaults filled, quantities as numbers, references as full ids. The value has the shape that the schema describes. */
function decode(schema: Described, value: unknown, scope: Scope): unknown {
  const full = (target: string, written: string): string => scope.names.resolve(target, written, scope.owner) ?? written;
  if (typeof value === 'string') {
    if (schema.quantity !== undefined) return parse(schema.quantity, value);
    return schema.ref === undefined ? value : full(schema.ref, value);
  }
  if (Array.isArray(value)) return value.map((item) => decode(schema.items ?? {}, item, scope));
  if (!isRecord(value)) return value;
  const each = valueOf(schema);
  if (each !== undefined) {
    const keys = schema.keys;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [keys === undefined ? key : full(keys, key), decode(each, item, scope)]),
    );
  }
  const decoded: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    const given = value[key] ?? field.default;
    if (given !== undefined) decoded[key] = decode(field, given, scope);
  }
  return decoded;
}

function without<T extends object, K extends keyof T>(
  entities: Readonly<Record<string, T>>,
  fields: readonly K[],
): Readonly<Record<string, Omit<T, K>>> {
  return Object.fromEntries(
    Object.entries(entities).map(([key, entity]) => [
      key,
      Object.fromEntries(Object.entries(entity).filter(([field]) => !fields.includes(field as K))),
    ]),
  ) as Readonly<Record<string, Omit<T, K>>>;
}

function workloadsOf(estate: EstateData): Readonly<Record<string, WorkloadNode>> {
  const nodes: Record<string, WorkloadNode> = {};
  const add = (ownerKind: 'tenants' | 'services', owner: string, stack: string): void => {
    for (const [key, workload] of Object.entries(estate[ownerKind][owner]?.workloads ?? {})) {
      const restartPriority = workload.restartPriority ?? estate.classes[workload.class]?.restartPriority ?? 'medium';
      const id = `${owner}/${key}`;
      nodes[id] = {
        ...workload,
        id,
        key,
        owner,
        ownerKind,
        stack,
        restartPriority,
        name: workload.inventoryName ?? `${owner}-${key}`,
        path: `${ownerKind}.${owner}.workloads.${key}`,
      };
    }
  };
  for (const owner of Object.keys(estate.services)) add('services', owner, estate.services[owner]?.stack ?? 'shared-services');
  for (const owner of Object.keys(estate.tenants)) add('tenants', owner, `tenant-${owner}`);
  return nodes;
}

function networksOf(estate: EstateData): Readonly<Record<string, NetworkNode>> {
  const nodes: Record<string, NetworkNode> = {};
  for (const [key, network] of Object.entries(estate.networks))
    nodes[key] = { ...network, id: key, key, name: network.inventoryName ?? key, stack: 'telecom', path: `networks.${key}` };
  const add = (ownerKind: OwnerKind, owner: string, stack: string): void => {
    const owned = ownerKind === 'services' ? {} : (estate[ownerKind][owner]?.networks ?? {});
    for (const [key, network] of Object.entries(owned)) {
      const id = `${owner}/${key}`;
      const name = network.inventoryName ?? `${owner}-${key}`;
      nodes[id] = { ...network, id, key, owner, ownerKind, stack, name, path: `${ownerKind}.${owner}.networks.${key}` };
    }
  };
  for (const owner of Object.keys(estate.tenants)) add('tenants', owner, `tenant-${owner}`);
  for (const owner of Object.keys(estate.schools)) add('schools', owner, 'schools');
  return nodes;
}
