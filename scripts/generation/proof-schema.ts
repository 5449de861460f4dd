/** JSON Schema and description of what `cordee prove --format json` prints. */
import { type Described, described } from '../../config/walk';
import { proofFields, PROOF_VERSION } from '../prove/schema';
import type { JsonSchema } from './editor-schema';
import { modelType, rowsOf } from './fields';
import { resolved } from './model-schema';
import { GENERATED, table, titleCase } from './words';

export const proofSchema = (): JsonSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Proof',
  ...resolved(described(proofFields)),
  description: `What \`cordee prove --format json\` prints, version ${String(PROOF_VERSION)}. The version is raised when a reader could break.`,
});

const rowsFor = (fields: Described, prefix = ''): string[][] =>
  [...rowsOf(fields, prefix)].map(({ name, schema, required }) => [
    `\`${name}\``,
    modelType(schema),
    required ? 'always' : 'optional',
    schema.description ?? '',
  ]);

const HEAD = ['field', 'type', 'there', 'meaning'];

export function proofPage(): string {
  const { books, ...verdict } = described(proofFields).properties ?? {};
  const parts = Object.entries(books?.properties ?? {});
  return `${[
    '# The proof',
    GENERATED,
    [
      `What \`cordee prove --format json\` prints. This is version ${String(PROOF_VERSION)} (\`version\`); the version is raised when a reader could break,`,
      'not when a field is added. Schema: [proof.schema.json](proof.schema.json), also printed by `cordee prove --schema`.',
    ].join('\n'),
    [
      '- Times are seconds, counted from the failure; out of office hours, where that matters.',
      '- Places are `file:line` below the folder of the environment; a Model path is read as in [model.md](model.md).',
      '- Ids of cells, failures and shortfalls are stable: the same fact has the same id on every run.',
      '- What each word means: [config/analysis/README.md](../analysis/README.md).',
    ].join('\n'),
    '## The verdict',
    table(HEAD, rowsFor({ ...described(proofFields), properties: verdict })),
    ...parts.flatMap(([name, part]) => [
      `## ${titleCase(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))}`,
      `\`books.${name}\`: ${part.description ?? ''}`,
      table(HEAD, rowsFor(part)),
    ]),
  ].join('\n\n')}\n`;
}
