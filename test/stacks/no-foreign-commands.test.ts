/**
 * Routers and hosts run the generated files as root. What people write in the estate is refused where it could be a command there, or stands in
 * no such file.
 */
import { check } from '../../config/check';
import { type Leaf, leavesOf, replaced } from '../../config/leaves';
import { load, type RawEntity, withEntities } from '../../config/load';
import { problemsOf } from '../../config/schema';
import { AS_OF, filesOf } from '../support/estates';
import { renderModel } from './rendered';

/** Ends a word, a quoted word, a line and a block; begins a command and a comment. */
const COMMANDS = ["'; touch x #", '$(touch x)', '\ntouch x\n', '"}\ntouch x', ' touch x', '`touch x`'];

const loaded = load(filesOf('chelles'));
const entityOf = (path: string): RawEntity => loaded.entities.get(path)!;
const texts = leavesOf(loaded).filter(
  ({ value, schema }) => typeof value === 'string' && schema.enum === undefined && schema.ref === undefined,
);

/** Behind what is written, before it, and in its place. */
const foreign = ({ value }: Leaf, command: string): string[] => [`${value as string}${command}`, `${command}${value as string}`, command];

test.each(COMMANDS)('%j in any text of the estate reaches no file that is run', (command) => {
  const entities = new Map<string, RawEntity>();
  const accepted = new Set<string>();
  for (const leaf of texts) {
    const [value] = foreign(leaf, command).filter((text) => {
      const entity = replaced(entityOf(leaf.entity), leaf.pointer, text);
      return problemsOf(entity.collection, entity.data).length === 0;
    });
    if (value === undefined) continue;
    accepted.add(leaf.field);
    entities.set(leaf.entity, replaced(entities.get(leaf.entity) ?? entityOf(leaf.entity), leaf.pointer, value));
  }
  // Titles, reasons, names of vSphere: texts for people go in, so the estate is one in which something could be found.
  expect(accepted.size).toBeGreaterThan(30);
  const { model, findings } = check(withEntities(loaded, [...entities.values()]), { environment: 'chelles', asOf: AS_OF, rules: [] });
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const files = [...renderModel(model).output.texts].filter(([path]) => path.startsWith('files/'));
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap(([path, text]) => (text.includes('touch') ? [path] : []))).toEqual([]);
});
