/** Names made of an owner’s key and an own one, longer than what they are for can hold. */
import type { Verdict } from '../rule';
import type { Occurrence } from './duplicates';

export const longNames = (names: readonly Occurrence[], longest: number): Verdict[] =>
  names
    .filter(({ value }) => value.length > longest)
    .map(({ value, at }) => ({
      at,
      aim: 'key',
      message: `the name \`${value}\` has \`${String(value.length)}\` characters`,
      allowed: `at most ${String(longest)}`,
      fix: 'shorten its key, or that of its owner',
    }));
