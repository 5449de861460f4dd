/** Where a storage pool has to do more operations than it sustains: all workloads on the volumes it carries are slowed (README, section 6). */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { type Bits, each, has } from './bits';
import type { Field } from './field';
import { poolsOf, type Storage } from './storage';

/** Declared operations per second of each volume: the sum over the disks that lie on it. */
export function demandOfVolumes(model: Model): ReadonlyMap<string, number> {
  const demand = new Map<string, number>();
  const add = ({ disks }: WorkloadNode): void => {
    for (const { datastore, iops = 0 } of Object.values(disks)) {
      const volume = model.datastores[datastore]?.volume ?? '';
      demand.set(volume, (demand.get(volume) ?? 0) + iops);
    }
  };
  for (const workload of Object.values(model.workloads)) add(workload);
  return demand;
}

interface Carried {
  readonly volume: string;
  readonly iops: number;
  /** The pool serves it without its mirror. */
  readonly alone: Bits;
  /** The pool carries its operations. */
  readonly carried: Bits;
  readonly mirrored: boolean;
}

/** Volume → scenarios in which a pool that carries it is overloaded. */
export function slowVolumes(model: Model, field: Field, storage: Storage): ReadonlyMap<string, Bits> {
  const demand = demandOfVolumes(model);
  const slow = new Map<string, Bits>();
  for (const [server, { pools }] of inOrder(model['storage-servers'])) {
    for (const [pool, limits] of inOrder(pools)) {
      const carried = carriedBy(model, field, storage, server, pool, demand);
      // Most pools could do all of it at once, at their worst: nothing has to be counted.
      if (carried.reduce((sum, { iops }) => sum + iops, 0) <= Math.min(limits.iops, limits.writeThroughIops)) continue;
      const load = new Float64Array(field.size);
      const degraded = new Uint8Array(field.size);
      for (const { iops, alone, carried: bits, mirrored } of carried) {
        each(bits, (scenario) => (load[scenario]! += iops));
        if (mirrored) each(alone, (scenario) => (degraded[scenario] = 1));
      }
      const over: number[] = [];
      load.forEach((iops, scenario) => {
        if (iops > (degraded[scenario] === 1 ? limits.writeThroughIops : limits.iops)) over.push(scenario);
      });
      if (over.length === 0) continue;
      const overloaded = field.algebra.of(over);
      for (const { volume, carried: bits } of carried)
        slow.set(volume, field.algebra.or(slow.get(volume) ?? field.algebra.none, field.algebra.and(overloaded, bits)));
    }
  }
  return slow;
}

function carriedBy(
  model: Model,
  { algebra: { any, less, or, none } }: Field,
  storage: Storage,
  server: string,
  pool: string,
  demand: ReadonlyMap<string, number>,
): readonly Carried[] {
  const site = model['storage-servers'][server]?.site;
  return inOrder(model.volumes).flatMap(([volume, { pools, preferred, mirrored }]) => {
    const tier = pools[server];
    if (tier === undefined || !poolsOf(model, server, tier).includes(pool)) return [];
    const { serves } = storage.volume(volume);
    const mine = serves.get(server) ?? none;
    const others = any([...serves].flatMap(([other, bits]) => (other === server ? [] : [bits])));
    const alone = less(mine, others);
    return [{ volume, iops: demand.get(volume) ?? 0, alone, mirrored, carried: or(alone, site === preferred ? mine : none) }];
  });
}

export const isSlow = (slow: ReadonlyMap<string, Bits>, volumes: readonly string[], scenario: number): boolean =>
  volumes.some((volume) => {
    const bits = slow.get(volume);
    return bits !== undefined && has(bits, scenario);
  });
