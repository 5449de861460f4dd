/** A cell that must hold and does not. */
import type { Basis } from '../claim';
import type { Loss } from '../clock';
import type { Link } from './chain';
import type { Outcome } from '../levels';

/** Why it does not hold; an exception names one of them as its rule. */
export const UNMET_RULES = [
  'survival-lost',
  'survival-unreached',
  'witness-unconfirmed',
  'survival-diverged',
  'survival-stopped',
  'survival-late',
  'survival-data',
  'survival-seats',
] as const;
export type UnmetRule = (typeof UNMET_RULES)[number];

export interface Unmet {
  /** `row@failure`, stable. */
  readonly id: string;
  readonly row: string;
  readonly failure: string;
  /** Key of the tenant whose workload it is; absent for shared services, machines, desktops and schools. */
  readonly tenant?: string;
  readonly rule: UnmetRule;
  readonly outcome: Outcome;
  /** Out of office hours, in seconds; absent where nothing brings it back. */
  readonly seconds?: number;
  readonly loss: Loss;
  /** The objective that is missed, in seconds; absent where the outcome alone is none. */
  readonly allowed?: number;
  /** The smallest set of failed elements that has the same effect. */
  readonly cut: readonly string[];
  /** From the workload to what failed. */
  readonly chain: readonly Link[];
  /** Of the outcome, where that alone is never met; else of the time or the loss that misses the objective. */
  readonly basis: Basis;
  /** Key of the exception that accepts it. */
  readonly exception?: string;
}
