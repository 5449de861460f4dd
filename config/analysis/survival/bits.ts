/**
 * Sets of scenarios. Each scenario is a bit, so that one operation judges all of them at once. Equal sets are one object, and an operation
 * that was done once is remembered: a thousand tenants that hang on the same things cost as much as one.
 */
export interface Bits {
  readonly words: Uint32Array;
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
}

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

/** Sets get numbers below this, so that two of them make one number that is still exact. */
const MOST_SETS = 2 ** 26;

export function algebraOf(size: number): Algebra {
  const length = Math.ceil(size / 32);
  const byHash = new Map<number, Bits[]>();
  const done = new Map<number, Bits>();
  let next = 0;

  const interned = (words: Uint32Array): Bits => {
    let hash = 0;
    for (let at = 0; at < length; at++) hash = (Math.imul(hash, 31) + words[at]!) | 0;
    const alike = byHash.get(hash);
    const same = alike?.find((other) => equal(other.words, words));
    if (same !== undefined) return same;
    const made = { words, id: next++ };
    if (alike === undefined) byHash.set(hash, [made]);
    else alike.push(made);
    return made;
  };
  const remembered = (key: number, make: () => Bits): Bits => {
    const known = done.get(key);
    if (known !== undefined) return known;
    const made = make();
    done.set(key, made);
    return made;
  };

  const none = interned(new Uint32Array(length));
  const full = new Uint32Array(length).fill(0xffffffff);
  if (size % 32 !== 0) full[length - 1] = 2 ** (size % 32) - 1;
  const all = interned(full);

  const less = (a: Bits, b: Bits): Bits => {
    if (b === none || a === none) return a;
    if (a === b || b === all) return none;
    return remembered((a.id * MOST_SETS + b.id) * 2, () => {
      const words = new Uint32Array(length);
      for (let at = 0; at < length; at++) words[at] = a.words[at]! & ~b.words[at]!;
      return interned(words);
    });
  };
  const not = (a: Bits): Bits => less(all, a);
  const or = (a: Bits, b: Bits): Bits => {
    if (a === b || b === none) return a;
    if (a === none) return b;
    if (a === all || b === all) return all;
    return remembered((Math.min(a.id, b.id) * MOST_SETS + Math.max(a.id, b.id)) * 2 + 1, () => {
      const words = new Uint32Array(length);
      for (let at = 0; at < length; at++) words[at] = a.words[at]! | b.words[at]!;
      return interned(words);
    });
  };
  const and = (a: Bits, b: Bits): Bits => (a === all ? b : b === all ? a : less(a, not(b)));

  return {
    size,
    none,
    all,
    and,
    or,
    not,
    less,
    any: (sets) => [...sets].reduce(or, none),
    every: (sets) => [...sets].reduce(and, all),
    of: (scenarios) => {
      const words = new Uint32Array(length);
      for (const index of scenarios) words[index >>> 5]! |= 1 << (index & 31);
      return interned(words);
    },
  };
}

function equal(a: Uint32Array, b: Uint32Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
