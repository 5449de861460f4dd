/** The copies of a workload that a restore can count on, and what each is worth at the worst moment. */
import type { Model } from '../../model/model';
import { ageOf } from '../../model/backup-windows';

export const LEVELS = ['near', 'far', 'tape'] as const;
export type Level = (typeof LEVELS)[number];

export interface Copy {
  readonly level: Level;
  /** Key of the repository. */
  readonly repository: string;
  /** Site where the repository stands. Of a tape: the library; the cartridges are in the cabinet. */
  readonly site: string;
  readonly medium: 'disk' | 'tape';
  /** Where it lies that no network reaches; absent where every copy is reachable. */
  readonly offline?: { readonly cabinet: string };
  /** Seconds in which not even an administrator can change it; absent: at once. */
  readonly immutableFor?: number;
  /** Seconds: age of the newest usable copy at the worst moment. Cartridges are older by the interval at which they are carried. */
  readonly maxAge: number;
  /** MiB/s that a restore reaches which has the repository to itself. */
  readonly throughput: number;
  /** Seconds before the first byte. Of a tape: until a drive is replaced, or the cartridges are fetched, whichever is later. */
  readonly delayBefore: number;
  /** The same where the repository’s own hardware still works: only the cartridges are fetched. */
  readonly delayWithDrive: number;
  /** Seconds for which copies are kept. */
  readonly retention: number;
}

const known = new WeakMap<Model, Map<string, readonly Copy[]>>();

/** Copies of a workload, the nearest first. What lies on the protected pools is none: it is lost with what it copies. */
export function copiesOf(model: Model, workload: string): readonly Copy[] {
  const node = model.workloads[workload];
  if (node === undefined) return [];
  let perModel = known.get(model);
  if (perModel === undefined) known.set(model, (perModel = new Map<string, readonly Copy[]>()));
  // Copies depend on the class and the home site alone: thousands of workloads have a handful of answers.
  const key = `${node.backup} ${node.home}`;
  let copies = perModel.get(key);
  if (copies === undefined) perModel.set(key, (copies = copiesOfClass(model, node.backup, node.home)));
  return copies;
}

function copiesOfClass(model: Model, backup: string, home: string): readonly Copy[] {
  const described = model['backup-classes'][backup];
  if (described === undefined) return [];
  const { levels, repositories, tape } = described;
  const age = ageOf(described);
  const places: readonly (readonly [Level, string | undefined])[] = [
    ['near', repositories[home]?.near],
    ['far', repositories[home]?.far],
    ['tape', tape],
  ];
  return places.flatMap(([level, repository]) => {
    const kept = levels[level];
    return repository === undefined || kept === undefined ? [] : copyOn(model, repository, level, age, kept.retention);
  });
}

function copyOn(model: Model, key: string, level: Level, age: number, retention: number): readonly Copy[] {
  const repository = model.repositories[key];
  if (repository === undefined || repository.storage === 'protected-pool') return [];
  const { restoreShare, fetch } = model.estate.assumptions.backup;
  const { offline, immutability, site, medium } = repository;
  return [
    {
      level,
      repository: key,
      site,
      medium,
      ...(offline === undefined ? {} : { offline: { cabinet: offline.cabinet } }),
      // A copy is erased when its retention ends, whatever locks it until then.
      ...(immutability === undefined ? {} : { immutableFor: Math.min(immutability.duration, retention) }),
      maxAge: age + (offline?.every ?? 0),
      throughput: repository.throughput * restoreShare,
      delayBefore: offline === undefined ? 0 : Math.max(offline.replacementDrive, fetch),
      delayWithDrive: offline === undefined ? 0 : fetch,
      retention,
    },
  ];
}

/** MiB of a workload that a restore brings back. */
export function dataOf(model: Model, workload: string): number {
  const disks = model.workloads[workload]?.disks;
  let size = 0;
  for (const name in disks) size += disks[name]?.size ?? 0;
  return size * model.estate.assumptions.backup.used;
}
