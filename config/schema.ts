/**
 * Does a value have the shape that its kind describes? Only the words of JSON Schema that `model/fields.ts` uses are known here: a general
 * validator takes longer to prepare than the whole estate takes to check. Tests hold that one agrees.
 */
import { didYouMean, nearest } from './nearest';
import { isAddress, isSubnet } from './model/addresses';
import { KEY_WORDS } from './model/fields';
import { type Collection, kindOf } from './model/index';
import { sortedKeys } from './model/sorted-keys';
import { type Described, described, isRecord } from './walk';
import { noQuantity, unfit } from './written-quantity';

export interface SchemaProblem {
  /** Segments from the entity to the offending value, or key. */
  readonly pointer: readonly string[];
  readonly aim: 'key' | 'value';
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

export function problemsOf(collection: Collection, data: unknown): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  judge(described(kindOf(collection).schema), data, [], problems);
  return problems;
}

/** A day that exists, as `2027-06-30`. */
export const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);

const FORMATS: Readonly<Record<string, { readonly fits: (value: string) => boolean; readonly allowed: string }>> = {
  date: { fits: isDay, allowed: 'a day that exists, as `2027-06-30`' },
  ip: { fits: isAddress, allowed: 'an IPv4 or IPv6 address, as `10.10.0.1`' },
  cidr: { fits: isSubnet, allowed: 'a subnet without host bits, as `10.10.0.0/24`' },
};

const TYPES: Readonly<Record<string, { readonly fits: (value: unknown) => boolean; readonly words: string }>> = {
  string: { fits: (value) => typeof value === 'string', words: 'text' },
  integer: { fits: (value) => Number.isInteger(value), words: 'a whole number' },
  number: { fits: (value) => Number.isFinite(value), words: 'a number' },
  boolean: { fits: (value) => typeof value === 'boolean', words: '`true` or `false`' },
  object: { fits: isRecord, words: 'a map' },
  array: { fits: Array.isArray, words: 'a list' },
};

const patterns = new Map<string, RegExp>();
function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (pattern === undefined) patterns.set(source, (pattern = new RegExp(source, 'u')));
  return pattern;
}

function judge(schema: Described, value: unknown, pointer: readonly string[], problems: SchemaProblem[]): void {
  const report = (message: string, more: { allowed?: string; fix?: string } = about(schema.description)): unknown =>
    problems.push({ pointer, aim: 'value', message, ...more });
  const type = TYPES[schema.type ?? ''];
  if (schema.quantity !== undefined) {
    const written = typeof value === 'string' && patternOf(schema.pattern ?? '').test(value);
    const problem = written ? unfit(schema, schema.quantity, value) : noQuantity(schema.quantity, textOf(value));
    if (problem === undefined) return;
    const { message, ...more } = problem;
    report(`${shown(value)} ${message}`, more);
  } else if (schema.enum !== undefined) {
    if (typeof value === 'string' && schema.enum.includes(value)) return;
    report(`${shown(value)} is not allowed here`, { allowed: schema.enum.join(', '), ...didYouMean(textOf(value), schema.enum) });
  } else if (type !== undefined && !type.fits(value)) {
    report(`${shown(value)} stands where ${type.words} is needed`);
  } else if (typeof value === 'string') judgeText(schema, value, report);
  else if (typeof value === 'number') judgeNumber(schema, value, report);
  else if (Array.isArray(value)) judgeList(schema, value, pointer, problems, report);
  else if (isRecord(value)) judgeMap(schema, value, pointer, problems, report);
}

type Report = (message: string, more?: { allowed?: string; fix?: string }) => unknown;

function judgeText(schema: Described, value: string, report: Report): void {
  const { format, pattern, minLength, maxLength, description } = schema;
  if (minLength !== undefined && value.length < minLength) report('this is empty');
  else if (format !== undefined && FORMATS[format]?.fits(value) === false)
    report(`${shown(value)} does not fit`, about(description, FORMATS[format].allowed));
  else if (pattern !== undefined && !patternOf(pattern).test(value))
    report(`${shown(value)} does not fit`, about(description, `text of the form ${pattern}`));
  if (maxLength !== undefined && Array.from(value).length > maxLength) report(`this is longer than ${String(maxLength)} characters`);
}

