/** “Did you mean”: the nearest of what is allowed, when it is near enough to be meant. */
import { closest, distance } from 'fastest-levenshtein';

/** Undefined when even the nearest is another word: a wrong suggestion is worse than none. */
export function nearest(written: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const found = closest(written, [...candidates]);
  return distance(written, found) <= Math.max(2, written.length / 3) ? found : undefined;
}

/** `{ fix: 'did you mean `x`?' }`, or nothing. */
export function didYouMean(written: string, candidates: readonly string[]): { readonly fix?: string } {
  const found = nearest(written, candidates);
  return found === undefined ? {} : { fix: `did you mean \`${found}\`?` };
}
