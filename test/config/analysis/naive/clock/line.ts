/** Who comes before whom: the order of section 6, by restart priority, then by id. */
import { RESTART_PRIORITIES } from '../../../../../config/model/common';
import type { Model } from '../../../../../config/model/model';

export function inOrder(model: Model, ids: readonly string[]): readonly string[] {
  // A physical machine comes after all that is started.
  const priority = (id: string): number => {
    const known = model.workloads[id]?.restartPriority;
    return known === undefined ? RESTART_PRIORITIES.length : RESTART_PRIORITIES.indexOf(known);
  };
  return [...ids].sort((a, b) => priority(a) - priority(b) || (a < b ? -1 : 1));
}
