/** Those that need each other: each at its earliest. Where none can be the first, one is started without waiting (README, section 12). */
import { isBehindCut } from '../needed';
import { components } from '../components';
import type { Dependency } from './ground';
import type { Situation } from './situation';
import { type Solution, worksAt } from './works';

export function settle(situation: Situation, solution: Solution, component: readonly number[]): void {
  const { touched } = situation;
  const { works } = solution;
  const waiting = interrupted(
    situation,
    solution,
    component.filter((number) => touched[number] === 1),
  );
  for (;;) {
    while (relax(situation, solution, waiting) || rejoined(situation, solution, waiting));
    const circle = circleOf(situation, solution, stuck(situation, solution, waiting));
    const first = firstOf(situation, solution, circle);
    if (first === undefined) return;
    // Where all of it run, none is started: they go on together, once the last of them has what it needs beside.
    const asked = situation.fates[first] === 'runs' ? circle : [first];
    works[first] = Math.max(...asIfWorking(situation, solution, circle, asked).map(([, until]) => until));
  }
}

/** All but those that run and have each other: they go on. Until more is known, nothing brings the others back. */
function interrupted(situation: Situation, solution: Solution, component: readonly number[]): readonly number[] {
  const { works } = solution;
  for (const number of component) works[number] = situation.fates[number] === 'runs' ? 0 : Infinity;
  for (;;) {
    const more = component.filter((number) => works[number] === 0 && worksAt(situation, solution, number) > 0);
    if (more.length === 0) return component.filter((number) => works[number] !== 0);
    for (const number of more) works[number] = Infinity;
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

/**
 * What runs and has each other goes on together: where one of them was told to wait for somebody who is started later, all of them come
 * as early as what they need beside. True when one came earlier than was known.
 */
function rejoined(situation: Situation, solution: Solution, waiting: readonly number[]): boolean {
  const { fates } = situation;
  const { works } = solution;
  const running = waiting.filter((number) => fates[number] === 'runs' && works[number] !== Infinity);
  if (running.length < 2) return false;
  const moments = [...new Set(asIfGoingOn(situation, solution, running).map(([, until]) => until))].sort((a, b) => a - b);
  for (const moment of moments) {
    const members = together(situation, solution, running, moment);
    const late = members.filter((number) => (works[number] ?? 0) > moment);
    if (late.length === 0) continue;
    for (const number of late) works[number] = moment;
    return true;
  }
  return false;
}

/** Those of the running that have all that they need at a moment, each other included. */
function together(situation: Situation, solution: Solution, running: readonly number[], moment: number): readonly number[] {
  let members = running;
  for (;;) {
    const kept = asIfGoingOn(situation, solution, members).flatMap(([number, until]) => (until <= moment ? [number] : []));
    if (kept.length === members.length) return kept;
    members = kept;
  }
}

/** When each of them would have what it needs if the others had gone on. */
function asIfGoingOn(situation: Situation, solution: Solution, members: readonly number[]): readonly (readonly [number, number])[] {
  const { works } = solution;
  const known = members.map((number) => works[number] ?? Infinity);
  for (const number of members) works[number] = 0;
  const until = members.map((number) => [number, worksAt(situation, solution, number)] as const);
  members.forEach((number, position) => (works[number] = known[position] ?? Infinity));
  return until;
}

/** Those that wait for each other alone. What waits for something lost is not among them. */
function stuck(situation: Situation, solution: Solution, waiting: readonly number[]): readonly number[] {
  const { works } = solution;
  let held = waiting.filter((number) => works[number] === Infinity);
  for (;;) {
    const without = asIfWorking(situation, solution, held, held);
    const free = without.flatMap(([number, until]) => (until === Infinity ? [] : [number]));
    if (free.length === held.length) return free;
    held = free;
  }
}

/** When each of `asked` would work if all of `held` did, which nothing has brought back yet. */
function asIfWorking(
  situation: Situation,
  solution: Solution,
  held: readonly number[],
  asked: readonly number[],
): readonly (readonly [number, number])[] {
  const { works } = solution;
  for (const number of held) works[number] = 0;
  const until = asked.map((number) => [number, worksAt(situation, solution, number)] as const);
  for (const number of held) works[number] = Infinity;
  return until;
}

/** Those of the held that wait for no held but each other: who waits for a circle is no part of it. */
function circleOf(situation: Situation, solution: Solution, held: readonly number[]): readonly number[] {
  const among = (needed: readonly number[]): readonly number[] =>
    needed.map((one) => held.indexOf(one)).filter((position) => position >= 0);
  const [circle = []] = components(held.length, (position) => {
    const { needed, groups } = waitsOf(situation, solution, held[position] ?? -1);
    return among([...needed, ...groups]);
  });
  return circle.flatMap((position) => held[position] ?? []);
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
