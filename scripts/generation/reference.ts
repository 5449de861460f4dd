/** `config/schema/reference.md`: every field of every kind, for whoever writes the files. */
import { collections, kindOf } from '../../config/model/index';
import type { Kind } from '../../config/model/kind';
import { DIMENSIONS, type Dimension, unitsOf } from '../../config/model/quantities';
import type { Described } from '../../config/walk';
import { entitySchemaName, mapSchemaName } from './editor-schema';
import { type FieldRow, rowsOf, writtenType } from './fields';
import { GENERATED, table, titleCase } from './words';

export function referencePage(): string {
  const kinds = collections.map(kindOf);
  return (
    [
      '# Fields of the estate’s files',
      GENERATED,
      [
        'One section per kind of entity. A kind with many entities is written as `<collection>.yaml` (a map from key to entity), as one file',
        'per entity `<collection>/<key>.yaml`, or both. A field without “required” and without a default may be left out.',
        '`a.<key>.b` is field `b` of each entry of the map `a`; `a[].b` is field `b` of each item of the list `a`.',
      ].join('\n'),
      '## Quantities',
      table(
        ['quantity', 'units', 'example'],
        Object.entries(DIMENSIONS).map(([name, { example }]) => [name, units(name as Dimension), `\`${example}\``]),
      ),
      '## Kinds',
      table(
        ['kind', 'files', 'what it is'],
        kinds.map((kind) => [`[${titleCase(kind.name)}](#${kind.name})`, files(kind), kind.schema.description ?? '']),
      ),
      ...kinds.map(section),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

const units = (dimension: Dimension): string =>
  unitsOf(dimension)
    .map((unit) => `\`${unit}\``)
    .join(', ');
const files = (kind: Kind): string =>
  kind.single ? `\`${kind.collection}.yaml\`` : `\`${kind.collection}.yaml\`, \`${kind.collection}/<key>.yaml\``;

function section(kind: Kind): string {
  const schemas = kind.single
    ? `Schema: [${entitySchemaName(kind)}](${entitySchemaName(kind)}).`
    : `Schemas: [${mapSchemaName(kind)}](${mapSchemaName(kind)}) for the map, [${entitySchemaName(kind)}](${entitySchemaName(kind)}) for one entity.`;
  const rows = [...rowsOf(kind.schema as Described)].map(fieldRow);
  return [
    `## ${titleCase(kind.name)}`,
    `${kind.schema.description ?? ''}\n\n${schemas}`,
    table(['field', 'type', 'default', 'meaning'], rows),
  ].join('\n\n');
}

const fieldRow = ({ name, schema, required }: FieldRow): string[] => [
  `\`${name}\``,
  linked(writtenType(schema)),
  required ? 'required' : schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``,
  schema.description ?? '',
];

/** `key of sites` becomes a link to what a site is. */
const linked = (type: string): string =>
  type.replace(/key of ([a-z-]+)/g, (all, collection: string) => {
    const known = collections.find((candidate) => candidate === collection);
    const name = known === undefined ? (collection === 'workloads' ? 'tenant' : undefined) : kindOf(known).name;
    return name === undefined ? all : `key of [${collection}](#${name})`;
  });
