/** Section 7: whether a copy of a workload is left that can be used. */
import { repositoryUp, siteUp } from './equipment';
import type { Situation } from './situation';

/** Repositories that hold its copies. What lies on the protected pools is no copy. */
function repositoriesOf({ model }: Situation, workload: string): readonly string[] {
  const { backup, home } = model.workloads[workload]!;
  const { levels, repositories, tape } = model['backup-classes'][backup]!;
  const disks = repositories[home];
  const named = [disks?.near, disks?.far, levels.tape === undefined ? undefined : tape];
  return named.filter((key) => key !== undefined).filter((key) => model.repositories[key]!.storage !== 'protected-pool');
}

export function hasCopy(now: Situation, workload: string): boolean {
  return repositoriesOf(now, workload).some((key) => {
    const { immutability, offline } = now.model.repositories[key]!;
    const there = repositoryUp(now, key) || (offline !== undefined && siteUp(now, offline.cabinet));
    const outOfReach = immutability !== undefined || offline !== undefined;
    return there && (outOfReach || !now.failed.has('intruder'));
  });
}
