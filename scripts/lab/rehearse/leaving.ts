/** What leaves the estate, first without a word from anybody, then with an approval. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { type Finding, stops } from '../../../config/finding';
import { parseRegister, REGISTER_FILE } from '../../../config/register';
import { type Limits, messagesOf } from './choose';
import type { Candidate, Draft, Edit } from './draft';
import { Disagreement, NotApplicable, Refused } from './step';

const VANISHED = 'stateful-vanished';
/** Something else in the estate names what would leave. */
const NEEDED = 'reference';
const APPROVALS = 'approvals.yaml';

/** A candidate that the register alone holds back. */
export interface Leaving extends Candidate {
  /** Keys of the register that an approval must name. */
  readonly keys: readonly string[];
  readonly approval: Edit;
}

export interface Departure {
  readonly candidates: Iterable<Candidate>;
  /** What is looked for, such as `tenant`. */
  readonly noun: string;
  /** Key of the approval. */
  readonly approval: string;
}

/** The first that nothing needs. Throws `NotApplicable` where there is none, `Refused` where the check is against it for another reason. */
export function chooseLeaving(draft: Draft, { candidates, noun, approval }: Departure, limits: Limits, asOf: string): Leaving {
  const known = messagesOf(draft.examine().findings);
  const leftOut = new Set<string>();
  let needed = 0;
  for (const candidate of candidates) {
    if (!limits.isChosen(candidate.stack)) {
      leftOut.add(candidate.stack);
      continue;
    }
    const errors = draft.examine(candidate.edits).findings.filter((finding) => stops(finding) && !known.has(finding.message));
    const foreign = errors.find(({ rule }) => rule !== VANISHED && rule !== NEEDED);
    if (foreign !== undefined)
      throw new Refused(`the check refuses that ${candidate.subject} leaves: ${foreign.message} [${foreign.rule}]`);
    if (errors.some(({ rule }) => rule === NEEDED)) {
      needed++;
      continue;
    }
    if (errors.length === 0) throw new Disagreement(`the check lets ${candidate.subject} leave without an approval`);
    const keys = errors.map(({ subject }) => subject);
    const leaving = { ...candidate, keys, approval: approvalOf(draft, approval, keys, asOf) };
    const touched = limits.touchesLeftOut({ ...leaving, edits: [...leaving.edits, leaving.approval] });
    if (touched === undefined) return leaving;
    leftOut.add(touched);
  }
  const stacks = [...leftOut].sort().join(', ');
  if (stacks !== '') throw new NotApplicable(`it would touch what --only leaves out: ${stacks}`);
  throw new NotApplicable(needed === 0 ? `the estate has no ${noun} of its own` : `something else in the estate needs each ${noun}`);
}

/** Throws where `cordee synth` refused for another reason than that these keys would leave without a word. */
export function expectRefusedFor(keys: readonly string[], findings: readonly Finding[]): void {
  const said = findings.map(({ rule, subject }) => `${subject} [${rule}]`).sort();
  const expected = keys.map((key) => `${key} [${VANISHED}]`).sort();
  if (said.join() !== expected.join())
    throw new Disagreement(`cordee synth refused ${said.join(', ')}; it had to refuse ${expected.join(', ')}`);
}

/** An approval that names these keys, until the end of the next year. */
function approvalOf(draft: Draft, name: string, keys: readonly string[], asOf: string): Edit {
  const text = draft.files.find(({ file }) => file === APPROVALS)?.text;
  const approvals = (text === undefined ? {} : parse(text)) as Record<string, unknown>;
  const approval = {
    keys,
    for: ['leave'],
    reason: 'rehearsal of a departure',
    owner: 'rehearsal',
    until: `${String(Number(asOf.slice(0, 4)) + 1)}-12-31`,
  };
  return { file: APPROVALS, text: stringify({ ...approvals, [name]: approval }) };
}

/** `stack:address` of these keys, and of what lies in them, as the register has them. */
export function addressesOf(estate: string, keys: readonly string[]): ReadonlySet<string> {
  const { register } = parseRegister(readFileSync(join(estate, REGISTER_FILE), 'utf8'));
  return new Set(
    keys.flatMap((key) => {
      const { stack, address } = register.keys[key] ?? register.leaving[key] ?? {};
      return stack === undefined || address === undefined ? [] : [`${stack}:${address}`];
    }),
  );
}
