/** Workloads that no failure tells apart: of thousands there are a hundred lots, and one answer does for each. */
import type { Grades } from './grades';
import type { Own } from './own';
import type { Placement } from './placement';

export interface Fate {
  readonly placement: Placement;
  readonly own: Own;
  /** Dependencies counted. */
  readonly within: Grades;
  /** Dependencies and users counted. */
  readonly grades: Grades;
}

export interface Lot extends Fate {
  /** Ids, in order. */
  readonly workloads: readonly string[];
}

/** Lots in the order of their first workloads. */
export function lotsOf(fates: Iterable<readonly [workload: string, fate: Fate]>): readonly Lot[] {
  const numbers = new Map<Own, number>();
  const lots = new Map<string, Fate & { readonly workloads: string[] }>();
  for (const [id, fate] of fates) {
    // What is its own decides where it is placed, too.
    const own = numbers.get(fate.own) ?? numbers.size;
    numbers.set(fate.own, own);
    const key = `${String(own)} ${[...fate.within, ...fate.grades].map((bits) => bits.id).join(' ')}`;
    const lot = lots.get(key);
    if (lot === undefined) lots.set(key, { ...fate, workloads: [id] });
    else lot.workloads.push(id);
  }
  return [...lots.values()];
}
