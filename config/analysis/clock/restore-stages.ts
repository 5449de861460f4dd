/** In which stages restores run: the director of the backup, after an intruder the directory, then all others. */
import { restoreAll, type Restored, type Usable } from '../backup/restore-all';
import { isMachine } from './ground';
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

/** With what they need that is restored too, however far, also by way of a physical machine: of a group the first, where none goes on. */
function withNeeded({ items }: Situation['ground'], numbers: readonly number[], restored: ReadonlySet<number>): readonly number[] {
  const found = new Set(numbers);
  for (const number of found) {
    const { all = [], order = [], any = [] } = items[number] ?? {};
    const firsts = any.flatMap((members) => (members.every((on) => restored.has(on.item)) ? members.slice(0, 1) : []));
    for (const { item } of [...all, ...order, ...firsts]) if (restored.has(item) || isMachine(items[item])) found.add(item);
  }
  return [...found].filter((number) => restored.has(number));
}

/** When each works with all others, in seconds from the beginning of restores. What is restored before the others works when they begin. */
export function inStages(
  { model, ground, snapshot }: Situation,
  first: First,
  usable: ReadonlyMap<number, Usable>,
): { readonly stages: Stages; readonly together: ReadonlyMap<number, Restored> } {
  const together = new Map<number, Restored>();
  const run = (numbers: Iterable<number>, begin: number): void => {
    const copies = new Map([...numbers].flatMap((number) => pair(ground.items[number]?.node.id, usable.get(number))));
    for (const [id, { copy, works }] of restoreAll(model, copies))
      together.set(ground.numbers.get(id) ?? -1, { copy, works: begin + works });
  };
  const latest = (numbers: readonly number[]): number =>
    numbers.reduce((last, number) => Math.max(last, together.get(number)?.works ?? 0), 0);
  const directories = first.directories.filter((number) => usable.has(number));
  // Where no director is described there is one all the same, and an intruder has left it no catalogue.
  const unread = isIntruder(snapshot) && !ground.items.some(isDirector) ? model.estate.assumptions.backup.catalogue : 0;
  const catalogue = (): number => Math.max(unread, latest(first.directors));
  if (directories.length === 0) {
    run(usable.keys(), unread);
    return { stages: { first, catalogue: catalogue(), controllers: 0, directory: 0 }, together };
  }
  const ahead = new Set([...first.directors, ...first.needed]);
  run(ahead, unread);
  const controllers = latest(first.needed);
  const directory = controllers + model.estate.assumptions.intruder.directory;
  for (const number of directories) {
    const restored = together.get(number);
    if (restored !== undefined) together.set(number, { ...restored, works: directory });
  }
  run(
    [...usable.keys()].filter((number) => !ahead.has(number)),
    directory,
  );
  return { stages: { first, catalogue: catalogue(), controllers, directory }, together };
}

export const pair = <K, V>(key: K | undefined, value: V | undefined): (readonly [K, V])[] =>
  key === undefined || value === undefined ? [] : [[key, value]];
