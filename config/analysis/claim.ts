/** What the analysis says of an estate: figures and shortfalls, each with how it is known. */

/** `declared`: written in a file. `computed`: follows from what is written. `estimated`: rests on an assumption of `estate.yaml`. */
export type Basis = 'declared' | 'computed' | 'estimated';

export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly basis: Basis;
}

/** Something promised that is not kept. */
export interface Shortfall {
  /** Stable: the same on every run for the same fact, such as `backup/copies/ville/fichiers`. */
  readonly id: string;
  /** Model path of what it is about. */
  readonly subject: string;
  /** One sentence for people. */
  readonly what: string;
  /** Model paths that explain it. */
  readonly places: readonly string[];
  readonly basis: Basis;
}

/** A figure with at most so many decimals: the same on every machine, and no more exact than what it rests on. */
export function figure(value: number, unit: string, basis: Basis, decimals = 0): Figure {
  const scale = 10 ** decimals;
  return { value: Math.round(value * scale) / scale, unit, basis };
}
