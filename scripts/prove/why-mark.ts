/** What was promised of a workload in one failure, and whether it is kept. */
import { duration } from '../../config/analysis/duration';
import type { Scenario } from '../../config/analysis/scenarios';
import { objectiveOf } from '../../config/analysis/verdict/objective';
import { familyOf, promiseOf } from '../../config/analysis/verdict/promise';
import type { WorkloadNode } from '../../config/model/model';
import type { Told } from './told';

/** Whether something was promised, and whether it is kept. */
export function markOf({ model, proof, at, colors }: Told, node: WorkloadNode, scenario: Scenario): string {
  const family = familyOf(scenario);
  if (family === undefined) return 'nothing is promised for two failures at once';
  if (promiseOf(model, node)?.survives.has(family) !== true) return `nothing is promised (${at(`classes.${node.class}.survives`)})`;
  const cell = proof.verdict.unmet.find(({ id }) => id === `workload:${node.id}@${scenario.id}`);
  if (cell === undefined) return colors.green('what is promised is kept');
  const objective = objectiveOf(model, node, cell);
  const limit = cell.allowed === undefined ? '' : `: ${duration(cell.allowed)}`;
  const promise = `${objective}${limit} (${at(objective)})`;
  return cell.exception === undefined
    ? `${colors.red('NOT KEPT')} [${cell.rule}]: ${promise}`
    : `${colors.yellow('not kept')}, accepted by ${cell.exception} [${cell.rule}]: ${promise}`;
}