function judgeNumber({ minimum, maximum, description }: Described, value: number, report: Report): void {
  if (minimum !== undefined && value < minimum) report(`${shown(value)} is out of range`, about(description, `>= ${String(minimum)}`));
  if (maximum !== undefined && value > maximum) report(`${shown(value)} is out of range`, about(description, `<= ${String(maximum)}`));
}

function judgeList(
  schema: Described,
  value: readonly unknown[],
  pointer: readonly string[],
  problems: SchemaProblem[],
  report: Report,
): void {
  const { minItems = 0, uniqueItems, items } = schema;
  if (value.length < minItems) report(`this list needs at least ${String(minItems)} ${minItems === 1 ? 'entry' : 'entries'}`);
  const seen = new Set<string>();
  for (const [index, item] of value.entries()) {
    const at = [...pointer, String(index)];
    if (items !== undefined) judge(items, item, at, problems);
    const same = canonical(item);
    if (uniqueItems === true && seen.has(same))
      problems.push({ pointer: at, aim: 'value', message: `${shown(item)} stands twice in this list`, fix: 'keep one of them' });
    seen.add(same);
  }
}

function judgeMap(
  schema: Described,
  value: Readonly<Record<string, unknown>>,
  pointer: readonly string[],
  problems: SchemaProblem[],
  report: Report,
): void {
  const { minProperties = 0, properties = {}, patternProperties = {}, required = [] } = schema;
  if (Object.keys(value).length < minProperties)
    report(`this map needs at least ${String(minProperties)} ${minProperties === 1 ? 'entry' : 'entries'}`);
  const [each] = Object.entries(patternProperties);
  const absent = Object.keys(properties).filter((name) => !Object.hasOwn(value, name));
  const misspelt = new Set<string>();
  for (const [key, item] of Object.entries(value)) {
    const at = [...pointer, key];
    const field = Object.hasOwn(properties, key)
      ? properties[key]
      : each !== undefined && patternOf(each[0]).test(key)
        ? each[1]
        : undefined;
    if (field !== undefined) judge(field, item, at, problems);
    else {
      // What is missing is more likely meant than what is there already.
      const meant = nearest(key, absent) ?? nearest(key, Object.keys(properties));
      if (meant !== undefined) misspelt.add(meant);
      problems.push(unknownKey(at, key, Object.keys(properties), meant));
    }
  }
  for (const name of required) {
    // A misspelt field is said once, where it stands.
    if (Object.hasOwn(value, name) || misspelt.has(name)) continue;
    const about = properties[name]?.description;
    const fix = `add \`${name}:\`${about === undefined ? '' : ` (${lead(about)})`}`;
    problems.push({ pointer, aim: 'key', message: `\`${name}\` is missing`, fix });
  }
}

function unknownKey(pointer: readonly string[], key: string, known: readonly string[], meant: string | undefined): SchemaProblem {
  const at = { pointer, aim: 'key' as const };
  return known.length === 0
    ? { ...at, message: `\`${key}\` is no key`, allowed: KEY_WORDS, fix: 'use lower-case letters, digits and single hyphens' }
    : {
        ...at,
        message: `\`${key}\` is unknown here`,
        allowed: known.join(', '),
        ...(meant === undefined ? {} : { fix: `did you mean \`${meant}\`?` }),
      };
}

/** One text for equal values, whatever the order of their keys. */
const canonical = (value: unknown): string => JSON.stringify(sortedKeys(value));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : textOf(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}
const lead = (description: string): string => description.split(/[.;:]( |$)/)[0] ?? description;
/** What is allowed, and what the field is for. */
const about = (description: string | undefined, allowed?: string): { allowed?: string } => {
  const purpose = description === undefined ? undefined : lead(description);
  if (allowed === undefined) return purpose === undefined ? {} : { allowed: purpose };
  return { allowed: purpose === undefined ? allowed : `${allowed} (${purpose})` };
};
