/** The stacks that a rehearsal works on: all, or those that a person chose with what they stand on. */
import { UsageError } from '../../usage-error';
import type { Turn } from './in-turn';
import { withNeeded } from './with-needed';

export interface Selection {
  /** Names of stacks that were there at the beginning and that nobody chose, in order. */
  readonly leftOut: readonly string[];
  /** A stack that comes later, such as that of a new tenant, is chosen where all that it stands on is. */
  readonly isChosen: (stack: string, now: readonly Turn[]) => boolean;
}

/** `only` are names of stacks; undefined: all. Throws a `UsageError` for a name that no stack has, and where none is given. */
export function selectionOf(stacks: readonly Turn[], only: readonly string[] | undefined): Selection {
  if (only === undefined) return { leftOut: [], isChosen: () => true };
  const known = new Set(stacks.map(({ name }) => name));
  const names = only.filter((name) => name !== '');
  if (names.length === 0) throw new UsageError('--only names no stack', `stacks: ${[...known].join(', ')}`);
  const chosen = withNeeded(names, stacks);
  return {
    leftOut: [...known].filter((name) => !chosen.has(name)),
    isChosen: (name, now) => {
      if (known.has(name)) return chosen.has(name);
      const { dependencies = [] } = now.find((stack) => stack.name === name) ?? {};
      return dependencies.every((before) => chosen.has(before));
    },
  };
}
