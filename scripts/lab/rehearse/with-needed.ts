/** Stacks that a person names, with all that must be there before them. */
import { nearest } from '../../../config/nearest';
import { UsageError } from '../../usage-error';
import type { Turn } from './in-turn';

export function withNeeded(names: readonly string[], stacks: readonly Turn[]): ReadonlySet<string> {
  const known = new Map(stacks.map((stack) => [stack.name, stack]));
  const all = new Set<string>();
  const visit = (name: string): void => {
    const stack = known.get(name);
    if (stack === undefined) {
      const near = nearest(name, [...known.keys()]);
      throw new UsageError(
        `there is no stack \`${name}\``,
        near === undefined ? `stacks: ${[...known.keys()].join(', ')}` : `did you mean \`${near}\`?`,
      );
    }
    if (all.has(name)) return;
    all.add(name);
    stack.dependencies.forEach(visit);
  };
  names.forEach(visit);
  return all;
}

/** Some of the stacks, each with all that must be there before it: one that nothing changes still stands between two that change. */
export const inOrderOf = (some: readonly Turn[], stacks: readonly Turn[]): Turn[] =>
  some.map(({ name }) => ({ name, dependencies: [...withNeeded([name], stacks)].filter((other) => other !== name) }));
