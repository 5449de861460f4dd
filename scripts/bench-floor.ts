/** The floor of the bench: load, check and resolve, then the same stacks as plain objects to JSON, without the framework. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from './judge';

const [environment = '', output = ''] = process.argv.slice(2);
const judged = judge({ name: 'bench', folder: environment }, '2026-01-01');
if (judged.model === undefined) throw new Error('the estate of the bench is not valid');
const stacks = join(output, 'stacks');
const folder = mkdtempSync(join(tmpdir(), 'cordee-floor-'));
// The objects have to come from somewhere: an earlier synth wrote them. Reading them is no part of the floor and is taken off its time.
let reading = 0;
for (const name of readdirSync(stacks)) {
  const began = performance.now();
  const tree: unknown = JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'));
  reading += performance.now() - began;
  writeFileSync(join(folder, name), JSON.stringify(tree, null, 2));
}
process.stderr.write(`${String(reading)}\n`);
rmSync(folder, { recursive: true });
