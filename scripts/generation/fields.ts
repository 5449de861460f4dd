/** The fields of a kind as rows: one line per field, with its type and default in words. */
import { modelUnitOf, exampleOf } from '../../config/model/quantities';
import { type Described, valueOf } from '../../config/walk';
import { limitWords } from '../../config/written-quantity';

export interface FieldRow {
  /** `rooms.<key>.title`, `feeds[]`. */
  readonly name: string;
  readonly schema: Described;
  /** Must be written, once what contains it is. */
  readonly required: boolean;
}

export function* rowsOf(schema: Described, prefix = ''): Generator<FieldRow> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    yield { name: prefix + name, schema: field, required: schema.required?.includes(name) === true };
    yield* inside(field, prefix + name);
  }
}

function* inside(field: Described, name: string): Generator<FieldRow> {
  const each = valueOf(field);
  if (each !== undefined) yield* each.properties === undefined ? inside(each, `${name}.<key>`) : rowsOf(each, `${name}.<key>.`);
  else if (field.items !== undefined) yield* field.items.properties === undefined ? [] : rowsOf(field.items, `${name}[].`);
  else yield* rowsOf(field, `${name}.`);
}

const FORMATS: Readonly<Record<string, string>> = { date: 'date', ip: 'address', cidr: 'subnet' };
const TYPES: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', number: 'number', boolean: '`true`, `false`' };

/** The type in the words of whoever writes the file: `size, as 64 GiB`; `list of keys of feeds`. */
export function writtenType(schema: Described): string {
  const { format, minimum, maximum, pattern } = schema as Limits;
  if (schema.quantity !== undefined) return [`${schema.quantity}, as \`${exampleOf(schema.quantity)}\``, ...limitWords(schema)].join('; ');
  if (schema.ref !== undefined) return `key of ${schema.ref}`;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.items !== undefined) return schema.items.properties === undefined ? `list of: ${writtenType(schema.items)}` : 'list';
  const each = valueOf(schema);
  if (each !== undefined) {
    const keys = schema.keys === undefined ? 'map by key' : `map by key of ${schema.keys}`;
    return each.properties === undefined ? `${keys}: ${writtenType(each)}` : keys;
  }
  if (schema.properties !== undefined) return 'group';
  if (format !== undefined) return FORMATS[format] ?? format;
  const range =
    minimum === undefined ? '' : maximum === undefined ? ` from ${String(minimum)}` : ` ${String(minimum)} to ${String(maximum)}`;
  const form = pattern === undefined ? '' : ` of the form \`${pattern}\``;
  return `${TYPES[schema.type ?? ''] ?? schema.type ?? 'any'}${range}${form}`;
}

/** The type in the Model: quantities are numbers of one unit, references full ids. */
export function modelType(schema: Described): string {
  if (schema.quantity !== undefined) return `number, in ${unitName(schema)}`;
  if (schema.ref !== undefined) return `id of ${schema.ref}`;
  if (schema.items !== undefined) return schema.items.properties === undefined ? `list of: ${modelType(schema.items)}` : 'list';
  const each = valueOf(schema);
  if (each?.properties === undefined && each !== undefined) {
    return `${schema.keys === undefined ? 'map by key' : `map by id of ${schema.keys}`}: ${modelType(each)}`;
  }
  return writtenType(schema).replace(' key of ', ' id of ');
}

/** Shares are numbers from 0 to 1 and have no unit. */
export const unitName = (schema: Described): string => {
  const unit = schema.quantity === undefined ? '' : modelUnitOf(schema.quantity);
  return unit === '1' ? 'parts of 1' : unit;
};

interface Limits {
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}
