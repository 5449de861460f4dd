/** Chance that a seed decides: the same estate on every machine. */
export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  readonly number: (least: number, most: number) => number;
  readonly chance: (share: number) => boolean;
  readonly one: <T>(of: readonly T[]) => T;
  /** Each with the chance `share`, in their order. */
  readonly some: <T>(of: readonly T[], share: number) => readonly T[];
  /** `count` of them, or all when there are fewer, without repetition. */
  readonly few: <T>(of: readonly T[], count: number) => readonly T[];
}

/** Mulberry32: small, and good enough to shuffle estates. */
function stream(seed: number): () => number {
  let state = (seed * 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function dice(seed: number): Dice {
  const next = stream(seed);
  const number = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const one = <T>(of: readonly T[]): T => of[number(0, of.length - 1)]!;
  return {
    number,
    one,
    chance: (share) => next() < share,
    some: (of, share) => of.filter(() => next() < share),
    few: <T>(of: readonly T[], count: number) => {
      const left = [...of];
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(number(0, left.length - 1), 1)[0]!);
    },
  };
}

/** Keys with a number: `names('host', 2)` is `host-1`, `host-2`. */
export const names = (stem: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${stem}-${String(index + 1)}`);
