/** Section 12, loss of a workload’s own data. */
import { RESTORABLE } from '../../../../../config/analysis/levels';
import type { Loss } from '../../../../../config/analysis/clock';
import type { Judged } from '../evaluate';
import { volumesOf } from '../hosts';
import { damaged, LOST } from '../own';
import type { Situation } from '../situation';
import { whollyThere } from '../storage';
import { copiesLeft, type Restored } from './restores';

export function lossOf(now: Situation, judged: Judged, id: string, restored: Restored | undefined): Loss {
  const { operations, assumptions } = now.model.estate;
  const { own } = judged.workloads.get(id)!;
  const harmed = damaged(now, judged.storage, id);
  if (harmed && own === RESTORABLE) return restored!.age;
  if (harmed && own === LOST) {
    const ages = copiesLeft(now, id).map(({ age }) => age);
    return ages.length === 0 ? 'all' : Math.min(...ages);
  }
  if (harmed) return 'not-known';
  const volumes = volumesOf(now, id).map((volume) => ({ volume, data: judged.storage.volumes.get(volume)!.data }));
  if (volumes.some(({ volume, data }) => data === 'unknown' || (data === 'refused' && hasMissed(now, volume)))) return 'not-known';
  return volumes.some(({ data }) => data === 'diverged') ? operations.reactionOutOfHours + assumptions.operator.decision : 0;
}

/** Some side of the volume would serve had it not missed what another wrote. */
const hasMissed = (now: Situation, volume: string): boolean => whollyThere(now, volume).serving.length > 0;
