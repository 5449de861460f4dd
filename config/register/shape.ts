/** Whether a line of the register says what Cordée would have written: what is compared must have the types that it is compared by. */
import { isRecord } from '../walk';
import type { Consent, Leaving } from './types';

type Test = (value: unknown) => boolean;

const text: Test = (value) => typeof value === 'string';
const number: Test = (value) => typeof value === 'number';
const flag: Test = (value) => typeof value === 'boolean';
const list =
  (each: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(each);
const map =
  (each: Test): Test =>
  (value) =>
    isRecord(value) && Object.values(value).every(each);
const fields =
  (tests: Readonly<Record<string, Test>>, required: readonly string[]): Test =>
  (value) =>
    isRecord(value) &&
    required.every((field) => field in value) &&
    Object.entries(tests).every(([field, test]) => !(field in value) || test(value[field]));

const CONSENT: Record<keyof Consent, Test> = { key: text, for: list(text), reason: text, owner: text, until: text };

const ENTRY: Record<keyof Leaving, Test> = {
  stack: text,
  address: text,
  size: number,
  mirrored: flag,
  pools: list(text),
  version: text,
  cpus: number,
  coresPerSocket: number,
  memory: number,
  nics: list(text),
  uses: list(text),
  returned: (value) => value === true,
  cards: map(list(text)),
  fixed: map((value) => text(value) || number(value)),
  approval: fields(CONSENT, Object.keys(CONSENT)),
};

const entry = fields(ENTRY, ['stack']);

/** A field that is not known is no fault: a newer Cordée may have written it. */
export const isEntry = (value: unknown): value is Leaving => entry(value);
