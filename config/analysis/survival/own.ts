/** What a failure does to a workload by itself (README, section 7). */
import { copiesOf } from '../backup/copies';
import type { Model, WorkloadNode } from '../../model/model';
import { hostsOf } from '../../views';
import type { Bits } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import { type Grades, gradesOf } from './grades';
import type { Placement } from './placement';
import { remembering, rememberingOne } from './remembering';
import type { Room } from './room';
import type { Storage } from './storage';

export interface Own {
  readonly grades: Grades;
  /** Its data are gone or taken, or nobody may write them. */
  readonly data: Bits;
  /** It finds no memory. */
  readonly noRoom: Bits;
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
  const target = remembering((cluster: string) => any(hostsOf(model, cluster).map(([host]) => storage.reachesPool(host))));
  const copy = (workload: string): Bits =>
    any(
      copiesOf(model, workload).map(({ repository, offline, immutableFor }) => {
        const there = not(equipment.repository(repository));
        const kept = offline === undefined ? there : or(there, not(equipment.site(offline.cabinet)));
        return offline === undefined && immutableFor === undefined ? less(kept, intruder) : kept;
      }),
    );
  const aHost = remembering((cluster: string) => any(hostsOf(model, cluster).map(([host]) => not(equipment.host(host)))));
  const judge = ({ id, cluster }: WorkloadNode, placement: Placement, service: Bits): Own => {
    const { volumes, noReaction, waiting } = placement;
    const states = volumes.map((key) => ({ ...storage.volume(key), taken: failed(`volume:${key}`) }));
    const served = every(states.map(({ serves }) => any(serves.values())));
    const refused = any(states.map((state) => state.refused));
    const diverged = any(states.map((state) => state.diverged));
    const unknown = any(states.map((state) => state.unknown));
    const taken = any([...states.map((state) => or(state.gone, state.taken)), intruder, service]);
    const out = any(states.map((state) => state.out));
    // What is waiting must find a place to come back; what runs on, or waits for an element, some pool to be restored to.
    const ground = or(less(target(cluster), waiting), any(placement.stands.values()));
    const restorable = and(taken, and(copy(id), ground));
    const nowhere = and(placement.nowhere, served);
    const noRoom = room.noRoom(id);
    return {
      data: any([taken, refused, out, diverged, unknown]),
      noRoom,
      grades: gradesOf(field.algebra, {
        1: less(not(placement.intact), placement.nowhere),
        2: any([room.slowed(id), ...volumes.map((volume) => slow.get(volume) ?? none)]),
        3: restorable,
        4: any([refused, out, and(nowhere, aHost(cluster)), noReaction, noRoom]),
        5: diverged,
        6: unknown,
        7: or(less(taken, restorable), less(nowhere, aHost(cluster))),
      }),
    };
  };

  // Thousands of workloads are placed and copied alike; what sets one apart is its software, and that there is no room for it.
  const knownAt = rememberingOne((_: Placement) => new Map<string, Own>());
  return (workload, placement) => {
    const { id, backup, provides } = workload;
    const service = provides.length === 0 ? none : failed(`service:${id}`);
    const known = knownAt(placement);
    const key = [backup, service.id, room.noRoom(id).id, room.slowed(id).id].join(' ');
    const own = known.get(key) ?? judge(workload, placement, service);
    known.set(key, own);
    return own;
  };
}
