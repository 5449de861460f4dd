/** Section 12, restores: which copy each comes back from, and when, in seconds since restores began. */
import type { Model } from '../../../../../config/model/model';
import { repositoryUp, siteUp } from '../equipment';
import type { Situation } from '../situation';
import { inOrder } from './line';

export interface Copy {
  readonly repository: string;
  readonly age: number;
  readonly delay: number;
}

export interface Restored {
  readonly age: number;
  /** It works then, where all that it needs does. */
  readonly works: number;
}

/** Copies that the failure leaves, the nearest first. */
export function copiesLeft(now: Situation, workload: string): readonly Copy[] {
  const { model } = now;
  const { backup, home } = model.workloads[workload]!;
  const { levels, repositories, tape, rpo, window } = model['backup-classes'][backup]!;
  const places = repositories[home];
  const named = [places?.near, places?.far, levels.tape && tape];
  return named.flatMap((key): readonly Copy[] => {
    if (key === undefined) return [];
    const { storage, immutability, offline } = model.repositories[key]!;
    const reachable = immutability === undefined && offline === undefined;
    if (storage === 'protected-pool' || (reachable && now.failed.has('intruder'))) return [];
    const { fetch } = model.estate.assumptions.backup;
    const closes = window.duration < 24 * 3600;
    // Early in one window, late in that of the next day.
    const newest = closes ? Math.max(rpo, 24 * 3600 + window.duration) : rpo;
    const age = newest + (offline === undefined ? 0 : offline.every);
    if (repositoryUp(now, key)) return [{ repository: key, age, delay: offline === undefined ? 0 : fetch }];
    if (offline === undefined || !siteUp(now, offline.cabinet)) return [];
    return [{ repository: key, age, delay: Math.max(offline.replacementDrive, fetch) }];
  });
}

const provides = (model: Model, id: string, what: 'backup-director' | 'directory'): boolean => model.workloads[id]!.provides.includes(what);

/** All that is restored, stage by stage. */
export function restored(now: Situation, ids: readonly string[]): ReadonlyMap<string, Restored> {
  const { model } = now;
  const found = new Map<string, Restored>();
  const stage = (some: readonly string[], begin: number, after: number): void => {
    const free = new Map<string, number>();
    for (const id of queue(model, some, ids)) load(now, id, begin, after, free, found);
  };
  const end = (some: readonly string[]): number => Math.max(0, ...some.map((id) => found.get(id)!.works));
  const directors = ids.filter((id) => provides(model, id, 'backup-director'));
  const { catalogue } = model.estate.assumptions.backup;
  stage(directors, 0, catalogue);
  // One is there though nobody described it, and the intruder has left it no catalogue.
  const described = Object.keys(model.workloads).some((id) => provides(model, id, 'backup-director'));
  const ready = Math.max(end(directors), now.failed.has('intruder') && !described ? catalogue : 0);
  const others = ids.filter((id) => !directors.includes(id));
  const first = now.failed.has('intruder') ? firstDirectories(model, ids).filter((id) => !directors.includes(id)) : [];
  if (first.length === 0) {
    stage(others, ready, 0);
    return found;
  }
  const ahead = withNeeds(model, first, ids);
  stage(
    others.filter((id) => ahead.has(id)),
    ready,
    0,
  );
  const recovered = end([...ahead]) + model.estate.assumptions.intruder.directory;
  for (const id of first) found.set(id, { ...found.get(id)!, works: recovered });
  stage(
    others.filter((id) => !ahead.has(id)),
    recovered,
    0,
  );
  return found;
}

/** Of each owner the first, by the order of restarts. */
function firstDirectories(model: Model, ids: readonly string[]): readonly string[] {
  const directories = inOrder(model, ids).filter((id) => provides(model, id, 'directory'));
  return directories.filter((id) => directories.find((other) => model.workloads[other]!.owner === model.workloads[id]!.owner) === id);
}

/** With all that they need and that is restored, also by way of a physical machine. */
function withNeeds(model: Model, some: readonly string[], ids: readonly string[]): ReadonlySet<string> {
  const found = new Set(some);
  for (const id of found) {
    const { all, order, any } = model.workloads[id]?.dependsOn ?? model.machines[id.replace('machines/', '')]!.dependsOn;
    const groups = Object.values(any).filter((members) => members.every((member) => ids.includes(member)));
    for (const needed of [...all, ...order, ...groups.flatMap((members) => members.slice(0, 1))])
      if (ids.includes(needed) || needed.startsWith('machines/')) found.add(needed);
  }
  return new Set([...found].filter((id) => ids.includes(id)));
}

/** In the order of restarts, what each needs right before it. */
function queue(model: Model, some: readonly string[], ids: readonly string[]): readonly string[] {
  const line: string[] = [];
  const join = (id: string): void => {
    if (!some.includes(id) || line.includes(id)) return;
    const { all, order } = model.workloads[id]!.dependsOn;
    for (const needed of [...all, ...order]) if (ids.includes(needed)) join(needed);
    line.push(id);
  };
  for (const id of inOrder(model, some)) join(id);
  return line;
}

/** Reads it from the copy that is the freshest, whose data are there first, that is nearest. */
function load(now: Situation, id: string, begin: number, after: number, free: Map<string, number>, found: Map<string, Restored>): void {
  const { model } = now;
  const { backup } = model.estate.assumptions;
  const { disks, boot, start } = model.workloads[id]!;
  const data = Object.values(disks).reduce((sum, { size }) => sum + size, 0) * backup.used;
  const there = ({ repository, delay }: Copy): number =>
    Math.max(free.get(repository) ?? 0, begin + Math.max(delay, backup.rebuild)) +
    data / (model.repositories[repository]!.throughput * backup.restoreShare);
  const [copy] = [...copiesLeft(now, id)].sort((a, b) => a.age - b.age || there(a) - there(b));
  if (copy === undefined) throw new Error(`${id} is restored from nothing`);
  const until = there(copy);
  free.set(copy.repository, until);
  found.set(id, { age: copy.age, works: Math.ceil(until + boot + start + after) });
}
