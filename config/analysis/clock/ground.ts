/** What the clock asks of a Model again and again, found once: workloads by number, what they need, and the order in which HA starts them. */
import { RESTART_PRIORITIES } from '../../model/common';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { hostsOf } from '../../views';
import type { WorkloadState } from '../snapshot';
import { remembering } from '../survival/remembering';
import { components } from '../components';

export interface Dependency {
  readonly id: string;
  readonly item: number;
}

/** What the clock reads of a workload. Of a physical machine it asks the same, though nothing starts one: it runs, or it is down. */
export type Node = Pick<
  WorkloadNode,
  'id' | 'path' | 'owner' | 'home' | 'memory' | 'boot' | 'start' | 'retriesStart' | 'dependsOn' | 'provides' | 'restartPriority'
> & {
  /** Absent: it is a physical machine. */
  readonly cluster?: string;
};

export interface Item {
  readonly node: Node;
  readonly all: readonly Dependency[];
  readonly order: readonly Dependency[];
  readonly any: readonly (readonly Dependency[])[];
  readonly volumes: readonly string[];
  /** Those that are mirrored. */
  readonly mirrored: readonly string[];
}

export interface Ground {
  /** Workloads in the order of their ids, then physical machines. */
  readonly items: readonly Item[];
  /** By id; of a machine `machines/key`. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Numbers of the physical machines, with their keys. */
  readonly machines: readonly (readonly [number: number, key: string])[];
  /** Place of each number by restart priority, then by id. */
  readonly ranks: readonly number[];
  /** State of each number where nothing has failed. */
  readonly atHome: readonly WorkloadState[];
  /** Numbers, each after what it needs; several together where groups make a circle. */
  readonly components: readonly (readonly number[])[];
  /** Who needs it, by number. */
  readonly dependants: readonly (readonly number[])[];
  /** Numbers of those that manage the storage. */
  readonly storageManagement: readonly number[];
  /** Keys of the hosts of a cluster at a site. */
  readonly hosts: (cluster: string, site: string) => readonly string[];
}

const known = new WeakMap<Model, Ground>();

export function groundOf(model: Model): Ground {
  const ground = known.get(model) ?? makeGround(model);
  known.set(model, ground);
  return ground;
}

function makeGround(model: Model): Ground {
  const workloads = inOrder(model.workloads).map(([, node]) => node);
  const machines = inOrder(model.machines).map(([key], position) => [workloads.length + position, key] as const);
  const nodes: readonly Node[] = [...workloads, ...machines.map(([, key]) => machineNode(model, key))];
  const numbers = new Map(nodes.map(({ id }, number) => [id, number]));
  const dependency = (id: string): readonly Dependency[] => {
    const item = numbers.get(id);
    return item === undefined ? [] : [{ id, item }];
  };
  const items = nodes.map((node): Item => {
    const { all, order, any } = node.dependsOn;
    const disks = model.workloads[node.id]?.disks ?? {};
    const volumes = [...new Set(Object.values(disks).map(({ datastore }) => model.datastores[datastore]?.volume ?? ''))];
    return {
      node,
      all: all.flatMap(dependency),
      order: order.flatMap(dependency),
      any: inOrder(any).map(([, members]) => members.flatMap(dependency)),
      volumes,
      mirrored: volumes.filter((volume) => model.volumes[volume]?.mirrored === true),
    };
  });
  const needs = items.map(({ all, order, any }) => [...all, ...order, ...any.flat()].map(({ item }) => item));
  const dependants = items.map((): number[] => []);
  for (const [number, needed] of needs.entries()) for (const other of needed) dependants[other]?.push(number);
  const ranks: number[] = [];
  const priority = ({ restartPriority }: Node): number => RESTART_PRIORITIES.indexOf(restartPriority);
  const queue = [...nodes.entries()].sort(([a, one], [b, other]) => priority(one) - priority(other) || a - b);
  for (const [rank, [number]] of queue.entries()) ranks[number] = rank;
  return {
    items,
    numbers,
    machines,
    ranks,
    atHome: nodes.map(({ home }) => ({ level: 0, own: 0, within: 0, place: home })),
    components: components(items.length, (number) => needs[number] ?? []),
    dependants,
    storageManagement: [...nodes.keys()].filter((number) => nodes[number]?.provides.includes('storage-management')),
    hosts: remembering((cluster: string, site: string) =>
      hostsOf(model, cluster).flatMap(([host, described]) => (described.site === site ? [host] : [])),
    ),
  };
}

const machineNode = (model: Model, key: string): Node => ({
  id: `machines/${key}`,
  path: `machines.${key}`,
  owner: '',
  home: model.machines[key]?.site ?? '',
  memory: 0,
  boot: 0,
  start: 0,
  dependsOn: model.machines[key]?.dependsOn ?? { all: [], order: [], any: {}, soft: [] },
  provides: [],
  restartPriority: 'lowest',
});

/** A physical machine, which nothing starts. */
export const isMachine = (item: Item | undefined): boolean => item !== undefined && item.node.cluster === undefined;
