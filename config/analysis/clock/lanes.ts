/** The turn of each workload that HA starts, by itself: in waves, as wide as the hosts that are left at its site. */
import { footprint } from '../survival/room';
import { possibleAt, type Shift } from './detection';
import type { Situation } from './situation';
import { inTurns } from './turns';

export interface Beginning {
  /** Seconds after which a machine could be powered on: the failure is noticed, and its storage serves. */
  readonly possible: number;
  /** When its wave begins. */
  readonly begins: number;
  /** Seconds between the two in which sleeping hosts boot. */
  readonly woken: number;
}

export function beginningsOf(situation: Situation, shift: Shift): ReadonlyMap<number, Beginning> {
  const beginnings = new Map<number, Beginning>();
  for (const lane of lanesOf(situation)) beginLane(situation, shift, lane, beginnings);
  return beginnings;
}

/** What HA starts in the same cluster at the same site: one line, by restart priority, then id. */
function lanesOf({ ground, fates, places, hit }: Situation): Iterable<readonly number[]> {
  const lanes = new Map<string, number[]>();
  for (const number of hit) {
    if (fates[number] !== 'ha' && fates[number] !== 'refused') continue;
    const key = `${ground.items[number]?.node.cluster ?? ''} ${places[number] ?? ''}`;
    const lane = lanes.get(key);
    if (lane === undefined) lanes.set(key, [number]);
    else lane.push(number);
  }
  return lanes.values();
}

/** Machines that HA starts at a time at that site. */
export function waveOf(situation: Situation, number: number): { readonly hosts: number; readonly size: number } {
  const hosts = hostsLeft(situation, number).length;
  return { hosts, size: Math.max(1, hosts) * situation.model.estate.assumptions.ha.startsPerHost };
}

/** Hosts that are up in its cluster at the site where it runs then. */
const hostsLeft = ({ ground, snapshot, places }: Situation, number: number): readonly string[] =>
  ground.hosts(ground.items[number]?.node.cluster ?? '', places[number] ?? '').filter((host) => snapshot.host(host));

/** Wave after wave: of those that can be started by then the first, as many as the hosts take. */
function beginLane(situation: Situation, shift: Shift, lane: readonly number[], beginnings: Map<number, Beginning>): void {
  const { ha } = situation.model.estate.assumptions;
  const possible = new Map(lane.map((number) => [number, possibleAt(situation, shift, number)]));
  const { size } = waveOf(situation, lane[0] ?? 0);
  const awake = sleeps(situation, lane) ? Math.min(...possible.values()) + ha.hostBoot : 0;
  for (const { members, begins } of inTurns([...possible], { size, free: awake, lasts: () => ha.startTime }))
    for (const number of members) {
      const own = possible.get(number) ?? begins;
      beginnings.set(number, { possible: own, begins, woken: Math.max(0, awake - own) });
    }
}

/**
 * Power management may have put hosts to sleep that this line needs: with what runs on there it does not fit on those that are always on. The
 * smallest are kept.
 */
function sleeps(situation: Situation, lane: readonly number[]): boolean {
  const { model, ground, places, fates } = situation;
  const [number = 0] = lane;
  const cluster = ground.items[number]?.node.cluster ?? '';
  const dpm = model.clusters[cluster]?.dpm;
  if (dpm?.automation !== 'automated') return false;
  const sizes = hostsLeft(situation, number).map((host) => model.hardware[model.hosts[host]?.hardware ?? '']?.memory ?? 0);
  const kept = sizes.sort((a, b) => a - b).slice(0, dpm.keepOn[places[number] ?? ''] ?? 0);
  if (kept.length === sizes.length) return false;
  const { hypervisorMemory } = model.estate.assumptions.ha;
  const room = kept.reduce((sum, size) => sum + Math.max(0, size - hypervisorMemory), 0);
  const starting = new Set(lane);
  const nodes = ground.items.flatMap(({ node }, other) => {
    const goesOn = fates[other] === 'runs' && node.cluster === cluster && places[other] === places[number];
    return goesOn || starting.has(other) ? [node] : [];
  });
  return room < nodes.reduce((sum, node) => sum + footprint(model, node), 0);
}
