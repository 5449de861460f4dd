/** One thing that a rehearsal shows. One file each in `steps/`. */
import type { Host } from '../../../config/model/host';
import type { Draft } from './draft';
import type { Stage } from './stage';

export interface Step {
  /** Name of its file, and of the step in records. */
  readonly key: string;
  readonly title: string;
  /**
   * What must be so before the first deployment for the step to have something to do: edits the copy, and returns hosts that vCenter has
   * though the estate does not describe them yet.
   */
  readonly before?: (draft: Draft) => Before;
  /** Throws one of the errors below where it is not done. */
  readonly run: (stage: Stage) => Promise<void>;
}

export interface Before {
  /** What was changed, in words, or undefined. */
  readonly what?: string;
  readonly racked?: readonly Host[];
}

/** The estate has nothing that the step could be shown on, or --only leaves it out. */
export class NotApplicable extends Error {}

/** The check is against what the step would change: nothing was deployed, so the next step can be shown. */
export class Refused extends Error {}

/** Something is not as it must be: a plan, a refusal, an outcome. What follows would stand on it. */
export class Disagreement extends Error {}

/** A plan would destroy what holds data, and nobody approved it. */
export class UnapprovedDestruction extends Error {}
