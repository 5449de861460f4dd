/** What a failure does to a workload by itself (README, section 7). */
import { copiesOf } from '../backup/copies';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { hostsOf } from '../../views';
import type { Bits } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import { type Grades, gradesOf } from './grades';
import { type Placement, volumesOf } from './placement';
import { remembering } from './remembering';
import type { Room } from './room';
import type { Storage } from './storage';

export interface Own {
  readonly grades: Grades;
  /** Its data are gone or taken, or nobody may write them. */
  readonly data: Bits;
}

export function ownOutcomes(
  model: Model,
  field: Field,
  equipment: Equipment,
  storage: Storage,
  room: Room,
  slow: ReadonlyMap<string, Bits>,
): (workload: WorkloadNode, placement: Placement) => Own {
  const { any, every, and, or, not, less, none } = field.algebra;
  const { failed } = field;
  const intruder = failed('intruder');

  /** Some pool that is up, with a host of the cluster that reaches its server: something to restore to. */
  const target = remembering((cluster: string) =>
    any(
      inOrder(model['storage-servers']).flatMap(([server, { pools }]) => {
        const reached = any(hostsOf(model, cluster).map(([host]) => storage.reaches(host, server)));
        return Object.keys(pools).map((pool) => less(reached, equipment.pool(server, pool)));
      }),
    ),
  );
  const aHost = remembering((cluster: string) => any(hostsOf(model, cluster).map(([host]) => not(equipment.host(host)))));
  const copy = remembering((_class: string, _home: string, workload: string) =>
    any(
      copiesOf(model, workload).map(({ repository, offline, immutableFor }) => {
        const there = not(equipment.repository(repository));
        const kept = offline === undefined ? there : or(there, not(equipment.site(offline.cabinet)));
        return offline === undefined && immutableFor === undefined ? less(kept, intruder) : kept;
      }),
    ),
  );
  /** What many workloads on the same volumes have in common. */
  const ofVolumes = remembering((keys: string) => {
    const states = keys.split(' ').map((key) => ({ ...storage.volume(key), taken: failed(`volume:${key}`) }));
    return {
      bad: any(states.map(({ gone, taken }) => or(gone, taken))),
      served: every(states.map(({ serves }) => any(serves.values()))),
      refused: any(states.map(({ refused }) => refused)),
      diverged: any(states.map(({ diverged }) => diverged)),
      unknown: any(states.map(({ unknown }) => unknown)),
    };
  });

  return (workload, placement) => {
    const { id, cluster } = workload;
    const volumes = volumesOf(model, workload);
    const { bad, served, refused, diverged, unknown } = ofVolumes(volumes.join(' '));
    const service = workload.provides.length === 0 ? none : failed(`service:${id}`);
    const taken = any([bad, intruder, service]);
    const restorable = and(taken, and(copy(workload.backup, workload.home, id), target(cluster)));
    const nowhere = and(placement.nowhere, served);
    return {
      data: any([taken, refused, diverged, unknown]),
      grades: gradesOf(field.algebra, {
        1: less(not(placement.intact), placement.nowhere),
        2: any([room.slowed(id), ...volumes.map((volume) => slow.get(volume) ?? none)]),
        3: restorable,
        4: any([refused, and(nowhere, aHost(cluster)), placement.noReaction, room.noRoom(id)]),
        5: diverged,
        6: unknown,
        7: or(less(taken, restorable), less(nowhere, aHost(cluster))),
      }),
    };
  };
}
