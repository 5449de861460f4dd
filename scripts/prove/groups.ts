/** Cells that fail for the same reason, told once. */
import type { Unmet, UnmetRule } from '../../config/analysis/verdict/unmet';

export interface Group {
  readonly rule: UnmetRule;
  /** The failure that the others have in common, or the worst. */
  readonly failure: string;
  /** Failures that do the same because they hold the same; what else they hold changes nothing. */
  readonly also: readonly string[];
  /** The worst first. */
  readonly cells: readonly [Unmet, ...Unmet[]];
}

/** One group per smallest cut and rule, in the order of their worst cells. */
export function grouped(unmet: readonly Unmet[]): readonly Group[] {
  const groups = new Map<string, [Unmet, ...Unmet[]]>();
  for (const cell of unmet) {
    // Where links are cut, what has failed says not all of it.
    const enough = cell.cut.length === 1 ? (cell.cut[0] ?? '') : cell.failure;
    const key = `${enough} ${cell.rule}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [cell]);
    else known.push(cell);
  }
  return [...groups.values()].map((cells) => {
    const failures = [...new Set(cells.map(({ failure }) => failure))].sort();
    const [alone = ''] = cells[0].cut;
    const failure = failures.includes(alone) ? alone : cells[0].failure;
    return { rule: cells[0].rule, failure, also: failures.filter((other) => other !== failure), cells };
  });
}
