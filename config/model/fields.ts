/**
 * The vocabulary in which every kind of entity is described. One description gives the TypeScript types, the JSON Schema that
 * editors and the check use, and the reference documentation.
 *
 * Quantities are strings with a unit in YAML and plain numbers in the Model, in the unit of `quantities.ts`.
 */
import {
  type TArray,
  type TObject,
  type TOptional,
  type TProperties,
  type TRecord,
  type TSchema,
  type TString,
  type TUnsafe,
  Type,
} from '@sinclair/typebox';
import type { Dimension } from './quantities';
import { patternOf, exampleOf } from './quantities';

/** What every field may say about itself beside its description. */
export interface FieldOptions {
  /** The issue that will read this field; absent once something reads it. Collected by `laterFields()`. */
  readonly later?: number;
  readonly examples?: readonly unknown[];
}

/** A quantity that others take in steps only; both in the Model’s unit. */
export interface QuantityOptions extends FieldOptions {
  /** It is a multiple of this: 1 for what Terraform or an order takes as a whole number, which nobody rounds. */
  readonly step?: number;
  readonly least?: number;
}

export interface TQuantity extends TUnsafe<string> {
  quantity: Dimension;
}
export type Defaulted<T extends TSchema> = TOptional<T> & { defaulted: true };

/** Business keys: what addresses, file names and references are made of. */
export const KEY_PATTERN = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
export const KEY_MAX = 40;
export const KEY_WORDS = `${KEY_PATTERN}, at most ${String(KEY_MAX)} characters`;

export const text = (description: string, options: FieldOptions & { pattern?: string; maxLength?: number } = {}): TString =>
  Type.String({ description, minLength: 1, ...options });

export const integer = (description: string, options: FieldOptions & { minimum?: number; maximum?: number } = {}) =>
  Type.Integer({ description, ...options });

export const number = (description: string, options: FieldOptions & { minimum?: number; maximum?: number } = {}) =>
  Type.Number({ description, ...options });

export const flag = (description: string, options: FieldOptions = {}) => Type.Boolean({ description, ...options });

export const choice = <const V extends string>(values: readonly V[], description: string, options: FieldOptions = {}) =>
  Type.Unsafe<V>({ type: 'string', enum: values, description, ...options });

/** A number with a unit, such as `64 GiB`, `10 Gbit/s` or `4 h`. */
export const quantity = (dimension: Dimension, description: string, options: QuantityOptions = {}): TQuantity =>
  Type.Unsafe<string>({
    type: 'string',
    quantity: dimension,
    pattern: patternOf(dimension),
    examples: [exampleOf(dimension)],
    description,
    ...options,
  }) as TQuantity;

/** A calendar day, `2027-06-30`. Never compared with the clock here: dates are judged against `--as-of`. */
export const date = (description: string, options: FieldOptions = {}) =>
  Type.String({ format: 'date', description, examples: ['2027-06-30'], ...options });

/** One address (`ipv4`, `ipv6`), or a subnet in prefix notation (`cidr`). */
export const address = (description: string, options: FieldOptions = {}) =>
  Type.String({ format: 'ip', description, examples: ['10.10.0.1'], ...options });
export const subnet = (description: string, options: FieldOptions = {}) =>
  Type.String({ format: 'cidr', description, examples: ['10.10.0.0/24'], ...options });

/** The key of another entity. `target` names its collection; the check reports a key that does not exist, with the nearest one. */
export const ref = (target: string, description: string, options: FieldOptions = {}) =>
  Type.String({ description, ref: target, minLength: 1, ...options });

export const list = <T extends TSchema>(items: T, description: string, options: FieldOptions & { minItems?: number } = {}): TArray<T> =>
  Type.Array(items, { description, uniqueItems: true, ...options });

/** Things with identity are maps, keyed by their business key. `keys` names a collection when the keys are references. */
export const keyed = <T extends TSchema>(
  value: T,
  description: string,
  options: FieldOptions & { keys?: string; minProperties?: number } = {},
): TRecord<TString, T> =>
  Type.Record(Type.String({ pattern: options.keys === undefined ? KEY_PATTERN : '^.+$' }), value, {
    description,
    additionalProperties: false,
    ...options,
  });

export const group = <P extends TProperties>(fields: P, description: string, options: FieldOptions = {}): TObject<P> =>
  Type.Object(fields, { description, additionalProperties: false, ...options });

export const optional = <T extends TSchema>(schema: T): TOptional<T> => Type.Optional(schema) as TOptional<T>;

/** Optional in YAML, always there in the Model. Given as it would be written in YAML. */
export const defaulted = <T extends TSchema>(schema: T, value: unknown): Defaulted<T> =>
  Type.Optional({ ...schema, default: value }) as unknown as Defaulted<T>;

/** The shape of a described value in the Model: defaults filled, quantities as numbers, all readonly. */
export type Resolved<S> = S extends TQuantity
  ? number
  : S extends TObject<infer P>
    ? { readonly [K in AlwaysKeys<P>]: Resolved<P[K]> } & { readonly [K in MaybeKeys<P>]?: Resolved<P[K]> }
    : S extends TRecord<TString, infer V>
      ? Readonly<Record<string, Resolved<V>>>
      : S extends TArray<infer I>
        ? readonly Resolved<I>[]
        : S extends { static: infer V }
          ? V
          : never;

type MaybeKeys<P> = {
  [K in keyof P]: P[K] extends { defaulted: true } ? never : P[K] extends TOptional<TSchema> ? K : never;
}[keyof P];
type AlwaysKeys<P> = Exclude<keyof P, MaybeKeys<P>>;
