/**
 * The semantics of config/analysis/README.md a second time: one scenario, one thing after the other, as the text says it. It shares
 * nothing with config/analysis/survival, is slow, and is the one to read when the two disagree.
 */
import type { Level } from '../../../../config/analysis/levels';
import type { Scenario } from '../../../../config/analysis/scenarios';
import type { WorkloadState } from '../../../../config/analysis/snapshot';
import type { Model } from '../../../../config/model/model';
import { type Node, withDependencies } from './dependencies';
import { machineUp } from './equipment';
import { type Fate, fateOf } from './hosts';
import { LOST, ownLevel, staysOff } from './own';
import { roomOf } from './room';
import { applicationLevel, desktopLevel, premisesLevel, schoolLevel, tenantLevel, useLevel } from './rows';
import { type Situation, situationOf, worst } from './situation';
import { type Storage, storageOf } from './storage';
import { usersLevel } from './users';

/** What sections 5 to 9 say of a workload; its cause is the clock’s, which knows what is noticed last. */
export type Details = Omit<WorkloadState, 'cause'>;

/** What is known of each workload: in the shape of the snapshot, for tests that look further than the level. */
export function details(model: Model, scenario: Scenario): ReadonlyMap<string, Details> {
  return judge(situationOf(model, scenario)).workloads;
}

/** Level of every row. */
export function evaluate(model: Model, scenario: Scenario): ReadonlyMap<string, Level> {
  const now = situationOf(model, scenario);
  return rowsOf(now, judge(now));
}

export function rowsOf(now: Situation, { workloads, machines }: Judged): ReadonlyMap<string, Level> {
  const { model } = now;
  const levels = new Map([...workloads].map(([id, { level }]) => [id, level]));
  const rows = (kind: string, entities: Readonly<Record<string, unknown>>, level: (key: string) => Level): readonly [string, Level][] =>
    Object.keys(entities).map((key) => [`${kind}:${key}`, level(key)]);
  return new Map([
    ...rows('workload', model.workloads, (id) => levels.get(id)!),
    ...rows('machine', model.machines, (key) => machines.get(key)!),
    ...rows('tenant', model.tenants, (key) => tenantLevel(now, key, levels)),
    ...rows('use', model.uses, (key) => useLevel(now, key)),
    ...rows('premises', model.premises, (key) => premisesLevel(now, key)),
    ...rows('school', model.schools, (key) => schoolLevel(now, key)),
    ...rows('application', model.applications, (key) => applicationLevel(now, key, levels)),
    ...rows('desktop', model.desktops, (key) => desktopLevel(now, key, levels)),
  ]);
}

export interface Judged {
  readonly storage: Storage;
  readonly fates: ReadonlyMap<string, Fate>;
  readonly workloads: ReadonlyMap<string, Details>;
  readonly machines: ReadonlyMap<string, Level>;
}

/** What is known of one failure, for who looks further than the rows. */
export function judge(now: Situation): Judged {
  const { model } = now;
  const storage = storageOf(now);
  const fates = new Map(Object.keys(model.workloads).map((id) => [id, fateOf(now, storage, id)]));
  const room = roomOf(now, storage, fates);
  const nodes = new Map<string, Node>();
  for (const [id, { dependsOn }] of Object.entries(model.workloads)) {
    const fate = fates.get(id)!;
    const place = fate.place ?? fate.back;
    nodes.set(id, { own: ownLevel(now, storage, fate, room, id), dependsOn, ...(place === undefined ? {} : { place }) });
  }
  for (const [key, { dependsOn, site }] of Object.entries(model.machines)) {
    const up = machineUp(now, key);
    nodes.set(`machines/${key}`, { own: up ? 0 : LOST, dependsOn, ...(up ? { place: site } : {}) });
  }
  const levels = withDependencies(now, nodes);
  const state = (id: string): Details => {
    const { own, place } = nodes.get(id)!;
    const stays = staysOff(now, storage, fates.get(id)!, room, id);
    return {
      within: levels.get(id)!,
      level: place === undefined ? levels.get(id)! : worst([levels.get(id)!, usersLevel(now, id, place)]),
      own,
      ...(place === undefined ? {} : { place }),
      ...(stays === undefined ? {} : { stays }),
    };
  };
  return {
    storage,
    fates,
    workloads: new Map(Object.keys(model.workloads).map((id) => [id, state(id)])),
    machines: new Map(Object.keys(model.machines).map((key) => [key, levels.get(`machines/${key}`)!])),
  };
}
