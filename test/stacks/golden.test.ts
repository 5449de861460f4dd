/** The Terraform of the smallest estate, whole and small enough to read. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expectSame, UPDATING } from './golden';
import { rendered } from './rendered';

const FOLDER = join(__dirname, 'golden');
const { stacks } = rendered('minimal');

test.each([...stacks.keys()])('the stack %s of the smallest estate is its golden file, byte for byte', (name) => {
  expectSame(join(FOLDER, `${name}.tf.json`), stacks.get(name)?.text ?? '');
});

test('there is a golden file for each stack and no other', () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const stale = files.filter((file) => !stacks.has(file.replace('.tf.json', '')));
  if (UPDATING) for (const file of stale) rmSync(join(FOLDER, file));
  else expect(stale).toEqual([]);
  expect(files.length - stale.length).toBe(stacks.size);
});
