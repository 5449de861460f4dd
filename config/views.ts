/** Questions that several rooms ask of the Model. Pure, and each answers with entities or numbers, never with text for people. */
import { inOrder, type Model, type NetworkNode, type WorkloadNode } from './model/model';
import type { Host } from './model/host';
import { TIERS, type Volume } from './model/volume';

export const datacenterSites = (model: Model): readonly string[] =>
  inOrder(model.sites)
    .filter(([, site]) => site.role === 'datacenter')
    .map(([key]) => key);

export const hostsOf = (model: Model, cluster: string): readonly (readonly [string, Host])[] =>
  inOrder(model.hosts).filter(([, host]) => host.cluster === cluster);

/**
 * What is asked again and again, found once per collection: with a thousand tenants a search through all machines per machine is felt.
 * Each looks at no other collection than it names: stacks are remembered by what they read.
 */
function grouped<T>(
  keysOf: (entity: T) => readonly string[],
): (entities: Readonly<Record<string, T>>) => ReadonlyMap<string, readonly T[]> {
  const known = new WeakMap<object, ReadonlyMap<string, readonly T[]>>();
  return (entities) => {
    const found = known.get(entities);
    if (found !== undefined) return found;
    const groups = new Map<string, T[]>();
    for (const [, entity] of inOrder(entities))
      for (const key of keysOf(entity)) {
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [entity]);
        else group.push(entity);
      }
    known.set(entities, groups);
    return groups;
  };
}
const byOwner = grouped<WorkloadNode>(({ owner }) => [owner]);
const byService = grouped<WorkloadNode>(({ provides }) => provides);
const byStack = grouped<NetworkNode>(({ stack }) => [stack]);

export const workloadsOf = (model: Model, owner: string): readonly WorkloadNode[] => byOwner(model.workloads).get(owner) ?? [];

export const networksOf = (model: Model, stack: string): readonly NetworkNode[] => byStack(model.networks).get(stack) ?? [];

/** Addresses of the workloads that provide a shared service, those at `near` first. */
export function providersOf(model: Model, service: WorkloadNode['provides'][number], near?: string): readonly string[] {
  const providers = byService(model.workloads).get(service) ?? [];
  const order = [...providers.filter(({ home }) => home === near), ...providers.filter(({ home }) => home !== near)];
  return order.flatMap((workload) => firstAddress(workload) ?? []);
}

/** Address of a workload’s first network card. */
export const firstAddress = (workload: WorkloadNode): string | undefined =>
  Object.values(workload.nics).sort((a, b) => a.order - b.order)[0]?.address;

/** Does the guest follow the rules of Windows for names and cards? */
export const isWindows = (model: Model, { template }: WorkloadNode): boolean =>
  model.templates[template ?? '']?.guest.toLowerCase().startsWith('win') === true;

/** Name of a workload in DNS, and of its guest. */
export const hostnameOf = ({ hostname, owner, key }: WorkloadNode): string => hostname ?? `${owner}-${key}`;

/** Processors up to which a machine takes more of them while it runs. */
export const HOT_ADD_CPUS = 8;

/**
 * Processors that a guest sees as one socket. Two: then a machine grows by two at a time without being stopped, and eight are four sockets,
 * the most that a database’s standard licence counts. Above, where growing stops the machine anyway, half of them.
 */
export function coresPerSocket({ cpus, coresPerSocket: given }: WorkloadNode): number {
  if (given !== undefined) return given;
  if (cpus % 2 === 1) return 1;
  return cpus <= HOT_ADD_CPUS ? 2 : cpus / 2;
}

/** What HA must keep free so that the loss of the larger site leaves room for all of it: percent of the cluster, rounded up. */
export function siteShare(model: Model, cluster: string, measure: 'cpu' | 'memory'): number {
  const perSite = new Map<string, number>();
  for (const [, host] of hostsOf(model, cluster)) {
    const hardware = model.hardware[host.hardware];
    const amount = measure === 'cpu' ? (hardware?.cores ?? 0) * (hardware?.clock ?? 0) : (hardware?.memory ?? 0);
    perSite.set(host.site, (perSite.get(host.site) ?? 0) + amount);
  }
  const total = [...perSite.values()].reduce((sum, amount) => sum + amount, 0);
  return total === 0 ? 50 : Math.ceil((100 * Math.max(...perSite.values())) / total);
}

/** Tier of a volume: that of its pools; they are equal on both sides (a rule). */
export const tierOf = (volume: Volume): string => Object.values(volume.pools)[0] ?? 'capacity';

/** What a storage policy stands for: side, tier and protection, as one word. */
export const storageLabel = (volume: Volume): string => `${volume.preferred}-${tierOf(volume)}-${volume.mirrored ? 'mirrored' : 'single'}`;

/** Every label that a volume of the estate can have, in order. */
export const storageLabels = (model: Model): readonly string[] =>
  datacenterSites(model)
    .flatMap((site) => TIERS.flatMap((tier) => ['mirrored', 'single'].map((protection) => `${site}-${tier}-${protection}`)))
    .sort();

export function labelOfDatastore(model: Model, datastore: string): string | undefined {
  const volume = model.volumes[model.datastores[datastore]?.volume ?? ''];
  return volume === undefined ? undefined : storageLabel(volume);
}

/** Addresses that hosts ping to know whether they are isolated: one per site, of the management networks. */
export const isolationAddresses = (model: Model): readonly string[] =>
  inOrder(model.networks)
    .filter(([, network]) => network.role === 'management')
    .flatMap(([, network]) => inOrder(network.isolation).map(([, address]) => address));

/** Place of a stack in the order of a first apply: shared services, then schools, backup and desktops, then tenants. */
export const stackRank = (stack: string): number => (stack === 'shared-services' ? 0 : stack.startsWith('tenant-') ? 2 : 1);

/**
 * Of two that are kept apart, one holds the rule: the one that is made later, where their stacks say so, else the first by its id. Returns
 * the partners of a workload whose rule it holds.
 */
export const heldApart = (model: Model, { id, stack, apart }: WorkloadNode): readonly string[] =>
  apart.filter((partner) => {
    const before = stackRank(model.workloads[partner]?.stack ?? stack) - stackRank(stack);
    return before < 0 || (before === 0 && partner > id);
  });

/** Workloads that it starts after, or that its rules name: all that its stack asks vCenter for. */
export function namedBy(model: Model, workload: WorkloadNode): readonly string[] {
  const names = [...workload.dependsOn.all, ...workload.dependsOn.order, ...heldApart(model, workload)];
  return names.length < 2 ? names : [...new Set(names)];
}

/** Networks on which hosts stand with an adapter beside that of management, which a host has before vCenter knows it. */
export const hasAdapters = ({ role, switch: on }: Pick<NetworkNode, 'role' | 'switch'>): boolean =>
  on !== undefined && ['vmotion', 'iscsi-a', 'iscsi-b', 'backup'].includes(role);

/** Name in vCenter or DataCore: the one that people gave it, where it exists already, or else the one that it would be given. */
export const inventoryNameOf = (given: string, { inventoryName }: { readonly inventoryName?: string | undefined }): string =>
  inventoryName ?? given;
