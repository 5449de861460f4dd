/** For rules that say: of this there is one. */
export interface Occurrence {
  readonly value: string;
  readonly at: string;
}

/** Every occurrence of a value after its first, with the first. */
export function* repeated<T extends Occurrence>(occurrences: Iterable<T>): Generator<{ readonly again: T; readonly first: T }> {
  const seen = new Map<string, T>();
  for (const occurrence of occurrences) {
    const first = seen.get(occurrence.value);
    if (first === undefined) seen.set(occurrence.value, occurrence);
    else yield { again: occurrence, first };
  }
}
