/** In which stages restores run: the director of the backup, after an intruder the directory, then all others. */
import type { Copy } from '../backup/copies';
import { restoreAll } from '../backup/restore';
import { isDirector, isIntruder } from './restores';
import type { Situation } from './situation';

/** Numbers of what is restored before the others. */
export interface First {
  readonly directors: readonly number[];
  /** After an intruder: the first directory machine of each owner, one for each domain. */
  readonly directories: readonly number[];
  /** These, and what they need. */
  readonly needed: readonly number[];
}

/** Seconds from the beginning of restores; 0 where a stage has nothing to do. */
export interface Stages {
  readonly first: First;
  /** The directors work and know their copies. */
  readonly catalogue: number;
  /** The first directory machines answer, and what they need. */
  readonly controllers: number;
  /** The directory is recovered: all others begin. */
  readonly directory: number;
}

/** `restored`: numbers by restart priority, then id. */
export function firstOf({ ground }: Situation, restored: readonly number[], intruder: boolean): First {
  const provides = (service: 'backup-director' | 'directory') =>
    restored.filter((number) => ground.items[number]?.node.provides.includes(service));
  const owners = new Map<string, number>();
  for (const number of intruder ? provides('directory') : []) {
    const owner = ground.items[number]?.node.owner ?? '';
    if (!owners.has(owner)) owners.set(owner, number);
  }
  const directors = provides('backup-director');
  const directories = [...owners.values()].filter((number) => !directors.includes(number));
  return { directors, directories, needed: withNeeded(ground, directories, new Set(restored)) };
}

/** With what they need that is restored too, however far: of a group the first member, where none goes on without a restore. */
function withNeeded({ items }: Situation['ground'], numbers: readonly number[], restored: ReadonlySet<number>): readonly number[] {
  const found = new Set<number>();
  const add = (number: number): void => {
    const item = items[number];
    if (item === undefined || found.has(number) || !restored.has(number)) return;
    found.add(number);
    const firsts = item.any.flatMap((members) =>
      members.every((on) => on.item !== undefined && restored.has(on.item)) && !members.some((on) => found.has(on.item ?? -1))
        ? members.slice(0, 1)
        : [],
    );
    for (const { item: needed } of [...item.all, ...item.order, ...firsts]) if (needed !== undefined) add(needed);
  };
  for (const number of numbers) add(number);
  return [...found];
}

/** When each works with all others, in seconds from the beginning of restores. What is restored before the others works when they begin. */
export function inStages(
  { model, ground, snapshot }: Situation,
  first: First,
  chosen: ReadonlyMap<number, Copy>,
): { readonly stages: Stages; readonly together: ReadonlyMap<number, number> } {
  const together = new Map<number, number>();
  const run = (numbers: Iterable<number>, begin: number): void => {
    const usable = new Map([...numbers].flatMap((number) => pair(ground.items[number]?.node.id, chosen.get(number))));
    for (const [id, until] of restoreAll(model, usable)) together.set(ground.numbers.get(id) ?? -1, begin + until);
  };
  const latest = (numbers: readonly number[]): number => numbers.reduce((last, number) => Math.max(last, together.get(number) ?? 0), 0);
  const directories = first.directories.filter((number) => chosen.has(number));
  // Where no director is described there is one all the same, and an intruder has left it no catalogue.
  const unread = isIntruder(snapshot) && !ground.items.some(isDirector) ? model.estate.assumptions.backup.catalogue : 0;
  const catalogue = (): number => Math.max(unread, latest(first.directors));
  if (directories.length === 0) {
    run(chosen.keys(), unread);
    return { stages: { first, catalogue: catalogue(), controllers: 0, directory: 0 }, together };
  }
  const ahead = new Set([...first.directors, ...first.needed]);
  run(ahead, unread);
  const controllers = latest(first.needed);
  const directory = controllers + model.estate.assumptions.intruder.directory;
  for (const number of directories) together.set(number, directory);
  run(
    [...chosen.keys()].filter((number) => !ahead.has(number)),
    directory,
  );
  return { stages: { first, catalogue: catalogue(), controllers, directory }, together };
}

const pair = (id: string | undefined, copy: Copy | undefined): (readonly [string, Copy])[] =>
  id === undefined || copy === undefined ? [] : [[id, copy]];
