/** Section 7: what a failure does to a workload alone: the worst of what applies. */
import { RESTORABLE, STOPPED, type Level } from '../../../../config/analysis/levels';
import type { WorkloadState } from '../../../../config/analysis/snapshot';
import { hostUp, poolUp, repositoryUp, siteUp } from './equipment';
import { type Fate, hostsOf, served, volumesOf } from './hosts';
import type { Room } from './room';
import { failed, type Situation, worst } from './situation';
import type { Storage } from './storage';

const RESTARTED = 1;
const DEGRADED = 2;
const DIVERGED = 5;
const UNKNOWN = 6;
export const LOST = 7;

/** Its data are no more, or its software is broken. */
export function damaged(now: Situation, storage: Storage, workload: string): boolean {
  const gone = volumesOf(now, workload).some((volume) => storage.volumes.get(volume)!.data === 'gone' || failed(now, 'volume', volume));
  return gone || now.failed.has('intruder') || failed(now, 'service', workload);
}

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

/** Some pool is up to restore to, and a host of its cluster sees it. */
function hasGround(now: Situation, storage: Storage, workload: string): boolean {
  const hosts = hostsOf(now, now.model.workloads[workload]!.cluster).filter((host) => hostUp(now, host));
  return Object.entries(now.model['storage-servers']).some(
    ([server, { pools }]) =>
      Object.keys(pools).some((pool) => poolUp(now, server, pool)) && hosts.some((host) => storage.paths.get(host)!.has(server)),
  );
}

/** Why it stays off although each of its volumes is served. */
export function staysOff(now: Situation, storage: Storage, fate: Fate, room: Room, workload: string): WorkloadState['stays'] {
  if (!served(now, storage, workload)) return undefined;
  if (fate.place === undefined) return 'no-host';
  if (!fate.reacts) return 'no-reaction';
  return room.stopped.has(workload) ? 'no-room' : undefined;
}

export function ownLevel(now: Situation, storage: Storage, fate: Fate, room: Room, workload: string): Level {
  const data = volumesOf(now, workload).map((volume) => storage.volumes.get(volume)!.data);
  const hosts = hostsOf(now, now.model.workloads[workload]!.cluster);
  const stays = staysOff(now, storage, fate, room, workload);
  const restored = (): Level => (hasCopy(now, workload) && hasGround(now, storage, workload) ? RESTORABLE : LOST);
  return worst([
    damaged(now, storage, workload) ? restored() : 0,
    data.includes('unknown') ? UNKNOWN : 0,
    data.includes('diverged') ? DIVERGED : 0,
    data.includes('refused') ? STOPPED : 0,
    stays === undefined ? 0 : STOPPED,
    stays === 'no-host' && !hosts.some((host) => hostUp(now, host)) ? LOST : 0,
    room.degraded.has(workload) ? DEGRADED : 0,
    fate.intact ? 0 : RESTARTED,
  ]);
}
