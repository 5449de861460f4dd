/** What leaves the estate, first without a word from anybody, then with an approval. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Finding } from '../../../config/finding';
import { parseRegister, REGISTER_FILE } from '../../../config/register';
import type { Candidate, Draft, Edit } from './draft';
import { Disagreement } from './step';

const VANISHED = 'stateful-vanished';
const APPROVALS = 'approvals.yaml';

/** The first candidate to which nothing but the register objects. */
export function firstRefusedByRegister(draft: Draft, candidates: Iterable<Candidate>, attempts = 15): Candidate | undefined {
  const before = new Set(draft.examine().findings.map(({ message }) => message));
  let left = attempts;
  for (const candidate of candidates) {
    if (left-- === 0) return undefined;
    const { findings, model } = draft.examine(candidate.edits);
    const errors = findings.filter(
      (finding) => finding.severity === 'error' && finding.exception === undefined && !before.has(finding.message),
    );
    if (model !== undefined && errors.length > 0 && errors.every(({ rule }) => rule === VANISHED)) return candidate;
  }
  return undefined;
}

/** Keys of the register that an approval must name. Throws where a finding is of another kind. */
export function keysRefused(findings: readonly Finding[]): readonly string[] {
  const other = findings.find(({ rule }) => rule !== VANISHED);
  if (other !== undefined) throw new Disagreement(`refused by another rule: ${other.message} [${other.rule}]`);
  return findings.map(({ subject }) => subject);
}

/** An approval that names these keys, until the end of the next year. */
export function approvalOf(draft: Draft, name: string, keys: readonly string[], asOf: string): Edit {
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
