/** Those that need each other: each at its earliest. Where none can be the first, one is started without waiting (README, section 12). */
import { isBehindCut } from '../needed';
import { components } from '../components';
import type { Dependency } from './ground';
import type { Situation } from './situation';
import { type Solution, worksAt } from './works';

export function settle(situation: Situation, solution: Solution, component: readonly number[]): void {
  const { touched } = situation;
  const { works } = solution;
  const waiting = component.filter((number) => touched[number] === 1);
  for (const number of waiting) works[number] = Infinity;
  for (;;) {
    while (relax(situation, solution, waiting));
    const held = stuck(situation, solution, waiting);
    const first = firstOf(situation, solution, circleOf(situation, solution, held));
    if (first === undefined) return;
    works[first] = held.get(first) ?? Infinity;
  }
}

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
type Held = ReadonlyMap<number, number>;

function stuck(situation: Situation, solution: Solution, waiting: readonly number[]): Held {
  const { works } = solution;
  let held = waiting.filter((number) => works[number] === Infinity);
  for (;;) {
    for (const number of held) works[number] = 0;
    const without = held.map((number) => [number, worksAt(situation, solution, number)] as const);
    for (const number of held) works[number] = Infinity;
    const free = without.filter(([, until]) => until !== Infinity);
    if (free.length === held.length) return new Map(free);
    held = free.map(([number]) => number);
  }
}

/** Those of the held that wait for no held but each other: who waits for a circle is no part of it. Positions in `held`. */
function circleOf(situation: Situation, solution: Solution, held: Held): readonly number[] {
  const numbers = [...held.keys()];
  const among = (needed: readonly number[]): readonly number[] =>
    needed.map((one) => numbers.indexOf(one)).filter((position) => position >= 0);
  const [circle = []] = components(numbers.length, (position) => {
    const { needed, groups } = waitsOf(situation, solution, numbers[position] ?? -1);
    return among([...needed, ...groups]);
  });
  return circle.flatMap((position) => numbers[position] ?? []);
}

/** What keeps it from working: of all that it needs, and of groups of which no member works for it. */
function waitsOf({ model, ground, places, snapshot }: Situation, { works }: Solution, number: number) {
  const { all = [], any = [] } = ground.items[number] ?? {};
  const isReached = ({ item }: Dependency): boolean => !isBehindCut(model, snapshot, places[number], places[item]);
  const missing = (needed: readonly Dependency[]): readonly number[] =>
    needed.flatMap((on) => (works[on.item] === Infinity && isReached(on) ? [on.item] : []));
  const isWithout = (members: readonly Dependency[]): boolean => !members.some((on) => works[on.item] !== Infinity && isReached(on));
  return { needed: missing(all), groups: any.filter(isWithout).flatMap(missing) };
}

/** What was hit before what runs, for that is not started; what waits for groups alone, which are there to be replaced; then the order of HA. */
function firstOf(situation: Situation, solution: Solution, circle: readonly number[]): number | undefined {
  const { fates, ground } = situation;
  const place = (number: number): readonly number[] => [
    fates[number] === 'runs' ? 1 : 0,
    waitsOf(situation, solution, number).needed.some((needed) => circle.includes(needed)) ? 1 : 0,
    ground.ranks[number] ?? 0,
  ];
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((difference, one, position) => difference || one - (b[position] ?? 0), 0);
  return [...circle].sort((a, b) => compare(place(a), place(b)))[0];
}
