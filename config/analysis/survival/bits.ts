/**
 * Sets of scenarios. Each scenario is a bit, so that one operation judges all of them at once. Equal sets are one object, and an operation
 * that was done once is remembered: a thousand tenants that hang on the same things cost as much as one.
 */
export interface Bits {
  /** 32 scenarios each. Signed, for those are the numbers that the engine keeps whole. */
  readonly words: Int32Array;
  /** Number of the set within its algebra. */
  readonly id: number;
}

export interface Algebra {
  readonly size: number;
  readonly none: Bits;
  readonly all: Bits;
  readonly and: (a: Bits, b: Bits) => Bits;
  readonly or: (a: Bits, b: Bits) => Bits;
  readonly not: (a: Bits) => Bits;
  /** In `a` and not in `b`. */
  readonly less: (a: Bits, b: Bits) => Bits;
  readonly any: (sets: Iterable<Bits>) => Bits;
  readonly every: (sets: Iterable<Bits>) => Bits;
  /** The set of these scenarios. */
  readonly of: (scenarios: Iterable<number>) => Bits;
  /** The set that `fill` makes of an empty one by `add`. It must ask nothing of the algebra meanwhile. */
  readonly made: (fill: (words: Int32Array) => void) => Bits;
}

/** Puts a scenario into a set that is being made. */
export const add = (words: Int32Array, index: number): void => {
  words[index >>> 5]! |= 1 << (index & 31);
};

export const has = ({ words }: Bits, index: number): boolean => ((words[index >>> 5]! >>> (index & 31)) & 1) === 1;

/** Calls `visit` for each scenario of the set, in order. */
export function each({ words }: Bits, visit: (index: number) => void): void {
  for (let at = 0; at < words.length; at++) {
    let word = words[at]!;
    while (word !== 0) {
      const lowest = word & -word;
      visit(at * 32 + 31 - Math.clz32(lowest));
      word ^= lowest;
    }
  }
}

/** How many sets get their words from one array. */
const SETS_PER_SLAB = 128;

export function algebraOf(size: number): Algebra {
  const length = Math.ceil(size / 32);
  const byHash = new Map<number, Bits[]>();
  /** By the number of one set, then of the other: what was worked out already. */
  const known = { both: [], either: [], less: [] } satisfies Record<string, (Map<number, Bits> | undefined)[]>;
  /** Where a set is made before it is known whether it is new. */
  const draft = new Int32Array(length);
  let sets = 0;
  // Room for many sets at a time: the engine takes much longer over a thousand small arrays than over a few large ones.
  let slab = draft;
  let used = length;

  const interned = (hash: number): Bits => {
    const alike = byHash.get(hash);
    if (alike !== undefined) for (const other of alike) if (equal(other.words, draft)) return other;
    if (used + length > slab.length) {
      slab = new Int32Array(length * SETS_PER_SLAB);
      used = 0;
    }
    const words = slab.subarray(used, (used += length));
    words.set(draft);
    const made = { words, id: sets++ };
    if (alike === undefined) byHash.set(hash, [made]);
    else alike.push(made);
    return made;
  };
  const combined = (done: (Map<number, Bits> | undefined)[], a: Bits, b: Bits, flips: Flips): Bits => {
    const ofOne = (done[a.id] ??= new Map<number, Bits>());
    const found = ofOne.get(b.id);
    if (found !== undefined) return found;
    const made = interned(meet(a.words, b.words, draft, flips));
    ofOne.set(b.id, made);
    return made;
  };
  const made = (fill: (words: Int32Array) => void): Bits => {
    draft.fill(0);
    fill(draft);
    return interned(meet(draft, draft, draft, BOTH));
  };

  const none = made(() => undefined);
  const all = made((words) => {
    words.fill(-1);
    if (size % 32 !== 0) words[length - 1] = 2 ** (size % 32) - 1;
  });

  const less = (a: Bits, b: Bits): Bits => {
    if (b === none || a === none) return a;
    if (a === b || b === all) return none;
    return combined(known.less, a, b, LESS);
  };
  const or = (a: Bits, b: Bits): Bits => {
    if (a === b || b === none) return a;
    if (a === none) return b;
    if (a === all || b === all) return all;
    return a.id < b.id ? combined(known.either, a, b, EITHER) : combined(known.either, b, a, EITHER);
  };
  const and = (a: Bits, b: Bits): Bits => {
    if (a === b || b === all) return a;
    if (a === all) return b;
    if (a === none || b === none) return none;
    return a.id < b.id ? combined(known.both, a, b, BOTH) : combined(known.both, b, a, BOTH);
  };

  return {
    size,
    none,
    all,
    and,
    or,
    not: (a) => less(all, a),
    less,
    any: (sets) => {
      let sum = none;
      for (const set of sets) sum = or(sum, set);
      return sum;
    },
    every: (sets) => {
      let sum = all;
      for (const set of sets) sum = and(sum, set);
      return sum;
    },
    of: (scenarios) =>
      made((words) => {
        for (const index of scenarios) add(words, index);
      }),
    made,
  };
}

/** Which words are turned over: those of the one set, of the other, of what they have in common. -1 turns, 0 does not. */
type Flips = readonly [one: number, other: number, both: number];
const BOTH: Flips = [0, 0, 0];
const EITHER: Flips = [-1, -1, -1];
const LESS: Flips = [0, -1, 0];

/** All operations in one loop, which the engine is the sooner to translate. Answers with a hash of the words. */
function meet(a: Int32Array, b: Int32Array, into: Int32Array, [flipA, flipB, flip]: Flips): number {
  let hash = 0;
  for (let at = 0; at < into.length; at++) {
    const word = ((a[at]! ^ flipA) & (b[at]! ^ flipB)) ^ flip;
    into[at] = word;
    hash = (Math.imul(hash, 31) + word) | 0;
  }
  return hash;
}

function equal(a: Int32Array, b: Int32Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
