/** The scenarios, laid out as bits: nothing failed, each element alone, the named ones, then all pairs of elements. */
import type { Model } from '../../model/model';
import { elementsOf } from '../elements';
import { namedScenarios, pairId, type LinkUse, type Scenario, singles } from '../scenarios';
import { add, type Algebra, algebraOf, type Bits } from './bits';

export interface Field {
  readonly algebra: Algebra;
  /** Nothing failed, single elements and named scenarios: those of which more is told than their outcome. */
  readonly told: readonly Scenario[];
  /** How many scenarios there are, pairs included. */
  readonly size: number;
  readonly scenario: (index: number) => Scenario;
  /** Position of the scenario in which this element, or these two, have failed; undefined where it is not judged. */
  readonly indexOf: (one: string, two?: string) => number | undefined;
  /** Single elements that are judged, with the position of their scenario. */
  readonly singles: ReadonlyMap<string, number>;
  /** Scenarios in which an element has failed; the empty set for what is no element of this estate. */
  readonly failed: (element: string) => Bits;
  /** Scenarios in which no link between the two sides carries a use, whatever its state. */
  readonly cut: (use: LinkUse) => Bits;
  /** Scenarios that say themselves which sites reach the witness, and those in which this one does. */
  readonly witness: { readonly said: Bits; readonly reaches: (site: string) => Bits };
}

export const NOTHING: Scenario = { id: 'nothing', kind: 'named', elements: [], cut: [] };

export interface FieldOptions {
  /** Only these scenarios; absent: all that are judged. */
  readonly only?: readonly Scenario[];
  readonly pairs?: boolean;
}

export function fieldOf(model: Model, { only, pairs = true }: FieldOptions = {}): Field {
  const elements = elementsOf(model).map(({ id }) => id);
  const told = [NOTHING, ...(only === undefined ? [...singles(model), ...namedScenarios(model)] : withParts(only))];
  const count = elements.length;
  const first = told.length;
  const withPairs = pairs && only === undefined;
  const size = withPairs ? first + (count * (count - 1)) / 2 : first;
  const algebra = algebraOf(size);
  const pairIndex = (a: number, b: number): number => first + a * count - (a * (a + 1)) / 2 + (b - a - 1);

  const inTold = new Map<string, number[]>();
  told.forEach((scenario, index) => {
    for (const element of scenario.elements) if (inTold.get(element)?.push(index) === undefined) inTold.set(element, [index]);
  });
  const position = new Map(elements.map((id, index) => [id, index]));
  const failures = new Map<string, Bits>();
  const failed = (id: string): Bits => {
    const known = failures.get(id);
    if (known !== undefined) return known;
    const at = withPairs ? position.get(id) : undefined;
    const bits = algebra.made((words) => {
      for (const index of inTold.get(id) ?? []) add(words, index);
      if (at === undefined) return;
      for (let other = 0; other < at; other++) add(words, pairIndex(other, at));
      for (let other = at + 1; other < count; other++) add(words, pairIndex(at, other));
    });
    failures.set(id, bits);
    return bits;
  };
  const where = (holds: (scenario: Scenario) => boolean): Bits =>
    algebra.of(told.flatMap((scenario, index) => (holds(scenario) ? [index] : [])));
  const single = new Map(told.flatMap(({ kind, id }, index) => (kind === 'single' ? [[id, index] as const] : [])));
  const starts = withPairs ? elements.map((_, a) => pairIndex(a, a + 1)) : [];

  return {
    algebra,
    told,
    size,
    failed,
    singles: single,
    indexOf: (one, two) => {
      if (two === undefined) return single.get(one);
      const [a, b] = [position.get(one), position.get(two)];
      if (!withPairs || a === undefined || b === undefined || a === b) return undefined;
      return pairIndex(Math.min(a, b), Math.max(a, b));
    },
    cut: (use) => where(({ cut }) => cut.includes(use)),
    witness: {
      said: where(({ witness }) => witness !== undefined),
      reaches: (site) => where(({ witness }) => witness?.includes(site) === true),
    },
    scenario: (index) => {
      const known = told[index];
      if (known !== undefined) return known;
      const a = lastNotAfter(starts, index);
      const [one = '', two = ''] = [elements[a], elements[a + 1 + index - (starts[a] ?? 0)]];
      return { id: pairId(one, two), kind: 'pair', elements: one < two ? [one, two] : [two, one], cut: [] };
    },
  };
}

/** What came first may decide what the second does: each part of a scenario is judged alone as well. */
function withParts(only: readonly Scenario[]): readonly Scenario[] {
  const known = new Set(only.map(({ id }) => id));
  const parts = new Set(only.flatMap(({ elements }) => elements).filter((id) => !known.has(id)));
  return [...only, ...[...parts].map((id): Scenario => ({ id, kind: 'single', elements: [id], cut: [] }))];
}

/** Position of the last number that is not greater; the numbers rise. */
function lastNotAfter(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (numbers[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
