/** Every leaf that an environment writes, the field it is an instance of, and other values that the field allows. */
import type { Loaded, RawEntity } from './load';
import { collections, kindOf } from './model/index';
import { type Names, OWNERS } from './names';
import { problemsOf } from './schema';
import { type Described, described, isRecord, valueOf } from './walk';

export interface Leaf {
  /** `host.nics.*.speed`: the field, whatever the keys on the way to it. */
  readonly field: string;
  /** Model path of the entity, and the way from it to the leaf. */
  readonly entity: string;
  readonly pointer: readonly string[];
  readonly value: unknown;
  readonly schema: Described;
  readonly later: number | undefined;
}

export function leavesOf(loaded: Loaded): Leaf[] {
  return [...loaded.entities].flatMap(([entity, { collection, data }]) => {
    const { name, schema } = kindOf(collection);
    return [...within(described(schema), data, { field: name, entity, pointer: [], later: undefined })];
  });
}

type Where = Pick<Leaf, 'field' | 'entity' | 'pointer' | 'later'>;

function* within(schema: Described, value: unknown, where: Where): Generator<Leaf> {
  const at = { ...where, later: where.later ?? schema.later };
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* within(schema.items ?? {}, item, inside(at, '*', String(index)));
  else if (isRecord(value)) {
    const each = valueOf(schema);
    for (const [key, item] of Object.entries(value))
      yield* within(each ?? schema.properties?.[key] ?? {}, item, inside(at, each === undefined ? key : '*', key));
  } else yield { ...at, value, schema };
}

const inside = (where: Where, word: string, key: string): Where => ({
  ...where,
  field: `${where.field}.${word}`,
  pointer: [...where.pointer, key],
});

export interface Field {
  readonly field: string;
  readonly later: number | undefined;
}

/** Every field that the kinds describe, written anywhere or not. */
export function fieldsOfKinds(): Field[] {
  return collections.flatMap((collection) => [...fieldsWithin(described(kindOf(collection).schema), kindOf(collection).name, undefined)]);
}

function* fieldsWithin(schema: Described, field: string, from: number | undefined): Generator<Field> {
  const later = from ?? schema.later;
  const each = valueOf(schema) ?? schema.items;
  if (schema.properties !== undefined)
    for (const [key, inner] of Object.entries(schema.properties)) yield* fieldsWithin(inner, `${field}.${key}`, later);
  else if (each !== undefined) yield* fieldsWithin(each, `${field}.*`, later);
  else yield { field, later };
}

/** The entity with another value at a leaf. */
export function replaced(entity: RawEntity, pointer: readonly string[], value: unknown): RawEntity {
  const put = (data: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return value;
    if (Array.isArray(data)) return data.map((item: unknown, index) => (String(index) === key ? put(item, rest) : item));
    return { ...(data as Record<string, unknown>), [key]: put((data as Record<string, unknown>)[key], rest) };
  };
  return { ...entity, data: put(entity.data, pointer) };
}

export const fits = (entity: RawEntity): boolean => problemsOf(entity.collection, entity.data).length === 0;

/** Other values of a leaf that have the right shape and name something that exists, likeliest to matter first. */
export function otherValues(leaf: Leaf, entity: RawEntity, names: Names): unknown[] {
  const owner = OWNERS.includes(entity.collection) ? entity.key : undefined;
  // Never itself: that is refused whatever the field means.
  const own = [`machines/${entity.key}`, ...(leaf.pointer[0] === 'workloads' ? [leaf.pointer[1] ?? ''] : [])];
  const values =
    leaf.schema.ref === undefined
      ? byShape(leaf.schema, leaf.value)
      : spread(
          names.candidates(leaf.schema.ref, owner).filter((name) => !own.includes(name)),
          6,
        );
  return [...new Set(values)].filter((value) => value !== leaf.value && fits(replaced(entity, leaf.pointer, value)));
}

function byShape({ enum: words, quantity, format, type }: Described, value: unknown): unknown[] {
  if (words !== undefined) return [...words];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value * 2, value - 1, value * 1000, Math.ceil(value / 2), 1, 0];
  if (typeof value !== 'string') return [];
  if (quantity !== undefined)
    return [2, 0.5, 1000, 0.001].map((factor) =>
      value.replace(/^[0-9.]+/, (number) => String(Number((Number(number) * factor).toFixed(4)))),
    );
  if (format === 'date') return ['2001-01-01', '2099-12-31'];
  if (format === 'ip')
    return [`${value.slice(0, -1)}${value.endsWith('7') ? '8' : '7'}`, '10.255.255.254', '192.0.2.77', '2001:db8:ffff::7'];
  if (format === 'cidr') return ['10.255.0.0/23', '10.255.0.0/24', '192.0.2.0/24', '203.0.113.0/28', '2001:db8:ffff::/48'];
  const digit = value.replace(/\d(?=\D*$)/, (last) => String((Number(last) + 1) % 10));
  return type === 'string' ? [digit, `${value}x`, `${value} bis`, 'autre', `x${value}`, `${value}1`, '00:00', '23:59'] : [];
}

/** At most so many of a list, from its whole length. */
export const spread = <T>(items: readonly T[], most: number): T[] =>
  items.length <= most ? [...items] : items.filter((_, index) => (index * most) % items.length < most).slice(0, most);
