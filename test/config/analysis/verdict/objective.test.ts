/** Where it is written what a cell misses: what comes back from a copy has fields of its own, what restarts beside it has not. */
import type { Outcome } from '../../../../config/analysis/levels';
import { objectiveOf } from '../../../../config/analysis/verdict/objective';
import type { Unmet } from '../../../../config/analysis/verdict/unmet';
import { modelOf } from '../estates';

const model = modelOf('chelles');
const HOUR = 3600;

/** `critique` promises 1 h, 4 h from a copy and 3 d after an intruder. */
test.each<[Outcome, string, number, string]>([
  ['restarted', 'site:mairie', HOUR, 'classes.critique.rto'],
  ['restarted', 'volume:bases-mairie', HOUR, 'classes.critique.rto'],
  ['restorable', 'volume:critique-mairie', 4 * HOUR, 'classes.critique.restored.rto'],
  ['restorable', 'intruder', 72 * HOUR, 'classes.critique.rebuilt.rto'],
])('%s by %s', (outcome, failure, allowed, path) => {
  const cell = { rule: 'survival-late', outcome, failure, allowed } as Unmet;
  expect(objectiveOf(model, model.workloads['ville/etat-civil']!, cell)).toBe(path);
});
