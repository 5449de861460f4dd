/** Stacks of one row in the order of their deployment: who reads another’s machines comes after it. */
import { inOrder, type Model } from '../config/model/model';
import { namedBy } from '../config/views';

export interface StackTurn {
  readonly stack: string;
  /** Others of the same row whose machines it reads, by name. */
  readonly needs: readonly string[];
}

/** A row of stacks in the order of their deployment: one that reads another’s machines comes after it, else the order stays as it is given. */
export function inTurn(model: Model, row: readonly string[]): StackTurn[] {
  const needs = new Map(row.map((stack) => [stack, new Set<string>()]));
  for (const [, workload] of inOrder(model.workloads))
    for (const id of namedBy(model, workload)) {
      const other = model.workloads[id]?.stack ?? '';
      if (other !== workload.stack && needs.has(other)) needs.get(workload.stack)?.add(other);
    }
  const turns: StackTurn[] = [];
  const seen = new Set<string>();
  // A cycle is a finding of the check; met here nevertheless, its members keep their order.
  const visit = (stack: string): void => {
    if (seen.has(stack)) return;
    seen.add(stack);
    const others = [...(needs.get(stack) ?? [])].sort();
    others.forEach(visit);
    turns.push({ stack, needs: others });
  };
  row.forEach(visit);
  return turns;
}
