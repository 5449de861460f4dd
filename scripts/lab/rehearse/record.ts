/** The record of a rehearsal, for programs and for the files of whoever must show it later. */
import type { PlannedChange } from '../terraform-plan';
import type { Providers } from '../providers';

/** Raised when the JSON changes in a way that could break a reader. */
export const RECORD_VERSION = 1;

export interface RehearsalRecord {
  readonly version: typeof RECORD_VERSION;
  readonly environment: string;
  /** ISO 8601. */
  readonly started: string;
  readonly seconds: number;
  /** Whether every step was done or not applicable. */
  readonly passed: boolean;
  readonly cordee: string;
  readonly terraform: string;
  readonly providers: Pick<Providers, 'kind' | 'because' | 'binaries' | 'cannotShow'>;

  /** Stacks that --only left out; nothing is said of them. */
  readonly leftOut: readonly string[];
  /** What the copy was changed to before its first deployment. */
  readonly before: readonly string[];
  readonly steps: readonly StepRecord[];
  /** Kind of resource → how many objects were created, left alone by a second plan, changed and destroyed. */
  readonly kinds: Readonly<Record<string, KindCounts>>;
  /** MiB at the worst moment, of all processes that were started together; absent where it cannot be measured. */
  readonly peakMib?: number;
}

export interface StepRecord {
  readonly key: string;
  readonly title: string;
  readonly outcome: 'done' | 'not applicable' | 'failed';
  /** Why it was not applicable, or failed. */
  readonly why?: string;
  /** What was edited, in words. */
  readonly changes: readonly string[];
  /** Findings by which `cordee synth` refused, as rule and message. */
  readonly refusals: readonly string[];
  readonly stacks: readonly StackRecord[];
  /** What was found in the states and the simulators next to what had to be there. */
  readonly compared: readonly ComparedRecord[];
  /** What the step would show elsewhere, and could not show here. */
  readonly notShown: readonly string[];
  readonly seconds: number;
}

export interface StackRecord {
  readonly stack: string;
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly changes: readonly PlannedChange[];
  readonly seconds: number;
}

export interface ComparedRecord {
  readonly what: string;
  readonly expected: string;
  readonly observed: string;
  readonly agrees: boolean;
}

export interface KindCounts {
  readonly created: number;
  readonly replanned: number;
  readonly changed: number;
  readonly destroyed: number;
}
