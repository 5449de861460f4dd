/** A walk over a value beside the schema that describes it. */
import type { TSchema } from '@sinclair/typebox';
import type { Dimension } from './model/quantities';

/** The parts of a field's schema that the walk looks at. */
export interface Described {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly patternProperties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly default?: unknown;
  readonly quantity?: Dimension;
  /** What a quantity is a multiple of, and the smallest, in the Model’s unit. */
  readonly step?: number;
  readonly least?: number;
  readonly ref?: string;
  /** Collection that the keys of a map refer to. */
  readonly keys?: string;
  readonly later?: number;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly uniqueItems?: boolean;
}

export const described = (schema: TSchema): Described => schema;
export const valueOf = (schema: Described): Described | undefined => Object.values(schema.patternProperties ?? {})[0];
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Reference {
  readonly pointer: readonly string[];
  readonly aim: 'key' | 'value';
  readonly target: string;
  readonly written: string;
}

/** Every reference that a value holds, in the order written. Values of the wrong shape are passed over. */
export function references(schema: Described, value: unknown): readonly Reference[] {
  const found: Reference[] = [];
  collect(found, schema, value, []);
  return found;
}

function collect(found: Reference[], schema: Described, value: unknown, pointer: readonly string[]): void {
  if (!refers(schema)) return;
  if (typeof value === 'string' && schema.ref !== undefined) found.push({ pointer, aim: 'value', target: schema.ref, written: value });
  else if (Array.isArray(value) && schema.items !== undefined) {
    for (const [index, item] of value.entries()) collect(found, schema.items, item, [...pointer, String(index)]);
  } else if (isRecord(value)) {
    const each = valueOf(schema);
    for (const [key, item] of Object.entries(value)) {
      const field = each ?? schema.properties?.[key];
      if (schema.keys !== undefined) found.push({ pointer: [...pointer, key], aim: 'key', target: schema.keys, written: key });
      if (field !== undefined && refers(field)) collect(found, field, item, [...pointer, key]);
    }
  }
}

const referring = new WeakMap<Described, boolean>();

/** Whether anything below a schema names an entity: most fields do not, and an estate has many. */
function refers(schema: Described): boolean {
  const known = referring.get(schema);
  if (known !== undefined) return known;
  const { ref, keys, items, properties = {}, patternProperties = {} } = schema;
  const below = [...Object.values(properties), ...Object.values(patternProperties), ...(items === undefined ? [] : [items])];
  const found = ref !== undefined || keys !== undefined || below.some(refers);
  referring.set(schema, found);
  return found;
}
