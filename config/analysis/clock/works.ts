/** When each workload works again: started or restored, and what it needs with it. */
import type { Dependency, Item } from './ground';
import { isIntruder, type Restore } from './restores';
import type { Fate, Situation } from './situation';
import { type Shift, type Start, startsOf } from './starts';

export interface Solution {
  readonly shift: Shift;
  /** Seconds since the failure, by number; 0 where nothing was interrupted, `Infinity` where nothing brings it back. */
  readonly works: Float64Array;
  readonly starts: ReadonlyMap<number, Start>;
  readonly restores: ReadonlyMap<number, Restore>;
  /** When restores begin: reacted, and decided where it takes a decision. */
  readonly restoring: number;
}

/** `reaction`: seconds until somebody acts. */
export function solutionOf(situation: Situation, restores: ReadonlyMap<number, Restore>, reaction: number): Solution {
  const { model, ground, touched, snapshot } = situation;
  const { operator } = model.estate.assumptions;
  const shift = { reaction, byHand: reaction + operator.start };
  const solution: Solution = {
    shift,
    works: new Float64Array(touched.length),
    starts: startsOf(situation, shift),
    restores,
    restoring: reaction + (isIntruder(snapshot) ? operator.decision : 0),
  };
  for (const component of ground.components) {
    const [number] = component;
    if (component.length > 1) settle(situation, solution, component);
    else if (number !== undefined && touched[number] === 1) solution.works[number] = worksAt(situation, solution, number);
  }
  return solution;
}

/** When it could start its service if it needed nobody. */
export function aloneAt({ fates }: Situation, { starts, restores, restoring }: Solution, number: number, item: Item): number {
  const { boot, start } = item.node;
  if (fates[number] === 'runs') return 0;
  if (fates[number] === 'restore') return restoring + (restores.get(number)?.together ?? Infinity) - start;
  return (starts.get(number)?.powered ?? Infinity) + boot;
}

function worksAt(situation: Situation, solution: Solution, number: number): number {
  const item = situation.ground.items[number];
  if (item === undefined || situation.fates[number] === 'none') return Infinity;
  const ready = Math.max(aloneAt(situation, solution, number, item), waitUntil(situation, solution, number, item));
  return situation.fates[number] === 'runs' ? ready : ready + item.node.start;
}

/** Until it has all that it needs: each of `all`, the first of each group, and `order` where it was hit itself. */
function waitUntil(situation: Situation, solution: Solution, number: number, item: Item): number {
  let until = 0;
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

/** Until it works, and is reached from the side of the one that needs it. Across clusters HA waits for nobody: somebody acts. */
function neededUntil(situation: Situation, { works, shift }: Solution, number: number, on: Dependency): number {
  const { snapshot, places } = situation;
  const [mine, theirs] = [places[number], on.item === undefined ? on.site : places[on.item]];
  if (!snapshot.joined && mine !== undefined && theirs !== undefined && mine !== theirs) return Infinity;
  if (on.item === undefined) return snapshot.machine(on.machine) ? 0 : Infinity;
  const until = works[on.item] ?? 0;
  return until > 0 && isAcross(situation, number, on) ? Math.max(until, shift.byHand) : until;
}

/** An order that nobody needs to run: kept by HA within its cluster, and by whoever acts elsewhere or where the other is long in coming. */
function orderedUntil(situation: Situation, { works, shift }: Solution, number: number, on: Dependency): number {
  const until = on.item === undefined ? 0 : (works[on.item] ?? 0);
  return until > 0 && isAcross(situation, number, on) ? shift.byHand : Math.min(until, shift.byHand);
}

/** HA starts it, but orders nothing after what is in another cluster. */
function isAcross({ ground: { items }, fates }: Situation, number: number, { item }: Dependency): boolean {
  return fates[number] === 'ha' && item !== undefined && items[item]?.node.cluster !== items[number]?.node.cluster;
}

/** Those that need each other: each at its earliest; where none can be the first, one is started without waiting (README, section 8). */
function settle(situation: Situation, solution: Solution, component: readonly number[]): void {
  const { fates, touched } = situation;
  const { works } = solution;
  const waiting = component.filter((number) => touched[number] === 1);
  for (const number of waiting) works[number] = Infinity;
  for (;;) {
    while (relax(situation, solution, waiting));
    const [first] = stuck(situation, solution, waiting).sort(([a], [b]) => rank(fates[a]) - rank(fates[b]) || a - b);
    if (first === undefined) return;
    const [number, until] = first;
    works[number] = until;
  }
}

/** What runs already is not started. */
const rank = (fate: Fate | undefined): number => (fate === 'runs' ? 1 : 0);

/** Lets each come as early as those that it needs allow; true when one came earlier than was known. */
function relax(situation: Situation, solution: Solution, waiting: readonly number[]): boolean {
  const { works } = solution;
  return waiting.reduce((moved, number) => {
    const until = worksAt(situation, solution, number);
    if (until >= (works[number] ?? 0)) return moved;
    works[number] = until;
    return true;
  }, false);
}

/** Those that wait for each other alone, and when each would work if it did not. What waits for something lost is not among them. */
function stuck(situation: Situation, solution: Solution, waiting: readonly number[]): (readonly [number, number])[] {
  const { works } = solution;
  let held = waiting.filter((number) => works[number] === Infinity);
  for (;;) {
    for (const number of held) works[number] = 0;
    const without = held.map((number) => [number, worksAt(situation, solution, number)] as const);
    for (const number of held) works[number] = Infinity;
    const free = without.filter(([, until]) => until !== Infinity);
    if (free.length === held.length) return free;
    held = free.map(([number]) => number);
  }
}
