/** JSON Schema for editors: completion, hover texts and red underlines while a file is written. Says the same as the check. */
import { type Described, valueOf } from '../../config/walk';
import { KEY_MAX, KEY_PATTERN } from '../../config/model/fields';
import { collections, kindOf } from '../../config/model/index';
import type { Kind } from '../../config/model/kind';
import { unitsOf } from '../../config/model/quantities';
import { limitWords } from '../../config/written-quantity';
import { titleCase } from './words';

export type JsonSchema = Readonly<Record<string, unknown>>;

const DRAFT = 'http://json-schema.org/draft-07/schema#';
const KEYS = { pattern: KEY_PATTERN, maxLength: KEY_MAX };
/** Editors pass over formats that they do not know; these patterns catch the coarse mistakes for them. */
const PATTERNS: Readonly<Record<string, string>> = { ip: '^[0-9A-Fa-f.:]+$', cidr: '^[0-9A-Fa-f.:]+/[0-9]{1,3}$' };

/** Name of the schema of a file that holds one entity, and of one that holds a map of them. They differ where one word is both. */
export const entitySchemaName = (kind: Kind): string =>
  `${kind.name}${!kind.single && kind.name === kind.collection ? '-entity' : ''}.schema.json`;
export const mapSchemaName = (kind: Kind): string => `${kind.collection}.schema.json`;

/** The schema that a file of the estate is written against, from its path below the environment's folder. */
export function schemaNameOf(file: string): string | undefined {
  const [first = '', ...rest] = file.replace(/\.yaml$/, '').split('/');
  const collection = collections.find((candidate) => candidate === first);
  if (collection === undefined) return undefined;
  const kind = kindOf(collection);
  return rest.length === 0 ? mapSchemaName(kind) : entitySchemaName(kind);
}

/** File name → schema, for every form a file of the kind may have. */
export function schemasOf(kind: Kind): readonly (readonly [string, JsonSchema])[] {
  const entity = { title: titleCase(kind.name), ...fieldSchema(kind.schema as Described) };
  const map = {
    title: titleCase(kind.collection),
    description: `${kind.schema.description ?? ''} This file: a map from key to ${kind.name}.`,
    type: ['object', 'null'],
    propertyNames: KEYS,
    additionalProperties: entity,
  };
  const named = (name: string, schema: JsonSchema) => [name, { $schema: DRAFT, ...schema }] as const;
  return kind.single ? [named(entitySchemaName(kind), entity)] : [named(entitySchemaName(kind), entity), named(mapSchemaName(kind), map)];
}

const TARGETS: Readonly<Record<string, string>> = {
  workloads: 'Key of a workload of the same owner, or `owner/key`; a machine is `machines/key`.',
  networks: 'Key of a network of the same owner, else of a shared one.',
};

/** The sentence that says how the value is written, for what the schema alone does not show. */
export function writtenAs(schema: Described): string {
  if (schema.quantity !== undefined)
    return ` A number and a unit: ${[unitsOf(schema.quantity).join(', '), ...limitWords(schema)].join('; ')}.`;
  if (schema.ref !== undefined) return ` ${TARGETS[schema.ref] ?? `Key of \`${schema.ref}\`.`}`;
  return schema.keys === undefined ? '' : ` Keys: those of \`${schema.keys}\`.`;
}

function fieldSchema(schema: Described): JsonSchema {
  // What JSON Schema has no word for in a text stands in the description.
  const {
    quantity: _q,
    step: _s,
    least: _m,
    ref: _r,
    keys,
    later: _l,
    properties,
    patternProperties: _p,
    items,
    description = '',
    ...rest
  } = schema;
  const format = (rest as { format?: string }).format ?? '';
  const each = valueOf(schema);
  return {
    description: description + writtenAs(schema),
    ...rest,
    ...(PATTERNS[format] === undefined ? {} : { pattern: PATTERNS[format] }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, fieldSchema(field)])) }),
    ...(each === undefined
      ? {}
      : { propertyNames: keys === undefined ? { pattern: KEY_PATTERN } : { minLength: 1 }, additionalProperties: fieldSchema(each) }),
    ...(items === undefined ? {} : { items: fieldSchema(items) }),
  };
}
