/** Whether a printed reason is one: with it the row fails, with any one element less it holds. */
import type { Times } from '../../../../config/analysis/clock';
import type { Level } from '../../../../config/analysis/levels';
import type { Scenario } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { timesOf } from './clock';
import { judge, rowsOf } from './evaluate';
import { situationOf } from './situation';

/** What a named scenario does beside taking elements; by default nothing. */
export type Around = Pick<Scenario, 'cut' | 'witness'>;

export interface After {
  readonly level: Level;
  /** Of a workload; played when somebody asks. */
  readonly times: () => Times;
}

export function isMinimalCut(
  model: Model,
  row: string,
  elements: readonly string[],
  fails: (after: After, elements: readonly string[]) => boolean,
  around: Around = { cut: [] },
): boolean {
  const without = (left: readonly string[]): boolean => {
    const now = situationOf(model, { ...around, id: left.join('+'), kind: 'pair', elements: left });
    const judged = judge(now);
    const level = rowsOf(now, judged).get(row);
    if (level === undefined) throw new Error(`no row ${row}`);
    return fails({ level, times: () => timesOf(now, judged).get(row.replace('workload:', ''))! }, left);
  };
  return without(elements) && elements.every((element) => !without(elements.filter((other) => other !== element)));
}
