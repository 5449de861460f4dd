/** Whether a printed reason is one: with it the row fails, with any one element less it holds. */
import type { Level } from '../../../../config/analysis/levels';
import type { Scenario } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { evaluate } from './evaluate';

/** What a named scenario does beside taking elements; by default nothing. */
type Around = Pick<Scenario, 'cut' | 'witness'>;

export function isMinimalCut(
  model: Model,
  row: string,
  elements: readonly string[],
  fails: (level: Level) => boolean,
  around: Around = { cut: [] },
): boolean {
  const without = (left: readonly string[]): boolean => {
    const level = evaluate(model, { ...around, id: left.join('+'), kind: 'pair', elements: left }).get(row);
    if (level === undefined) throw new Error(`no row ${row}`);
    return fails(level);
  };
  return without(elements) && elements.every((element) => !without(elements.filter((other) => other !== element)));
}
