/** Section 7: what a failure does to a workload alone: the worst of what applies. */
import { RESTORABLE, STOPPED, type Level } from '../../../../config/analysis/levels';
import type { WorkloadState } from '../../../../config/analysis/snapshot';
import { hasCopy } from './copies';
import { hostUp } from './equipment';
import { type Fate, hostsOf, seesPool, served, volumesOf } from './hosts';
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

/** Somewhere to restore it to: where it comes back, or a pool that a host of its cluster sees. */
function hasGround(now: Situation, storage: Storage, fate: Fate, workload: string): boolean {
  const answers = volumesOf(now, workload).map((volume) => storage.volumes.get(volume)!.data);
  const comesBack = fate.place === undefined && !served(now, storage, workload) && !answers.includes('out') && !answers.includes('unknown');
  if (comesBack) return fate.back !== undefined;
  return hostsOf(now, now.model.workloads[workload]!.cluster).some((host) => hostUp(now, host) && seesPool(now, storage, host));
}

/** Why it stays off although its volumes are served, or can be again. */
export function staysOff(now: Situation, storage: Storage, fate: Fate, room: Room, workload: string): WorkloadState['stays'] {
  if (room.stopped.has(workload)) return 'no-room';
  if (!served(now, storage, workload)) return undefined;
  if (fate.place === undefined) return 'no-host';
  return fate.reacts ? undefined : 'no-reaction';
}

export function ownLevel(now: Situation, storage: Storage, fate: Fate, room: Room, workload: string): Level {
  const data = volumesOf(now, workload).map((volume) => storage.volumes.get(volume)!.data);
  const hosts = hostsOf(now, now.model.workloads[workload]!.cluster);
  const stays = staysOff(now, storage, fate, room, workload);
  const restored = (): Level => (hasCopy(now, workload) && hasGround(now, storage, fate, workload) ? RESTORABLE : LOST);
  return worst([
    damaged(now, storage, workload) ? restored() : 0,
    data.includes('unknown') ? UNKNOWN : 0,
    data.includes('diverged') ? DIVERGED : 0,
    data.includes('refused') || data.includes('out') ? STOPPED : 0,
    stays === undefined ? 0 : STOPPED,
    stays === 'no-host' && !hosts.some((host) => hostUp(now, host)) ? LOST : 0,
    room.degraded.has(workload) ? DEGRADED : 0,
    fate.intact ? 0 : RESTARTED,
  ]);
}
