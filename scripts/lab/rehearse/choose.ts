/** Which way of making a change is taken: the first that the check accepts, and that touches no stack that was left out. */
import { type Finding, stops } from '../../../config/finding';
import { rules } from '../../../config/rules/index';
import type { Candidate, Draft } from './draft';
import { NotApplicable, Refused } from './step';

export interface Search<C extends Candidate = Candidate> {
  readonly candidates: Iterable<C>;
  /** What the estate lacks where there is no candidate at all, as a sentence. */
  readonly none: string;
  /** Rules that may refuse one candidate though another may pass, such as room on its datastore. What another rule refuses is a failure. */
  readonly passes: readonly string[];
}

export interface Limits {
  readonly isChosen: (stack: string) => boolean;
  /** A stack that was left out and that the change would touch. */
  readonly touchesLeftOut: (candidate: Candidate) => string | undefined;
}

/** Each is a check of the whole estate. */
const ATTEMPTS = 25;

/** Throws `NotApplicable` where there is nothing to choose from, and `Refused` where the check is against it. */
export function choose<C extends Candidate>(draft: Draft, { candidates, none, passes }: Search<C>, limits: Limits): C {
  const { isChosen, touchesLeftOut } = limits;
  const unknown = passes.find((rule) => !rules.some(({ id }) => id === rule));
  if (unknown !== undefined) throw new Error(`no rule is called ${unknown}`);
  const known = messagesOf(draft.examine().findings);
  const refused: string[] = [];
  const leftOut = new Set<string>();
  for (const candidate of candidates) {
    if (!isChosen(candidate.stack)) {
      leftOut.add(candidate.stack);
      continue;
    }
    if (refused.length === ATTEMPTS) break;
    const objections = draft.examine(candidate.edits).findings.filter((finding) => stops(finding) && !known.has(finding.message));
    const [foreign] = objections.filter(({ rule }) => !passes.includes(rule));
    if (foreign !== undefined)
      throw new Refused(`the check refuses ${inWords(candidate, foreign)}; that rule has nothing to do with such a change`);
    const [own] = objections;
    const touched = own === undefined ? touchesLeftOut(candidate) : undefined;
    if (own === undefined && touched === undefined) return candidate;
    if (own !== undefined) refused.push(inWords(candidate, own));
    if (touched !== undefined) leftOut.add(touched);
  }
  if (refused.length > 0) throw new Refused(`the check refuses every way of it that was tried:\n    ${refused.join('\n    ')}`);
  throw new NotApplicable(leftOut.size === 0 ? none : `it would touch what --only leaves out: ${[...leftOut].sort().join(', ')}`);
}

export const messagesOf = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.filter((finding) => stops(finding)).map(({ message }) => message));

const inWords = ({ subject, what }: Candidate, { message, rule }: Finding): string => `${subject}: ${what}: ${message} [${rule}]`;
