/** Who is hit by what: every row in every scenario. All is wired here. */
import { inOrder, type Model } from '../../model/model';
import type { Level } from '../levels';
import type { Scenario } from '../scenarios';
import type { Cause, Snapshot, VolumeAnswer, WorkloadState } from '../snapshot';
import { datacenterSites } from '../../views';
import { type Bits, has } from './bits';
import { type Node, pathsOf, withDependencies } from './dependencies';
import { equipmentOf } from './equipment';
import { type Field, fieldOf, type FieldOptions } from './field';
import { type Grades, gradesOf, levelAt, worst } from './grades';
import { ownOutcomes } from './own';
import { type Placement, placementsOf } from './placement';
import { slowVolumes } from './pools';
import { roomOf } from './room';
import { otherRows } from './rows';
import { storageOf, type VolumeState } from './storage';
import { usersOf } from './users';

export interface Survival {
  readonly field: Field;
  /** Rows by id, such as `workload:ville/fichiers` or `tenant:ville`. */
  readonly rows: ReadonlyMap<string, Grades>;
  readonly level: (row: string, scenario: number) => Level;
  readonly snapshot: (scenario: number) => Snapshot;
}

export function survivalOf(model: Model, options: FieldOptions = {}): Survival {
  const field = fieldOf(model, options);
  const { algebra } = field;
  const sides = datacenterSites(model);
  const equipment = equipmentOf(model, field);
  const storage = storageOf(model, field, equipment);
  const placements = placementsOf(model, field, equipment, storage);
  const candidates = inOrder(model.workloads).map(([, workload]) => ({ workload, placement: placements.of(workload) }));
  const room = roomOf(model, field, equipment, storage, candidates);
  const ownOf = ownOutcomes(model, field, equipment, storage, room, slowVolumes(model, field, storage));
  const users = usersOf(model, field, equipment, sides);

  const placed = new Map<string, Placement>();
  const owned = new Map<string, ReturnType<typeof ownOf>>();
  const nodes = new Map<string, Node>();
  for (const { workload, placement } of candidates) {
    const own = ownOf(workload, placement);
    placed.set(workload.id, placement);
    owned.set(workload.id, own);
    nodes.set(workload.id, { own: own.grades, at: placement.at, dependsOn: workload.dependsOn });
  }
  for (const [key, machine] of inOrder(model.machines)) {
    const down = equipment.machine(key);
    // At a place that is no side it has neither a gateway nor a cut to cross.
    const at = sides.includes(machine.site) ? new Map([[machine.site, algebra.not(down)]]) : new Map();
    nodes.set(`machines/${key}`, { own: gradesOf(algebra, { 7: down }), at, dependsOn: machine.dependsOn });
  }
  const outcomes = withDependencies(field, nodes, pathsOf(model, field, equipment, sides));
  const served = new Map(
    candidates.map(({ workload, placement }) => [
      workload.id,
      worst(algebra, outcomes.get(workload.id)!, users.of(workload, placement.at)),
    ]),
  );

  const rows = new Map<string, Grades>([
    ...[...served].map(([id, grades]) => [`workload:${id}`, grades] as const),
    ...inOrder(model.machines).map(([key]) => [`machine:${key}`, outcomes.get(`machines/${key}`)!] as const),
    ...otherRows(model, field, equipment, users, sides, served),
  ]);
  const level = (row: string, scenario: number): Level => {
    const grades = rows.get(row);
    return grades === undefined ? 0 : levelAt(grades, scenario);
  };

  const snapshot = (index: number): Snapshot => {
    const scenario: Scenario = field.scenario(index);
    const up = (down: (key: string) => ReturnType<typeof equipment.site>) => (key: string) => !has(down(key), index);
    return {
      scenario,
      workload: (id): WorkloadState => {
        const placement = placed.get(id);
        const own = owned.get(id);
        if (placement === undefined || own === undefined) return { level: 0, own: 0 };
        const place = [...placement.at].find(([, bits]) => has(bits, index))?.[0];
        const cause = causeOf(placement, own, index);
        const stays = staysOf(placement, room.noRoom(id), own, index);
        return {
          level: level(`workload:${id}`, index),
          own: levelAt(own.grades, index),
          ...(place === undefined ? {} : { place }),
          ...(cause === undefined ? {} : { cause }),
          ...(stays === undefined ? {} : { stays }),
        };
      },
      machine: up(equipment.machine),
      host: up(equipment.host),
      site: up(equipment.site),
      repository: up(equipment.repository),
      serves: (volume, site) =>
        [...storage.volume(volume).serves].some(([server, bits]) => model['storage-servers'][server]?.site === site && has(bits, index)),
      volume: (key) => answerOf(field, storage.volume(key), key, index),
      joined: !has(equipment.apart('tenants'), index),
      row: (id) => level(id, index),
    };
  };
  return { field, rows, level, snapshot };
}

/** Of several causes the one that is noticed last: it may be the one that hit. */
function causeOf(placement: Placement, own: { readonly data: Bits }, index: number): Cause | undefined {
  if (has(own.data, index)) return 'data';
  if (has(placement.intact, index)) return undefined;
  if (has(placement.hit.storage, index)) return 'storage';
  if (has(placement.hit.isolation, index)) return 'isolation';
  return has(placement.hit.host, index) ? 'host' : 'network';
}

function staysOf(placement: Placement, noRoom: Bits, own: { readonly data: Bits }, index: number): WorkloadState['stays'] {
  if (has(own.data, index)) return undefined;
  if (has(placement.nowhere, index)) return 'no-host';
  if (has(placement.noReaction, index)) return 'no-reaction';
  return has(noRoom, index) ? 'no-room' : undefined;
}

function answerOf({ failed }: Field, state: VolumeState, key: string, index: number): VolumeAnswer {
  if (has(failed(`volume:${key}`), index) || has(failed('intruder'), index)) return 'taken';
  if (has(state.gone, index)) return 'gone';
  if (has(state.unknown, index)) return 'unknown';
  if (has(state.diverged, index)) return 'diverged';
  return has(state.refused, index) ? 'refused' : 'serves';
}
