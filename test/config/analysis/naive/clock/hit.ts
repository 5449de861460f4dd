/** Section 12, first: how a failure leaves each workload and machine, before anything is done about it. */
import { RESTORABLE, STOPPED } from '../../../../../config/analysis/levels';
import type { Model } from '../../../../../config/model/model';
import type { Judged } from '../evaluate';
import { hostUp, machineUp } from '../equipment';
import { hostsOf, isolated, volumesOf, withoutPath, canRun } from '../hosts';
import { damaged } from '../own';
import { failed, type Situation } from '../situation';

/** It goes on; HA starts it; somebody does; somebody decides first; from a copy; or nothing brings it back. */
export type Way = 'goes-on' | 'ha' | 'by-hand' | 'refused' | 'restore' | 'never';

export interface Thing {
  readonly id: string;
  readonly way: Way;
  /** Site where it runs, or will. */
  readonly place?: string;
  /** Absent: a physical machine. */
  readonly cluster?: string;
  readonly boot: number;
  readonly start: number;
  readonly retries: boolean;
  readonly dependsOn: Model['workloads'][string]['dependsOn'];
}

/** No side of the volume serves, and its data are neither gone nor taken. */
export const refused = (now: Situation, { storage }: Judged, volume: string): boolean =>
  storage.volumes.get(volume)!.data === 'refused' && !failed(now, 'volume', volume) && !now.failed.has('intruder');

export const refusedOf = (now: Situation, judged: Judged, workload: string): boolean =>
  volumesOf(now, workload).some((volume) => refused(now, judged, volume));

function wayOf(now: Situation, judged: Judged, id: string): Way {
  const { own, stays, place } = judged.workloads.get(id)!;
  if (own > STOPPED) return 'never';
  if (own === RESTORABLE) return 'restore';
  if (own < RESTORABLE) return judged.fates.get(id)!.intact ? 'goes-on' : 'ha';
  if (damaged(now, judged.storage, id)) return 'never';
  if (place === undefined || stays === 'no-room') return 'never';
  if (refusedOf(now, judged, id)) return 'refused';
  return stays === 'no-reaction' ? 'by-hand' : 'never';
}

export function thingsOf(now: Situation, judged: Judged): ReadonlyMap<string, Thing> {
  const things = new Map<string, Thing>();
  for (const [id, { cluster, boot, start, retriesStart, dependsOn }] of Object.entries(now.model.workloads)) {
    const way = wayOf(now, judged, id);
    const { place } = judged.workloads.get(id)!;
    things.set(id, {
      id,
      way,
      cluster,
      boot,
      start,
      retries: retriesStart !== false,
      dependsOn,
      ...(place === undefined ? {} : { place }),
    });
  }
  for (const [key, { site, dependsOn }] of Object.entries(now.model.machines)) {
    const up = machineUp(now, key);
    const id = `machines/${key}`;
    things.set(id, { id, way: up ? 'goes-on' : 'never', boot: 0, start: 0, retries: true, dependsOn, ...(up ? { place: site } : {}) });
  }
  return things;
}

/** Seconds until HA may start it: the slowest of what a host at its home lacks, then its mirrors fail over. */
export function noticedAt(now: Situation, { storage }: Judged, id: string): number {
  const { model } = now;
  const { home, cluster } = model.workloads[id]!;
  const { ha, storage: assumed } = model.estate.assumptions;
  const unable = hostsOf(now, cluster).filter((host) => model.hosts[host]!.site === home && !canRun(now, storage, host, id));
  const slowest = unable.flatMap((host) => {
    if (!hostUp(now, host)) return [ha.detection];
    return [
      ...(isolated(now, host) ? [ha.isolation] : []),
      ...(withoutPath(now, storage, host, id) ? [ha.apdTimeout + model.clusters[cluster]!.apdDelay] : []),
    ];
  });
  const servesAtHome = (volume: string): boolean =>
    storage.volumes.get(volume)!.serving.some((server) => model['storage-servers'][server]!.site === home);
  const over = volumesOf(now, id).some((volume) => model.volumes[volume]!.mirrored && !servesAtHome(volume));
  return Math.max(...slowest) + (over ? assumed.failover : 0);
}

/** Seconds until a side that refuses serves again. */
export function decidedAt(now: Situation, judged: Judged, reaction: number): number {
  const { operator, storage } = now.model.estate.assumptions;
  const managing = Object.keys(now.model.workloads).filter((id) => now.model.workloads[id]!.provides.includes('storage-management'));
  const console = managing.length > 0 && managing.every((id) => refusedOf(now, judged, id)) ? operator.console : 0;
  return reaction + operator.decision + console + storage.failover;
}
