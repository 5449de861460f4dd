/** When each workload that was hit is powered on: by HA in waves, or by hand. */
import { possibleAt, type Shift } from './detection';
import type { Situation } from './situation';

export interface Start {
  /** Seconds after which a machine could be powered on: the failure is noticed, and its storage serves. */
  readonly possible: number;
  /** When its start begins; the wave is `ha.startTime`, what is started by hand `operator.start`. */
  readonly begins: number;
  readonly powered: number;
  readonly byHand: boolean;
}

/** Start of each workload that is started, by number; nothing for what is not. */
export function startsOf(situation: Situation, shift: Shift): ReadonlyMap<number, Start> {
  const starts = new Map<number, Start>();
  const byHand = { possible: shift.reaction, begins: shift.reaction, powered: shift.byHand, byHand: true };
  for (const number of situation.hit) if (situation.fates[number] === 'by-hand') starts.set(number, byHand);
  for (const lane of lanesOf(situation)) startLane(situation, shift, lane, starts);
  afterNeeded(situation, shift, starts);
  return starts;
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
export function waveOf({ model, ground, snapshot, places }: Situation, number: number): { readonly hosts: number; readonly size: number } {
  const cluster = ground.items[number]?.node.cluster ?? '';
  const hosts = ground.hosts(cluster, places[number] ?? '').filter((host) => snapshot.host(host)).length;
  return { hosts, size: Math.max(1, hosts) * model.estate.assumptions.ha.startsPerHost };
}

/** What can be started at the same moment starts in waves; what only can later waits for the waves before. */
function startLane(situation: Situation, shift: Shift, lane: readonly number[], starts: Map<number, Start>): void {
  const { ha } = situation.model.estate.assumptions;
  const groups = new Map<number, number[]>();
  for (const number of lane) {
    const possible = possibleAt(situation, shift, number);
    const group = groups.get(possible);
    if (group === undefined) groups.set(possible, [number]);
    else group.push(number);
  }
  const { size } = waveOf(situation, lane[0] ?? 0);
  let free = 0;
  for (const [possible, group] of [...groups].sort(([a], [b]) => a - b)) {
    const first = Math.max(free, possible);
    for (const [position, number] of group.entries()) {
      const begins = first + Math.floor(position / size) * ha.startTime;
      free = begins + ha.startTime;
      starts.set(number, startAt(situation, shift, possible, begins));
    }
  }
}

/** By HA, or by hand where HA has given up by then. */
function startAt({ model }: Situation, shift: Shift, possible: number, begins: number): Start {
  const { ha, operator } = model.estate.assumptions;
  if (begins + ha.startTime <= ha.retry) return { possible, begins, powered: begins + ha.startTime, byHand: false };
  const taken = Math.max(ha.retry, shift.reaction, possible);
  return { possible, begins: taken, powered: taken + operator.start, byHand: true };
}

/** HA powers nothing on before what it needs in the same cluster (`all`, `order`) is powered on. */
function afterNeeded(situation: Situation, shift: Shift, starts: Map<number, Start>): void {
  const { items } = situation.ground;
  const settled = new Set<number>();
  const settle = (number: number): number => {
    const start = starts.get(number);
    const item = items[number];
    if (start === undefined || item === undefined || settled.has(number)) return start?.powered ?? 0;
    settled.add(number);
    let needed = 0;
    for (const { item: other } of [...item.all, ...item.order])
      if (other !== undefined && items[other]?.node.cluster === item.node.cluster) needed = Math.max(needed, settle(other));
    if (needed <= start.powered) return start.powered;
    const later = startAt(situation, shift, start.possible, needed);
    starts.set(number, later);
    return later.powered;
  };
  for (const number of situation.hit) settle(number);
}
