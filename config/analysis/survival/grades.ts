/** An outcome in every scenario at once: for each level the scenarios in which it is that bad, or worse. */
import type { Level } from '../levels';
import { type Algebra, type Bits, has } from './bits';
import { rememberingBoth, rememberingOne } from './remembering';

/** Seven sets, for the levels 1 to 7; each holds the next. */
export type Grades = readonly Bits[];

export const WORST = 7;

/** `at` says for each level in which scenarios it applies; the worst that applies is the outcome. */
export function gradesOf({ or, none }: Algebra, at: Readonly<Partial<Record<Level, Bits>>>): Grades {
  const grades: Bits[] = new Array<Bits>(WORST).fill(none);
  let reached = none;
  for (let level = WORST; level >= 1; level--) {
    reached = or(reached, at[level as Level] ?? none);
    grades[level - 1] = reached;
  }
  return grades;
}

/** What was worked out of two already: of thousands of workloads most have outcomes that are the same objects. */
const pairs = rememberingOne(({ or, and }: Algebra) => ({
  worst: rememberingBoth((a: Grades, b: Grades) => kept(a, b, (level) => or(a[level]!, b[level]!))),
  best: rememberingBoth((a: Grades, b: Grades) => kept(a, b, (level) => and(a[level]!, b[level]!))),
}));

/** One of the two where it says the same. */
function kept(a: Grades, b: Grades, at: (level: number) => Bits): Grades {
  const grades = a.map((_, level) => at(level));
  return same(grades, a) ? a : same(grades, b) ? b : grades;
}

export const worst = (algebra: Algebra, a: Grades, b: Grades): Grades => (a === b ? a : pairs(algebra).worst(a, b));
export const best = (algebra: Algebra, a: Grades, b: Grades): Grades => (a === b ? a : pairs(algebra).best(a, b));

/** At least this bad. */
export const from = (grades: Grades, level: Exclude<Level, 0>): Bits => grades[level - 1]!;

/** At least `level` in these scenarios. */
export const raised = ({ or }: Algebra, grades: Grades, level: Exclude<Level, 0>, scenarios: Bits): Grades =>
  grades.map((bits, index) => (index < level ? or(bits, scenarios) : bits));

export function levelAt(grades: Grades, scenario: number): Level {
  let level = 0;
  while (level < WORST && has(grades[level]!, scenario)) level++;
  return level as Level;
}

export const same = (a: Grades, b: Grades): boolean => a === b || a.every((bits, index) => bits === b[index]);
