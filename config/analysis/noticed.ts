/** After how many seconds HA reacts to what has hit a machine. */
import type { Model } from '../model/model';
import type { Cause } from './snapshot';

/** What HA, or the hosts for it, notice; each after a time of its own. */
export type Noticed = Extract<Cause, 'host' | 'isolation' | 'storage'>;

export function noticedAfter(model: Model, cluster: string, cause: Noticed): number {
  const { ha } = model.estate.assumptions;
  if (cause === 'isolation') return ha.isolation;
  // The hosts give up on their paths, then HA waits.
  return cause === 'storage' ? ha.apdTimeout + (model.clusters[cluster]?.apdDelay ?? 0) : ha.detection;
}
