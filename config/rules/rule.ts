/** The shape of a rule of the domain. One rule, one file; `index.ts` lists them. */
import type { Severity } from '../finding';
import type { Collection } from '../model/index';
import type { Model } from '../model/model';

/** What a rule says of one place. Paths are Model paths, as `networks.dmz.vlan`; the framework finds file, line and column. */
export interface Verdict {
  /** Path of the offending field; the nearest ancestor that is written, where it comes from a default. */
  readonly at: string;
  /** What is wrong, with the offending value in backquotes. */
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
  /** Point at the key of `at` rather than at its value. */
  readonly aim?: 'key' | 'value';
  /** The other places that the finding concerns. */
  readonly also?: readonly { readonly at: string; readonly note: string }[];
}

export interface RuleContext {
  /** Day at which dates are judged, `2026-11-23`, given at the edge. */
  readonly asOf: string;
}

export interface Rule {
  /** Stable id, in kebab-case; the name of its file. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what must hold. */
  readonly title: string;
  /** Why, in two or three sentences, for `cordee explain`. */
  readonly reason: string;
  /** Where that is known from: the vendor's page, a thread, or our own decision. */
  readonly source: string;
  /** Collections that it reads; it is not judged when one of them has errors of syntax, shape or reference. */
  readonly reads: readonly Collection[];
  /** An exception with a reason, an owner and an end may accept its findings. Default: false. */
  readonly waivable?: boolean;
  readonly check: (model: Model, report: (verdict: Verdict) => void, context: RuleContext) => void;
}
