/** What one failure does to each workload and physical machine, as far as the clock asks: how it comes back, where, and whom it keeps waiting. */
import type { Model } from '../../model/model';
import { RESTORABLE, STOPPED } from '../levels';
import type { Snapshot, WorkloadState } from '../snapshot';
import { remembering } from '../survival/remembering';
import { type Ground, groundOf, isMachine, type Item } from './ground';

/**
 * `runs`: not hit. `ha`: HA starts it. `by-hand`: HA does not react, though a host can run it. `refused`: storage waits for a decision.
 * `restore`: from a copy. `none`: nothing that is described brings it back; a machine that is down.
 */
export type Fate = 'runs' | 'ha' | 'by-hand' | 'refused' | 'restore' | 'none';

export interface Situation {
  readonly model: Model;
  readonly ground: Ground;
  readonly snapshot: Snapshot;
  /** By number, like all that follows. */
  readonly states: readonly WorkloadState[];
  readonly fates: readonly Fate[];
  /** Where it runs once it is back; absent: no site is known. */
  readonly places: readonly (string | undefined)[];
  /** Numbers of those that were hit, by restart priority, then by id. */
  readonly hit: readonly number[];
  /** 1: it was hit, or needs what was. */
  readonly touched: Uint8Array;
  /** A site no longer serves its side of a volume. */
  readonly sideLost: (volume: string, site: string) => boolean;
}

/** Level of a machine that is down. */
const LOST = 7;

/** `affected`: all workloads that the failure touches, and perhaps others; the rest is taken to run at home. */
export function situationOf(model: Model, snapshot: Snapshot, affected: Iterable<string>): Situation {
  const ground = groundOf(model);
  const states = [...ground.atHome];
  const fates = ground.items.map((): Fate => 'runs');
  const places = ground.items.map(({ node }): string | undefined => node.home);
  const hit: number[] = [];
  for (const id of affected) {
    const number = ground.numbers.get(id);
    const item = number === undefined ? undefined : ground.items[number];
    if (number === undefined || item === undefined || isMachine(item)) continue;
    const state = snapshot.workload(id);
    states[number] = state;
    places[number] = state.place;
    const fate = fateOf(snapshot, item, state);
    if (fate === 'runs') continue;
    fates[number] = fate;
    hit.push(number);
  }
  for (const [number, key] of ground.machines) {
    const up = snapshot.machine(key);
    const level = snapshot.row(`machine:${key}`);
    states[number] = { level, own: up ? 0 : LOST, within: level };
    if (up) continue;
    fates[number] = 'none';
    places[number] = undefined;
    hit.push(number);
  }
  hit.sort((a, b) => (ground.ranks[a] ?? 0) - (ground.ranks[b] ?? 0));
  const sideLost = remembering((volume: string, site: string) => !snapshot.serves(volume, site));
  return { model, ground, snapshot, states, fates, places, hit, touched: touchedBy(ground, hit), sideLost };
}

function fateOf(snapshot: Snapshot, item: Item, { own, cause, place, stays }: WorkloadState): Fate {
  if (own > STOPPED) return 'none';
  if (own === RESTORABLE) return 'restore';
  if (own < RESTORABLE) return cause === undefined ? 'runs' : 'ha';
  // Stopped, and data are taken beside: neither a start nor a restore alone brings it back.
  if (isTaken(snapshot, item)) return 'none';
  // Stopped: somebody can do something where it finds a place, and room.
  if (place === undefined || stays === 'no-room') return 'none';
  if (item.volumes.some((volume) => snapshot.volume(volume) === 'refused')) return 'refused';
  return stays === 'no-reaction' ? 'by-hand' : 'none';
}

/** Its data are gone or taken, or its software has failed. */
export const isTaken = ({ volume, scenario: { elements } }: Snapshot, { node, volumes }: Item): boolean =>
  elements.includes('intruder') ||
  elements.includes(`service:${node.id}`) ||
  volumes.some((key) => volume(key) === 'gone' || volume(key) === 'taken');

/** Marks what was hit, and all that needs it, however far. */
function touchedBy({ dependants, items }: Ground, hit: readonly number[]): Uint8Array {
  const touched = new Uint8Array(items.length);
  const next = [...hit];
  for (let number = next.pop(); number !== undefined; number = next.pop()) {
    if (touched[number] === 1) continue;
    touched[number] = 1;
    next.push(...(dependants[number] ?? []));
  }
  return touched;
}
