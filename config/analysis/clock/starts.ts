/** When each workload that was hit is powered on: by HA in waves, or by hand. */
import { byHandOf } from './by-hand';
import { possibleAt, type Shift } from './detection';
import type { Beginning, Possible } from './lanes';
import { pair } from './restore-stages';
import type { Situation } from './situation';
import { beginningsOf } from './tiers';

export interface Start {
  /** Seconds after which its start begins; a wave takes `ha.startTime`. */
  readonly begins: number;
  readonly powered: number;
  readonly byHand: boolean;
  /** Seconds of that, once it could be started, in which HA is not done with higher restart priorities. */
  readonly held: number;
  /** By HA: seconds of that in which sleeping hosts boot first. */
  readonly woken: number;
  /** By hand: seconds for which others are started by hand before it, once it could be. */
  readonly queue: number;
}

/** Start of each workload that is started, by number; nothing for what is not. */
export function startsOf(situation: Situation, shift: Shift): ReadonlyMap<number, Start> {
  const { hit, fates, model } = situation;
  const byHa = hit.filter((number) => fates[number] === 'ha' || fates[number] === 'refused');
  const possible = new Map(byHa.map((number) => [number, possibleAt(situation, shift, number)]));
  const hand = new Set(hit.filter((number) => fates[number] === 'by-hand'));
  for (;;) {
    const byHand = byHandOf(situation, shift, hand, possible);
    const startedIn = (beginnings: ReadonlyMap<number, Beginning>) => startedBy(situation, possible, beginnings, byHand);
    const beginnings = beginningsOf(situation, possible, startedIn);
    const started = startedIn(beginnings);
    const givenUp = byHa.filter((number) => started(number) === undefined);
    // What HA has given up now takes its turn among those started by hand, and may make others wait longer.
    for (const number of givenUp) hand.add(number);
    if (givenUp.length > 0) continue;
    const held = (number: number): number => {
      const tier = Math.min(beginnings.get(number)?.tier ?? 0, model.estate.assumptions.ha.retry);
      return Math.max(0, tier - (possible.get(number) ?? tier));
    };
    const starts = [...hand, ...byHa].flatMap((number) => pair(number, started(number)));
    return new Map(starts.map(([number, start]) => [number, { ...start, held: held(number) }]));
  }
}

/**
 * What HA starts: nothing before what it needs in the same cluster (`all`, `order`) is powered on. Undefined where it has not begun in time to
 * have it on within `ha.retry`.
 */
function startedBy(
  { ground: { items }, model }: Situation,
  possible: Possible,
  beginnings: ReadonlyMap<number, Beginning>,
  byHand: ReadonlyMap<number, Start>,
): (number: number) => Start | undefined {
  const { ha } = model.estate.assumptions;
  const settled = new Map(byHand);
  const never = new Set<number>();
  const settle = (number: number): Start | undefined => {
    const [known, own, item] = [settled.get(number), beginnings.get(number), items[number]];
    if (known !== undefined || own === undefined || item === undefined || never.has(number)) return known;
    // Until more is known HA does not start it; what needs it is not started either.
    never.add(number);
    let needed = 0;
    for (const { item: other } of [...item.all, ...item.order])
      if (items[other]?.node.cluster === item.node.cluster && (possible.has(other) || byHand.has(other)))
        needed = Math.max(needed, settle(other)?.powered ?? Infinity);
    // In the same wave HA keeps their order.
    const begins = needed <= own.begins + ha.startTime ? own.begins : needed;
    const powered = begins + ha.startTime;
    if (powered > ha.retry) return undefined;
    const start = { begins, powered, byHand: false, held: 0, woken: own.woken, queue: 0 };
    settled.set(number, start);
    return start;
  };
  return settle;
}
