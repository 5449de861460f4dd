/** JSON Schema and description of what `cordee model` prints: the same kinds, as they are once resolved. */
import { KEY_PATTERN } from '../../config/model/fields';
import { type Collection, collections, kindOf } from '../../config/model/index';
import { MODEL_VERSION, networkNode, workloadNode } from '../../config/model/model';
import { networkFields } from '../../config/model/network';
import { workloadSchema } from '../../config/model/workload';
import { type Described, valueOf } from '../../config/walk';
import type { JsonSchema } from './editor-schema';
import { modelType, rowsOf, unitName } from './fields';
import { GENERATED, table, titleCase } from './words';

type Fields = Readonly<Record<string, Described>>;

/** Owners keep their workloads and networks in the flattened collections of the Model. */
const MOVED: Readonly<Partial<Record<Collection, readonly string[]>>> = {
  tenants: ['workloads', 'networks'],
  services: ['workloads'],
  schools: ['networks'],
};

interface Section {
  readonly name: string;
  readonly single: boolean;
  readonly entity: Described;
}

const withFields = (schema: Described, fields: Fields, required: readonly string[], description: string): Described => ({
  ...schema,
  properties: fields,
  required,
  description,
});

function node(written: Fields, extra: Described): Described {
  const required = Object.entries(written).flatMap(([name, field]) => (alwaysThere(name, field, REQUIRED.get(written)) ? [name] : []));
  return withFields(
    extra,
    { ...written, ...extra.properties },
    [...new Set([...required, ...(extra.required ?? [])])],
    extra.description ?? '',
  );
}
const workloadFields = (workloadSchema as Described).properties ?? {};
const networkSchema = kindOf('networks').schema as Described;
const REQUIRED = new Map<Fields, readonly string[]>([
  [workloadFields, (workloadSchema as Described).required ?? []],
  [networkFields, networkSchema.required ?? []],
]);
const alwaysThere = (name: string, field: Described, required: readonly string[] | undefined): boolean =>
  required?.includes(name) === true || field.default !== undefined;

function sections(): readonly Section[] {
  const written = collections.map((collection): Section => {
    const kind = kindOf(collection);
    const entity = kind.schema as Described;
    if (collection === 'networks') return { name: collection, single: false, entity: node(networkFields, networkNode) };
    const moved = MOVED[collection] ?? [];
    const kept = Object.fromEntries(Object.entries(entity.properties ?? {}).filter(([name]) => !moved.includes(name)));
    const required = (entity.required ?? []).filter((name) => !moved.includes(name));
    return { name: collection, single: kind.single, entity: withFields(entity, kept, required, entity.description ?? '') };
  });
  return [...written, { name: 'workloads', single: false, entity: node(workloadFields, workloadNode) }];
}

export function modelSchema(): JsonSchema {
  const parts = sections();
  const keyed = (entity: Described): JsonSchema => ({
    description: entity.description,
    type: 'object',
    additionalProperties: resolved(entity),
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Model',
    description: `What \`cordee model\` prints, version ${String(MODEL_VERSION)}. The version is raised when a reader could break.`,
    type: 'object',
    properties: {
      modelVersion: { description: 'Version of this form.', const: MODEL_VERSION },
      environment: { description: 'Name of the environment.', type: 'string' },
      ...Object.fromEntries(parts.map(({ name, single, entity }) => [name, single ? resolved(entity) : keyed(entity)])),
    },
    required: ['modelVersion', 'environment', ...parts.map(({ name }) => name)],
    additionalProperties: false,
  };
}

/** A described value as it stands in JSON: references are ids, quantities numbers of one unit. */
export function resolved(schema: Described): JsonSchema {
  const {
    quantity,
    ref,
    keys,
    later: _l,
    properties,
    patternProperties: _p,
    items,
    default: _d,
    description = '',
    required,
    ...rest
  } = schema;
  if (quantity !== undefined) {
    const { step, least } = schema;
    const limits = { ...(step === undefined ? {} : { multipleOf: step }), ...(least === undefined ? {} : { minimum: least }) };
    return { description: `${description} In ${unitName(schema)}.`, type: 'number', unit: unitName(schema), ...limits };
  }
  const each = valueOf(schema);
  const about = ref !== undefined ? ` Id of \`${ref}\`.` : keys !== undefined ? ` Keys: ids of \`${keys}\`.` : '';
  const always =
    properties === undefined
      ? []
      : Object.entries(properties).flatMap(([name, field]) => (alwaysThere(name, field, required) ? [name] : []));
  return {
    description: description + about,
    ...plain(rest),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, resolved(field)])), required: always }),
    ...(each === undefined
      ? {}
      : { ...(keys === undefined ? { propertyNames: { pattern: KEY_PATTERN } } : {}), additionalProperties: resolved(each) }),
    ...(items === undefined ? {} : { items: resolved(items) }),
  };
}

/** Formats that are ours alone mean nothing to other readers. */
function plain({ format, ...rest }: Record<string, unknown>): JsonSchema {
  const { examples: _e, uniqueItems: _u, ...kept } = rest;
  return format === 'date' ? { ...kept, format } : kept;
}

export function modelPage(): string {
  const rows = (entity: Described): string[][] =>
    [...rowsOf(entity)].map(({ name, schema, required }) => [
      `\`${name}\``,
      modelType(schema),
      required || schema.default !== undefined ? 'always' : 'optional',
      schema.description ?? '',
    ]);
  return (
    [
      '# The Model',
      GENERATED,
      [
        `What \`cordee model\` prints: the estate with every default, unit and reference resolved, as JSON. This is version ${String(MODEL_VERSION)} (\`modelVersion\`);`,
        'the version is raised when a reader could break, not when a field is added. Schema: [model.schema.json](model.schema.json), also',
        'printed by `cordee model --schema`.',
      ].join('\n'),
      [
        '- Quantities are numbers, in the unit named below.',
        '- References are ids: the key of the entity; `owner/key` for workloads and for networks of a tenant or school; `machines/key` for machines.',
        '- `workloads` and `networks` hold those of all owners, each with its `owner`.',
        '- Every collection is there, empty where nothing is described.',
      ].join('\n'),
      ...sections().map(({ name, single, entity }) =>
        [
          `## ${titleCase(name)}`,
          `\`${name}\`${single ? '' : '`.<id>`'}: ${entity.description ?? ''}`.replace('``', ''),
          table(['field', 'type', 'there', 'meaning'], rows(entity)),
        ].join('\n\n'),
      ),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}
