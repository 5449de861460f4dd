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
export function* references(schema: Described, value: unknown, pointer: readonly string[] = []): Generator<Reference> {
  if (typeof value === 'string' && schema.ref !== undefined) yield { pointer, aim: 'value', target: schema.ref, written: value };
  else if (Array.isArray(value) && schema.items !== undefined) {
    for (const [index, item] of value.entries()) yield* references(schema.items, item, [...pointer, String(index)]);
  } else if (isRecord(value)) {
    const each = valueOf(schema);
    for (const [key, item] of Object.entries(value)) {
      const inner = [...pointer, key];
      if (schema.keys !== undefined) yield { pointer: inner, aim: 'key', target: schema.keys, written: key };
      const field = each ?? schema.properties?.[key];
      if (field !== undefined) yield* references(field, item, inner);
    }
  }
}
