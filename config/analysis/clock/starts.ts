/** When each workload that was hit is powered on: by HA in waves, or by hand. */
import type { Shift } from './detection';
import { byHandOf } from './by-hand';
import { beginningsOf, type Beginning } from './lanes';
import type { Situation } from './situation';

export interface Start {
  /** Seconds after which its start begins; a wave takes `ha.startTime`. */
  readonly begins: number;
  readonly powered: number;
  readonly byHand: boolean;
  /** By HA: seconds of that in which sleeping hosts boot first. */
  readonly woken: number;
  /** By hand: seconds for which others are started by hand before it, once it could be. */
  readonly queue: number;
}

/** Start of each workload that is started, by number; nothing for what is not. */
export function startsOf(situation: Situation, shift: Shift): ReadonlyMap<number, Start> {
  const beginnings = beginningsOf(situation, shift);
  const hand = new Set(situation.hit.filter((number) => situation.fates[number] === 'by-hand'));
  for (;;) {
    const starts = byHandOf(situation, shift, hand, beginnings);
    const known = hand.size;
    byHa(situation, beginnings, starts, hand);
    // What HA has given up now takes its turn among those started by hand, and may make others wait longer.
    if (hand.size === known) return starts;
  }
}

/**
 * What HA starts: nothing before what it needs in the same cluster (`all`, `order`) is powered on. What it has not begun in time to have it on
 * within `ha.retry` goes to `hand`.
 */
function byHa(situation: Situation, beginnings: ReadonlyMap<number, Beginning>, starts: Map<number, Start>, hand: Set<number>): void {
  const { items } = situation.ground;
  const { ha } = situation.model.estate.assumptions;
  const settled = new Set<number>();
  const settle = (number: number): number => {
    const [start, own, item] = [starts.get(number), beginnings.get(number), items[number]];
    if (start !== undefined) return start.powered;
    if (own === undefined || item === undefined) return 0;
    // HA never starts what it has given up; what needs it is given up too.
    if (settled.has(number)) return Infinity;
    settled.add(number);
    let needed = 0;
    for (const { item: other } of [...item.all, ...item.order])
      if (items[other]?.node.cluster === item.node.cluster) needed = Math.max(needed, settle(other));
    // In the same wave HA keeps their order.
    const begins = needed <= own.begins + ha.startTime ? own.begins : needed;
    const powered = begins + ha.startTime;
    if (powered > ha.retry) {
      hand.add(number);
      return Infinity;
    }
    starts.set(number, { begins, powered, byHand: false, woken: own.woken, queue: 0 });
    return powered;
  };
  for (const number of situation.hit) settle(number);
}
