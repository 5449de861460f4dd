/** The smallest sets of failed elements that take a row: alone, and in twos of which neither suffices; and what of a larger failure suffices. */
import type { Scenario } from '../scenarios';
import { STOPPED, type Level } from '../levels';
import { each } from '../survival/bits';
import { from, type Grades } from '../survival/grades';
import type { Survival } from '../survival';

export interface Cuts {
  /** Elements that take the row alone. */
  readonly alone: readonly string[];
  /** Pairs that take it together: neither does alone. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** Cuts by which a row falls to `level` or worse; the default is the first that is never met. */
export function cutsOf({ field, rows }: Survival, row: string, level: Exclude<Level, 0> = STOPPED): Cuts {
  const grades: Grades | undefined = rows.get(row);
  if (grades === undefined) return { alone: [], pairs: [] };
  const alone = new Set<string>();
  const pairs: [string, string][] = [];
  each(from(grades, level), (index) => {
    const { kind, elements }: Scenario = field.scenario(index);
    const [a = '', b = ''] = elements;
    if (kind === 'single') alone.add(a);
    // Singles come first, so that all of them are known here.
    else if (kind === 'pair' && !alone.has(a) && !alone.has(b)) pairs.push([a, b]);
  });
  return { alone: [...alone], pairs };
}

/**
 * A part of a scenario’s elements that suffices, and of which none is idle: without any one of them it does not. One element where one does,
 * two where two do. `fails` is asked of parts; the whole fails.
 */
export function smallestCut({ elements, cut }: Scenario, fails: (part: readonly string[]) => boolean): readonly string[] {
  if (cut.length === 0) {
    if (elements.length < 2) return elements;
    const one = elements.find((id) => fails([id]));
    if (one !== undefined) return [one];
    if (elements.length === 2) return elements;
    for (const [at, first] of elements.entries())
      for (const second of elements.slice(at + 1)) if (fails([first, second])) return [first, second];
  }
  let left = elements;
  for (;;) {
    const spare = left.find((id) => fails(left.filter((other) => other !== id)));
    if (spare === undefined) return left;
    left = left.filter((other) => other !== spare);
  }
}
