/** What one failure does to each workload, as far as the clock asks: how it comes back, where, and whom it keeps waiting. */
import type { Model } from '../../model/model';
import { datacenterSites } from '../../views';
import { RESTORABLE, STOPPED } from '../levels';
import type { Snapshot, WorkloadState } from '../snapshot';
import { type Ground, groundOf, type Item } from './ground';

/**
 * `runs`: not hit. `ha`: HA starts it. `by-hand`: HA does not react, though a host can run it. `refused`: storage waits for a decision.
 * `restore`: from a copy. `none`: nothing that is described brings it back.
 */
export type Fate = 'runs' | 'ha' | 'by-hand' | 'refused' | 'restore' | 'none';

export interface Situation {
  readonly model: Model;
  readonly ground: Ground;
  readonly snapshot: Snapshot;
  /** By number of the workload, like all that follows. */
  readonly states: readonly WorkloadState[];
  readonly fates: readonly Fate[];
  /** Where it runs once it is back; absent: no site is known. */
  readonly places: readonly (string | undefined)[];
  /** 1: it was hit, or needs what was. */
  readonly touched: Uint8Array;
}

export function situationOf(model: Model, snapshot: Snapshot): Situation {
  const ground = groundOf(model);
  const sites = datacenterSites(model);
  const states = ground.items.map(({ node }) => snapshot.workload(node.id));
  const upAt = (cluster: string, site: string): boolean => ground.hosts(cluster, site).some((host) => snapshot.host(host));
  const judged = ground.items.map((item, number): { fate: Fate; place: string | undefined } => {
    const state = states[number] ?? { level: 0, own: 0 };
    const fate = fateOf(snapshot, item, state);
    if (fate !== 'refused') return { fate, place: state.place };
    const place = [item.node.home, ...sites].find((site) => upAt(item.node.cluster, site));
    return { fate: place === undefined ? 'none' : fate, place };
  });
  const fates = judged.map(({ fate }) => fate);
  return { model, ground, snapshot, states, fates, places: judged.map(({ place }) => place), touched: touchedBy(ground, fates) };
}

function fateOf(snapshot: Snapshot, item: Item, { own, cause, place, stays }: WorkloadState): Fate {
  if (own > STOPPED) return 'none';
  if (own === RESTORABLE) return 'restore';
  if (own < RESTORABLE) return cause === undefined ? 'runs' : 'ha';
  if (item.volumes.some((volume) => snapshot.volume(volume) === 'refused')) return 'refused';
  return stays === 'no-reaction' && place !== undefined ? 'by-hand' : 'none';
}

/** Marks what was hit, and all that needs it, however far. */
function touchedBy({ dependants }: Ground, fates: readonly Fate[]): Uint8Array {
  const touched = new Uint8Array(fates.length);
  const next = fates.flatMap((fate, number) => (fate === 'runs' ? [] : [number]));
  for (let number = next.pop(); number !== undefined; number = next.pop()) {
    if (touched[number] === 1) continue;
    touched[number] = 1;
    next.push(...(dependants[number] ?? []));
  }
  return touched;
}
