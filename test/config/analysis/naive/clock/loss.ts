/** Section 12, loss of a workload’s own data. */
import { RESTORABLE } from '../../../../../config/analysis/levels';
import type { Loss } from '../../../../../config/analysis/clock';
import type { Judged } from '../evaluate';
import { volumesOf } from '../hosts';
import { damaged } from '../own';
import { failed, type Situation } from '../situation';
import { hasMissed, type VolumeState } from '../storage';
import { copiesLeft, type Restored } from './restores';

export function lossOf(now: Situation, judged: Judged, id: string, restored: Restored | undefined): Loss {
  const { operations, assumptions } = now.model.estate;
  const { own } = judged.workloads.get(id)!;
  if (own === RESTORABLE) return restored!.age;
  // What is taken on both sides is neither here nor there.
  const left = volumesOf(now, id).filter((volume) => !failed(now, 'volume', volume) && !now.failed.has('intruder'));
  const says = (data: VolumeState['data']): boolean => left.some((volume) => judged.storage.volumes.get(volume)!.data === data);
  const uncertain = says('unknown') || left.some((volume) => hasMissed(now, volume));
  if (damaged(now, judged.storage, id)) {
    const ages = copiesLeft(now, id).map(({ age }) => age);
    if (uncertain || says('diverged')) return 'not-known';
    return ages.length === 0 ? 'all' : Math.min(...ages);
  }
  if (uncertain) return 'not-known';
  return says('diverged') ? operations.reactionOutOfHours + assumptions.operator.decision : 0;
}
