/** What a workload waits for before its service starts, and until when. */
import { isBehindCut } from '../needed';
import type { Dependency, Item } from './ground';
import { isDirector } from './restores';
import type { Situation } from './situation';
import type { Solution } from './works';

/** Until it has all that it needs: each of `all`, the first of each group, and `order` where it was hit itself. */
export function waitUntil(situation: Situation, solution: Solution, number: number, item: Item): number {
  let until = 0;
  if (goesAhead(situation, number, item)) return until;
  for (const on of item.all) until = Math.max(until, neededUntil(situation, solution, number, on));
  for (const members of item.any) {
    let first = Infinity;
    for (const on of members) first = Math.min(first, neededUntil(situation, solution, number, on));
    if (members.length > 0) until = Math.max(until, first);
  }
  if (situation.fates[number] !== 'runs')
    for (const on of item.order) until = Math.max(until, orderedUntil(situation, solution, number, on));
  return until;
}

/** What a workload waits for last, and until when; for those who tell of it. */
export interface Wait {
  readonly on: Dependency;
  readonly until: number;
  /** HA does not keep this order: somebody does. */
  readonly byHand: boolean;
}

export function waitOf(situation: Situation, solution: Solution, number: number, item: Item): Wait | undefined {
  if (goesAhead(situation, number, item)) return undefined;
  const needed = (on: Dependency): Wait => {
    const until = neededUntil(situation, solution, number, on);
    return { on, until, byHand: until > 0 && isAcross(situation, number, on) };
  };
  const ordered = (on: Dependency): Wait => {
    const until = orderedUntil(situation, solution, number, on);
    return { on, until, byHand: until === solution.shift.byHand };
  };
  const waits = [
    ...item.all.map(needed),
    ...item.any.flatMap((members) => {
      const [first, ...others] = members.map(needed);
      return first === undefined ? [] : [others.reduce((least, wait) => (wait.until < least.until ? wait : least), first)];
    }),
    ...(situation.fates[number] === 'runs' ? [] : item.order.map(ordered)),
  ];
  return waits.reduce<Wait | undefined>((longest, wait) => (wait.until > (longest?.until ?? 0) ? wait : longest), undefined);
}

/** A director that is restored waits for nobody: what it needs may be restored by it. */
const goesAhead = ({ fates }: Situation, number: number, item: Item): boolean => fates[number] === 'restore' && isDirector(item);

/**
 * HA, and whoever starts it, only waits until what it needs is powered on. A service that does not try again has failed by the time at which
 * that works, `alone` being when it could start: somebody starts it once more. Undefined where nobody has to: whoever restores it waits.
 */
export function startedAgainAt(situation: Situation, solution: Solution, number: number, item: Item, alone: number): number | undefined {
  const fate = situation.fates[number];
  if (item.node.retriesStart !== false || fate === 'runs' || fate === 'restore') return undefined;
  if (waitUntil(situation, solution, number, item) <= alone) return undefined;
  const { reaction } = solution.shift;
  // As if whoever reacts acted at once; the time to act comes once, after all that it needs.
  const acting: Solution = { ...solution, shift: { reaction, byHand: reaction } };
  return Math.max(alone, reaction, waitUntil(situation, acting, number, item)) + situation.model.estate.assumptions.operator.start;
}

/** Until it works, and is reached from the side of the one that needs it. Across clusters HA waits for nobody: somebody acts. */
function neededUntil(situation: Situation, { works, shift }: Solution, number: number, on: Dependency): number {
  const { model, snapshot, places } = situation;
  if (isBehindCut(model, snapshot, places[number], places[on.item])) return Infinity;
  const until = works[on.item] ?? 0;
  return until > 0 && isAcross(situation, number, on) ? Math.max(until, shift.byHand) : until;
}

/** An order that nobody needs to run: kept by HA within its cluster, and by whoever acts elsewhere or where the other is long in coming. */
function orderedUntil(situation: Situation, { works, shift }: Solution, number: number, on: Dependency): number {
  const until = works[on.item] ?? 0;
  return until > 0 && isAcross(situation, number, on) ? shift.byHand : Math.min(until, shift.byHand);
}

/** HA starts it, but orders nothing after what was hit in another cluster. */
function isAcross({ ground: { items }, fates }: Situation, number: number, { item }: Dependency): boolean {
  return fates[number] === 'ha' && fates[item] !== 'runs' && items[item]?.node.cluster !== items[number]?.node.cluster;
}
