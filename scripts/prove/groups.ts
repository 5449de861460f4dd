/** Cells that fail for the same reason, told once. */
import type { Unmet, UnmetRule } from '../../config/analysis/verdict/unmet';

export interface Group {
  readonly rule: UnmetRule;
  readonly failure: string;
  /** The worst first. */
  readonly cells: readonly [Unmet, ...Unmet[]];
}

/** One group per failure and rule, in the order of their worst cells. */
export function grouped(unmet: readonly Unmet[]): readonly Group[] {
  const groups = new Map<string, [Unmet, ...Unmet[]]>();
  for (const cell of unmet) {
    const key = `${cell.failure} ${cell.rule}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [cell]);
    else known.push(cell);
  }
  return [...groups.values()].map((cells) => ({ rule: cells[0].rule, failure: cells[0].failure, cells }));
}
