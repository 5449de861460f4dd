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

export function algebraOf(size: number): Algebra {
  const length = Math.ceil(size / 32);
  const byHash = new Map<number, Bits[]>();
  /** By the number of one set, then of the other: what was worked out already. */
  const unions: Map<number, Bits>[] = [];
  const rests: Map<number, Bits>[] = [];
  /** Where a set is made before it is known whether it is new. */
  const draft = new Int32Array(length);

  const drafted = (hash: number): Bits => {
    const alike = byHash.get(hash);
    if (alike !== undefined) for (const other of alike) if (isDraft(other.words)) return other;
    const made = { words: draft.slice(), id: unions.length };
    unions.push(new Map());
    rests.push(new Map());
    if (alike === undefined) byHash.set(hash, [made]);
    else alike.push(made);
    return made;
  };
  const isDraft = (words: Int32Array): boolean => {
    for (let at = 0; at < length; at++) if (words[at] !== draft[at]) return false;
    return true;
  };
  const made = (fill: (words: Int32Array) => void): Bits => {
    draft.fill(0);
    fill(draft);
    let hash = 0;
    for (let at = 0; at < length; at++) hash = (Math.imul(hash, 31) + draft[at]!) | 0;
    return drafted(hash);
  };

  const none = made(() => undefined);
  const all = made((words) => {
    words.fill(-1);
    if (size % 32 !== 0) words[length - 1] = 2 ** (size % 32) - 1;
  });

  const less = (a: Bits, b: Bits): Bits => {
    if (b === none || a === none) return a;
    if (a === b || b === all) return none;
    const known = rests[a.id]!.get(b.id);
    if (known !== undefined) return known;
    const [from, taken] = [a.words, b.words];
    let hash = 0;
    for (let at = 0; at < length; at++) {
      const word = from[at]! & ~taken[at]!;
      draft[at] = word;
      hash = (Math.imul(hash, 31) + word) | 0;
    }
    const rest = drafted(hash);
    rests[a.id]!.set(b.id, rest);
    return rest;
  };
  const not = (a: Bits): Bits => less(all, a);
  const or = (a: Bits, b: Bits): Bits => {
    if (a === b || b === none) return a;
    if (a === none) return b;
    if (a === all || b === all) return all;
    if (a.id > b.id) return or(b, a);
    const known = unions[a.id]!.get(b.id);
    if (known !== undefined) return known;
    const [one, other] = [a.words, b.words];
    let hash = 0;
    for (let at = 0; at < length; at++) {
      const word = one[at]! | other[at]!;
      draft[at] = word;
      hash = (Math.imul(hash, 31) + word) | 0;
    }
    const union = drafted(hash);
    unions[a.id]!.set(b.id, union);
    return union;
  };
  const and = (a: Bits, b: Bits): Bits => (a === all ? b : b === all ? a : a === none || b === none ? none : less(a, not(b)));

  return {
    size,
    none,
    all,
    and,
    or,
    not,
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
