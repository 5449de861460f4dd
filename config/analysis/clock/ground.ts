/** What the clock asks of a Model again and again, found once: workloads by number, what they need, and the order in which HA starts them. */
import { RESTART_PRIORITIES } from '../../model/common';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { hostsOf } from '../../views';
import type { WorkloadState } from '../snapshot';
import { remembering } from '../survival/remembering';
import { components } from './components';

/** A workload, by its number in the order of ids, or a physical machine. */
export type Dependency =
  | { readonly id: string; readonly item: number }
  | { readonly id: string; readonly machine: string; readonly site: string; readonly item?: undefined };

export interface Item {
  readonly node: WorkloadNode;
  readonly all: readonly Dependency[];
  readonly order: readonly Dependency[];
  readonly any: readonly (readonly Dependency[])[];
  readonly volumes: readonly string[];
  /** Those that are mirrored. */
  readonly mirrored: readonly string[];
}

export interface Ground {
  readonly items: readonly Item[];
  readonly numbers: ReadonlyMap<string, number>;
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
  const nodes = inOrder(model.workloads).map(([, node]) => node);
  const numbers = new Map(nodes.map(({ id }, number) => [id, number]));
  const dependency = (id: string): readonly Dependency[] => {
    const item = numbers.get(id);
    if (item !== undefined) return [{ id, item }];
    const machine = id.replace(/^machines\//, '');
    const site = model.machines[machine]?.site;
    return site === undefined ? [] : [{ id, machine, site }];
  };
  const items = nodes.map((node): Item => {
    const { all, order, any } = node.dependsOn;
    const volumes = [...new Set(Object.values(node.disks).map(({ datastore }) => model.datastores[datastore]?.volume ?? ''))];
    return {
      node,
      all: all.flatMap(dependency),
      order: order.flatMap(dependency),
      any: inOrder(any).map(([, members]) => members.flatMap(dependency)),
      volumes,
      mirrored: volumes.filter((volume) => model.volumes[volume]?.mirrored === true),
    };
  });
  const needs = items.map(({ all, order, any }) => [...all, ...order, ...any.flat()].flatMap(({ item }) => item ?? []));
  const dependants = items.map((): number[] => []);
  for (const [number, needed] of needs.entries()) for (const other of needed) dependants[other]?.push(number);
  const ranks: number[] = [];
  const priority = ({ restartPriority }: WorkloadNode): number => RESTART_PRIORITIES.indexOf(restartPriority);
  const queue = [...nodes.entries()].sort(([a, one], [b, other]) => priority(one) - priority(other) || a - b);
  for (const [rank, [number]] of queue.entries()) ranks[number] = rank;
  return {
    items,
    numbers,
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
