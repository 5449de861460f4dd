/** JSON Schema of each kind: what editors read and the check enforces, and the messages for what it refuses. */
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { closest } from 'fastest-levenshtein';
import { KEY_MAX } from './model/fields';
import { isAddress, isSubnet } from './model/addresses';
import { type Collection, kindOf } from './model/index';
import { type Dimension, exampleOf, unitsOf } from './model/quantities';

export interface SchemaProblem {
  /** Segments from the entity to the offending value, or key. */
  readonly pointer: readonly string[];
  readonly aim: 'key' | 'value';
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, strictTypes: false });
for (const keyword of ['quantity', 'ref', 'keys', 'later']) ajv.addKeyword(keyword);
ajv.addFormat(
  'date',
  (value: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value),
);
ajv.addFormat('ip', isAddress);
ajv.addFormat('cidr', isSubnet);

const compiled = new Map<Collection, ValidateFunction>();

export function problemsOf(collection: Collection, data: unknown): SchemaProblem[] {
  let validate = compiled.get(collection);
  if (validate === undefined) compiled.set(collection, (validate = ajv.compile(kindOf(collection).schema)));
  return validate(data) ? [] : (validate.errors ?? []).filter((error) => error.keyword !== 'if').map(translate);
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
};
const FORMATS: Readonly<Record<string, string>> = {
  date: 'a day that exists, as `2027-06-30`',
  ip: 'an IPv4 or IPv6 address, as `10.10.0.1`',
  cidr: 'a subnet without host bits, as `10.10.0.0/24`',
};
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  object: 'a map',
  array: 'a list',
};

function translate(error: ErrorObject): SchemaProblem {
  const pointer = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const schema = (error.parentSchema ?? {}) as {
    quantity?: Dimension;
    description?: string;
    properties?: object;
    pattern?: string;
    type?: string;
  };
  const params = error.params as Record<string, unknown>;
  const value = error.data;
  const quantity = schema.quantity;
  if (quantity !== undefined && (error.keyword === 'pattern' || error.keyword === 'type')) {
    const allowed = `a number and a unit: ${unitsOf(quantity).join(', ')}`;
    return { pointer, aim: 'value', message: `${shown(value)} is no ${quantity}`, allowed, fix: `write it as \`${exampleOf(quantity)}\`` };
  }
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(pointer, String(params['additionalProperty']), Object.keys(schema.properties ?? {}));
    case 'required': {
      const name = String(params['missingProperty']);
      const described = ((schema.properties as Record<string, { description?: string }> | undefined) ?? {})[name]?.description;
      return {
        pointer,
        aim: 'key',
        message: `\`${name}\` is missing`,
        fix: `add \`${name}:\`${described === undefined ? '' : ` (${lead(described)})`}`,
      };
    }
    case 'enum': {
      const allowed = (params['allowedValues'] as unknown[]).map(String);
      return {
        pointer,
        aim: 'value',
        message: `${shown(value)} is not allowed here`,
        allowed: allowed.join(', '),
        fix: `did you mean \`${closest(String(value), allowed)}\`?`,
      };
    }
    case 'type':
      return {
        pointer,
        aim: 'value',
        message: `${value === null ? 'nothing' : shown(value)} stands where ${TYPES[String(params['type'])] ?? 'another value'} is needed`,
        ...hint(schema.description),
      };
    case 'format':
      return {
        pointer,
        aim: 'value',
        message: `${shown(value)} does not fit`,
        allowed: FORMATS[String(params['format'])] ?? 'another form',
        ...hint(schema.description),
      };
    case 'pattern':
      return {
        pointer,
        aim: 'value',
        message: `${shown(value)} does not fit`,
        allowed: `text of the form ${schema.pattern ?? ''}`,
        ...hint(schema.description),
      };
    case 'minimum':
    case 'maximum':
      return {
        pointer,
        aim: 'value',
        message: `${shown(value)} is out of range`,
        allowed: `${String(params['comparison'])} ${String(params['limit'])}`,
        ...hint(schema.description),
      };
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'minProperties':
      return { pointer, aim: 'value', message: sizeMessage(error.keyword, Number(params['limit'])), ...hint(schema.description) };
    case 'uniqueItems':
      return {
        pointer: [...pointer, String(params['i'])],
        aim: 'value',
        message: `${shown((value as unknown[])[Number(params['i'])])} stands twice in this list`,
        fix: 'keep one of them',
      };
    default:
      return { pointer, aim: 'value', message: `${shown(value)}: ${error.message ?? 'does not fit'}` };
  }
}

const lead = (description: string): string => description.split(/[.;:]( |$)/)[0] ?? description;
const hint = (description: string | undefined): { fix?: string } =>
  description === undefined ? {} : { fix: `it means: ${lead(description)}` };
const sizeMessage = (keyword: string, limit: number): string =>
  ({
    minLength: 'this is empty',
    maxLength: `this is longer than ${String(limit)} characters`,
    minItems: `this list needs at least ${String(limit)} ${limit === 1 ? 'entry' : 'entries'}`,
    minProperties: `this map needs at least ${String(limit)} ${limit === 1 ? 'entry' : 'entries'}`,
  })[keyword] ?? 'this has the wrong size';

function unknownKey(pointer: readonly string[], key: string, known: readonly string[]): SchemaProblem {
  const at = { pointer: [...pointer, key], aim: 'key' as const };
  return known.length === 0
    ? {
        ...at,
        message: `\`${key}\` is no key`,
        allowed: `lower-case letters, digits and single hyphens, at most ${String(KEY_MAX)} characters`,
      }
    : { ...at, message: `\`${key}\` is unknown here`, allowed: known.join(', '), fix: `did you mean \`${closest(key, [...known])}\`?` };
}
