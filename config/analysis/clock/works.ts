/** When each workload works again: started or restored, and what it needs with it. */
import type { Shift } from './detection';
import type { Item } from './ground';
import { isIntruder, type Restores } from './restores';
import type { Fate, Situation } from './situation';
import { type Start, startsOf } from './starts';
import { startedAgainAt, waitUntil } from './waits';

export interface Solution {
  readonly shift: Shift;
  /** Seconds since the failure, by number; 0 where nothing was interrupted, `Infinity` where nothing brings it back. */
  readonly works: Float64Array;
  readonly starts: ReadonlyMap<number, Start>;
  readonly restores: Restores;
  /** When restores begin: reacted, and after an intruder what comes before. */
  readonly restoring: number;
}

/** `reaction`: seconds until somebody acts. */
export function solutionOf(situation: Situation, restores: Restores, reaction: number): Solution {
  const { model, ground, touched, snapshot } = situation;
  const { operator, intruder } = model.estate.assumptions;
  const shift = { reaction, byHand: reaction + operator.start };
  const solution: Solution = {
    shift,
    works: new Float64Array(touched.length),
    starts: startsOf(situation, shift),
    restores,
    restoring: reaction + (isIntruder(snapshot) ? intruder.containment + intruder.cleanBase : 0),
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
  if (fates[number] === 'restore') return restoring + (restores.of.get(number)?.together ?? Infinity) - start;
  return (starts.get(number)?.powered ?? Infinity) + boot;
}

function worksAt(situation: Situation, solution: Solution, number: number): number {
  const item = situation.ground.items[number];
  if (item === undefined || situation.fates[number] === 'none') return Infinity;
  const alone = aloneAt(situation, solution, number, item);
  const again = startedAgainAt(situation, solution, number, item, alone);
  const ready = again ?? Math.max(alone, waitUntil(situation, solution, number, item));
  return situation.fates[number] === 'runs' ? ready : ready + item.node.start;
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
