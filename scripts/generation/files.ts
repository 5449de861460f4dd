/** Everything that `npm run generate` writes, as file name below `config/schema/` → text. */
import { collections, kindOf } from '../../config/model/index';
import { schemasOf } from './editor-schema';
import { modelPage, modelSchema } from './model-schema';
import { proofPage, proofSchema } from './proof-schema';
import { referencePage } from './reference';
import { rulesPage } from './rules-page';

export const SCHEMA_FOLDER = 'config/schema';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export function generatedFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const add = (name: string, text: string): void => {
    // Two kinds whose schemas had one name would overwrite each other without a word.
    if (files.has(name)) throw new Error(`${name} is generated twice`);
    files.set(name, text);
  };
  for (const collection of collections) for (const [name, schema] of schemasOf(kindOf(collection))) add(name, json(schema));
  add('reference.md', referencePage());
  add('rules.md', rulesPage());
  add('model.md', modelPage());
  add('model.schema.json', json(modelSchema()));
  add('proof.md', proofPage());
  add('proof.schema.json', json(proofSchema()));
  return files;
}
