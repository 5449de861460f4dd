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
 * Parts of a scenario’s elements that suffice, and of which none is idle: without any one of them it does not. Those of one element where there
 * are such, else those of two; of larger ones not all are looked for. `fails` is asked of parts, and the whole fails.
 */
export function* smallestCuts({ elements, cut }: Scenario, fails: (part: readonly string[]) => boolean): Generator<readonly string[]> {
  if (cut.length === 0) {
    if (elements.length < 2) {
      yield elements;
      return;
    }
    for (const parts of elements.length === 2 ? [ones(elements)] : [ones(elements), twos(elements)]) {
      let found = false;
      for (const part of parts) {
        if (!fails(part)) continue;
        found = true;
        yield part;
      }
      if (found) return;
    }
    if (elements.length === 2) {
      yield elements;
      return;
    }
  }
  yield withoutIdle(elements, fails);
  yield [...withoutIdle([...elements].reverse(), fails)].reverse();
}

const ones = (elements: readonly string[]): readonly (readonly string[])[] => elements.map((id) => [id]);

const twos = (elements: readonly string[]): readonly (readonly string[])[] =>
  elements.flatMap((first, at) => elements.slice(at + 1).map((second) => [first, second]));

/** The last elements are kept where others do as well. */
function withoutIdle(elements: readonly string[], fails: (part: readonly string[]) => boolean): readonly string[] {
  let left = elements;
  for (;;) {
    const spare = left.find((id) => fails(left.filter((other) => other !== id)));
    if (spare === undefined) return left;
    left = left.filter((other) => other !== spare);
  }
}
