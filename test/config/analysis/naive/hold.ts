/** Holds an evaluator to the cases, one test each. */
import { LEVELS } from '../../../../config/analysis/levels';
import { CASES } from './cases';
import { estateOf, scenarioOf } from './cases/case';
import type { Evaluator } from './situation';

export function holdToCases(evaluate: Evaluator): void {
  for (const [section, cases] of Object.entries(CASES))
    describe(section, () => {
      test.each(cases.map((each) => [...each] as const))('%s', (...each) => {
        const [, , failure, row, expected] = each;
        const model = estateOf(each);
        const level = evaluate(model, scenarioOf(model, failure)).get(row);
        expect(level === undefined ? `no row ${row}` : LEVELS[level]).toBe(expected);
      });
    });
}
