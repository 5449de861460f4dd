/** What the clock says of one workload and one failure. */
import type { Copy } from '../backup/copies';
import type { Basis } from '../claim';
import type { Outcome } from '../levels';
import type { Loss } from './loss';

/** Times of one workload, all in seconds since the failure. `Infinity` where nothing that is described brings it back. */
export interface Times {
  /** Until its users reach it again when the failure comes out of office hours; 0 when uninterrupted. */
  readonly seconds: number;
  /** The same in office hours: it differs where somebody has to act. */
  readonly inHours: number;
  /** Its own data that are lost: 0 with a mirror, the age of the copy after a restore. */
  readonly loss: Loss;
}

export interface Recovery extends Times {
  /** The copy that it is restored from; absent where it is not restored. */
  readonly from?: Copy;
  /** What happens one after the other, out of office hours; their times add up to `seconds` where that is finite. */
  readonly steps: readonly Step[];
}

export interface Step {
  /** For people: a phrase without its time. */
  readonly what: string;
  readonly seconds: number;
  readonly basis: Basis;
  /** Model path of what decides how long it takes; of an assumption also where the files leave it at its default. */
  readonly path: string;
  /** Id of the workload or machine that it waits for. */
  readonly on?: string;
  /** The function that acts or decides; absent where nobody has to. */
  readonly who?: string;
}

/** How a workload comes back: it was not hit; HA starts it; somebody starts it by hand; its data are restored; or nothing described does. */
export type Way = 'runs' | 'ha' | 'by-hand' | 'restore' | 'none';

/** One line of a tenant’s plan: a workload of its own, or a shared one that its own wait for. */
export interface PlanLine {
  readonly workload: string;
  readonly priority: string;
  readonly outcome: Outcome;
  readonly way: Way;
  /** Site where it runs then; absent: none is known. */
  readonly place?: string;
  /** Out of office hours: when its start, or the restore of its data, begins. 0 for what was not hit. */
  readonly begins: number;
  /** Out of office hours, until it works. Its users reach it when routing has converged: `Recovery.seconds`. */
  readonly works: number;
  /** `works` when the failure comes in office hours. */
  readonly inHours: number;
  /** The function that decides or acts; absent where HA does it alone. */
  readonly who?: string;
  /** The dependency that it waits for longest; absent: for none. */
  readonly waitsFor?: string;
  /** The copy that it is restored from. */
  readonly from?: Copy;
}
