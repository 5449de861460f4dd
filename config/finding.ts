/** What the check has to say about one place of the estate's files. */

/** A place in a file; line and column count from 1. Files are named relative to the environment's folder. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Characters to underline on that line; at least 1. */
  readonly length: number;
}

export type Severity = 'error' | 'warning';

export interface Finding {
  /** Stable id, expanded by `cordee explain`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Model path of what it is about, such as `tenants.ville.workloads.files`. */
  readonly subject: string;
  readonly place: Place;
  /** What is wrong, with the offending value. */
  readonly message: string;
  /** What would be right. */
  readonly allowed?: string;
  /** The likely fix, as an instruction. */
  readonly fix?: string;
  /** Other places that the finding concerns. */
  readonly related: readonly { readonly note: string; readonly place: Place }[];
  /** Key of the exception that accepts it. */
  readonly exception?: string;
}

const byPlace = (a: Finding, b: Finding): number =>
  compare(a.place.file, b.place.file) ||
  a.place.line - b.place.line ||
  a.place.column - b.place.column ||
  compare(a.rule, b.rule) ||
  compare(a.message, b.message);

/** Comparison by code unit: the same order on every machine, whatever its locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const sortFindings = (findings: readonly Finding[]): Finding[] => [...findings].sort(byPlace);

/** True when the finding stops what follows: an error that no exception accepts. `strict` counts warnings too. */
export const stops = (finding: Finding, strict = false): boolean =>
  finding.exception === undefined && (finding.severity === 'error' || strict);
