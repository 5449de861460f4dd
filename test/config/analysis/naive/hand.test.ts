/** Every line of the semantics on an estate that a person can check by hand; and the lists of ids, derived a second time. */
import { elementsOf } from '../../../../config/analysis/elements';
import { namedScenarios } from '../../../../config/analysis/scenarios';
import { modelOf } from '../estates';
import { base } from './base';
import { elementIds, namedIds } from './ids';
import { evaluate } from './evaluate';
import { holdToCases } from './hold';

describe('the naive evaluator', () => holdToCases(evaluate));

test.each([
  ['the estate of the cases', base()],
  ['minimal', modelOf('minimal')],
  ['chelles', modelOf('chelles')],
])('what can fail, and the named failures: %s', (_, model) => {
  expect([...elementIds(model)].sort()).toEqual(
    elementsOf(model)
      .map(({ id }) => id)
      .sort(),
  );
  expect([...namedIds(model)].sort()).toEqual(
    namedScenarios(model)
      .map(({ id }) => id)
      .sort(),
  );
});
