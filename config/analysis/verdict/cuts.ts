/** The smallest sets of failed elements that take a row: alone, and in twos of which neither suffices. */
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

/** The smallest part of a scenario’s elements that does the same to a row; all of it where a cut of links is part of the scenario. */
export function smallestCut(survival: Survival, row: string, { elements, cut }: Scenario, level: Level): readonly string[] {
  if (cut.length > 0 || elements.length < 2) return elements;
  const single = elements.find((id) => survival.level(row, survival.field.indexOf(id) ?? 0) >= level);
  if (single !== undefined) return [single];
  if (elements.length === 2) return elements;
  for (const [at, one] of elements.entries())
    for (const two of elements.slice(at + 1)) {
      const index = survival.field.indexOf(one, two);
      if (index !== undefined && survival.level(row, index) >= level) return [one, two];
    }
  return elements;
}
