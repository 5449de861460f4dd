/** Who is hit by what: every row in every scenario. All is wired here. */
import { inOrder, type Model } from '../../model/model';
import type { Level } from '../levels';
import type { Snapshot } from '../snapshot';
import { datacenterSites } from '../../views';
import { type Node, pathsOf, withDependencies } from './dependencies';
import { equipmentOf } from './equipment';
import { type Field, fieldOf, type FieldOptions } from './field';
import { type Grades, gradesOf, levelAt, worst } from './grades';
import { type Lot, lotsOf } from './lots';
import { ownOutcomes } from './own';
import { placementsOf } from './placement';
import { slowVolumes } from './pools';
import { roomOf } from './room';
import { otherRows } from './rows';
import { snapshotsOf } from './snapshots';
import { storageOf } from './storage';
import { usersOf } from './users';

export interface Survival {
  readonly field: Field;
  /** Rows by id, such as `workload:ville/fichiers` or `tenant:ville`. */
  readonly rows: ReadonlyMap<string, Grades>;
  /** Workloads that no failure tells apart. */
  readonly lots: readonly Lot[];
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

  const judged = candidates.map((candidate) => ({ ...candidate, own: ownOf(candidate.workload, candidate.placement) }));
  const nodes = new Map<string, Node>();
  for (const { workload, placement, own } of judged)
    nodes.set(workload.id, { own: own.grades, at: placement.stands, dependsOn: workload.dependsOn });
  for (const [key, machine] of inOrder(model.machines)) {
    const down = equipment.machine(key);
    // At a place that is no side it has neither a gateway nor a cut to cross.
    const at = sides.includes(machine.site) ? new Map([[machine.site, algebra.not(down)]]) : new Map();
    nodes.set(`machines/${key}`, { own: gradesOf(algebra, { 7: down }), at, dependsOn: machine.dependsOn });
  }
  const outcomes = withDependencies(field, nodes, pathsOf(model, field, equipment, sides));
  const served = new Map(
    judged.map(({ workload, placement }) => [
      workload.id,
      worst(algebra, outcomes.get(workload.id)!, users.of(workload, placement.stands)),
    ]),
  );
  const lots = lotsOf(
    judged.map(({ workload, ...fate }) => [workload.id, { ...fate, within: outcomes.get(workload.id)!, grades: served.get(workload.id)! }]),
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

  const snapshot = snapshotsOf({ model, field, equipment, storage, lots, users, level });
  return { field, rows, lots, level, snapshot };
}
