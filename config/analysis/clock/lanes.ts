/** The turn of each workload that HA starts, by itself: in waves, as wide as the hosts that are left at its site. */
import { footprint } from '../survival/room';
import type { Situation } from './situation';
import { inTurns } from './turns';

export interface Beginning {
  /** Seconds after which HA turns to its restart priority. */
  readonly tier: number;
  /** When its wave begins. */
  readonly begins: number;
  /** Seconds between the two, and after it could be started, in which sleeping hosts boot. */
  readonly woken: number;
}

/** Of each: seconds after which it could be powered on, since the failure is noticed and its storage serves. */
export type Possible = ReadonlyMap<number, number>;

/** What HA starts in the same cluster at the same site: one line, by restart priority, then id. */
export function lanesOf({ ground, places, hit }: Situation, possible: Possible): readonly (readonly number[])[] {
  const lanes = new Map<string, number[]>();
  for (const number of hit) {
    if (!possible.has(number)) continue;
    const key = `${ground.items[number]?.node.cluster ?? ''} ${places[number] ?? ''}`;
    const lane = lanes.get(key);
    if (lane === undefined) lanes.set(key, [number]);
    else lane.push(number);
  }
  return [...lanes.values()];
}

/** Machines that HA starts at a time at that site. */
export function waveOf(situation: Situation, number: number): { readonly hosts: number; readonly size: number } {
  const hosts = hostsLeft(situation, number).length;
  return { hosts, size: Math.max(1, hosts) * situation.model.estate.assumptions.ha.startsPerHost };
}

/** Hosts that are up in its cluster at the site where it runs then. */
const hostsLeft = ({ ground, snapshot, places }: Situation, number: number): readonly string[] =>
  ground.hosts(ground.items[number]?.node.cluster ?? '', places[number] ?? '').filter((host) => snapshot.host(host));

/** Wave after wave: of those whose priority has begun and that can be started by then the first, as many as the hosts take. */
export function beginLane(
  situation: Situation,
  possible: Possible,
  lane: readonly number[],
  tierOf: (number: number) => number | undefined,
): readonly (readonly [number: number, Beginning])[] {
  const { ha } = situation.model.estate.assumptions;
  const line = lane.flatMap((number) => {
    const tier = tierOf(number);
    return tier === undefined ? [] : [[number, Math.max(tier, possible.get(number) ?? tier)] as const];
  });
  const from = new Map(line);
  const { size } = waveOf(situation, lane[0] ?? 0);
  const awake = sleeps(situation, lane) ? Math.min(...from.values()) + ha.hostBoot : 0;
  return inTurns(line, { size, free: awake, lasts: () => ha.startTime }).flatMap(({ members, begins }) =>
    members.map((number) => {
      const [tier = 0, own = begins] = [tierOf(number), from.get(number)];
      return [number, { tier, begins, woken: Math.max(0, awake - own) }] as const;
    }),
  );
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
