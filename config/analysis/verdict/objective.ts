/** Where it is written what a cell misses. */
import type { Model, WorkloadNode } from '../../model/model';
import type { Unmet } from './unmet';

/** Model path of the objective that is missed, or of what the class promises to survive where the outcome alone is none. */
export function objectiveOf(model: Model, node: WorkloadNode, { rule, allowed, outcome, failure }: Unmet): string {
  const path = `classes.${node.class}`;
  const described = model.classes[node.class];
  if (allowed === undefined || described === undefined) return `${path}.survives`;
  const repeated = outcome === 'restorable' && /^(volume:|service:|intruder$)/.test(failure);
  const name = rule === 'survival-data' ? 'pdma' : 'rto';
  if (repeated && described.restored?.[name] === allowed) return `${path}.restored.${name}`;
  if (rule === 'survival-late' && described.rto === allowed) return `${path}.rto`;
  const agreed = rule === 'survival-data' ? 'pdma' : 'dmia';
  return described[agreed] === allowed ? `${path}.${agreed}` : `${node.ownerKind}.${node.owner}.objectives.${agreed}`;
}
