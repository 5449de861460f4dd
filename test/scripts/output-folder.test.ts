/** Nothing is removed from a folder but what Cordée wrote there and nobody has touched since. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { outputAt } from '../../scripts/output-at';
import { OutputFolder } from '../../scripts/output-folder';
import { sha256 } from '../../scripts/sha256';
import { UsageError } from '../../scripts/usage-error';
import { cordee } from '../support/fake-shell';
import { PROJECT } from '../support/needs';

let root = '';
beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'cordee-')))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, text: string): string => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return text;
};
/** Every file below a folder, as paths from it; links are named, not followed. */
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(root, folder).length + 1))
    .sort();
/** A whole run: what it is about, and how many files it removed. */
function run(texts: Readonly<Record<string, string>>, environment = 'minimal', folder = 'out'): number {
  const output = new OutputFolder(join(root, folder), environment);
  output.begin();
  for (const [path, text] of Object.entries(texts)) output.write(path, text);
  return output.clean();
}
const refused = (work: () => unknown): unknown[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.remedy];
    throw error;
  }
  return [];
};
const HEADER = '# Output of Cordée, version 1, environment minimal: what fits its hash here is removed when it is made no more.';
const REMEDY = 'give an empty or a new folder: --output FOLDER';

test('the index holds the hash of every file', () => {
  expect(run({ 'stacks/b/cdk.tf.json': 'b', 'files/a': 'a' })).toBe(0);
  expect(readFileSync(join(root, 'out/files.txt'), 'utf8')).toBe(
    `${[HEADER, `${sha256('a')} files/a`, `${sha256('b')} stacks/b/cdk.tf.json`].join('\n')}\n`,
  );
});

test('what is made no more is removed, with what Terraform noted beside it and the folders that are empty then', () => {
  run({ 'stacks/a/cdk.tf.json': 'a', 'stacks/b/cdk.tf.json': 'b', 'files/deep/er/x': 'x' });
  put('out/stacks/b/.terraform/terraform.tfstate', 'the backend');
  put('out/stacks/b/.terraform.lock.hcl', 'hashes');
  expect(run({ 'stacks/a/cdk.tf.json': 'a' })).toBe(2);
  expect(filesIn('out')).toEqual(['files.txt', 'stacks/a/cdk.tf.json']);
  expect(readdirSync(join(root, 'out')).sort()).toEqual(['files.txt', 'stacks']);
});

test('what somebody changed, or laid there, stays', () => {
  run({ 'stacks/a/cdk.tf.json': 'a', 'stacks/b/cdk.tf.json': 'b', 'files/x': 'x' });
  put('out/files/x', 'edited');
  put('out/stacks/b/errored.tfstate', 'what Terraform could not save');
  expect(run({ 'stacks/a/cdk.tf.json': 'a' })).toBe(1);
  expect(filesIn('out')).toEqual(['files.txt', 'files/x', 'stacks/a/cdk.tf.json', 'stacks/b/errored.tfstate']);
});

test.each([
  ['a list of the same name', { 'files.txt': 'thesis.tex\n', 'thesis.tex': 'years of work' }],
  ['a trace of the same name', { 'trace.json': '{"version":1,"environment":"minimal"}', 'thesis.tex': 'years of work' }],
  ['anything else', { 'thesis.tex': 'years of work' }],
])('a folder with %s is refused, and nothing in it changes', (_, files: Record<string, string>) => {
  for (const [file, text] of Object.entries(files)) put(`mine/${file}`, text);
  expect(refused(() => run({ 'stacks/a/cdk.tf.json': 'a' }, 'minimal', 'mine'))).toEqual([
    `\`${join(root, 'mine')}\` holds something that is no output of Cordée`,
    REMEDY,
  ]);
  expect(filesIn('mine')).toEqual(Object.keys(files).sort());
});

test('what an index names behind a link, or outside, is not removed', () => {
  put('elsewhere/x', 'x');
  run({ 'files/a': 'a' });
  symlinkSync(join(root, 'elsewhere'), join(root, 'out/ln'));
  symlinkSync(join(root, 'elsewhere/x'), join(root, 'out/files/link'));
  const lines = ['ln/x', 'files/link', '../elsewhere/x', join(root, 'elsewhere/x'), 'files/../ln/x'].map(
    (path) => `${sha256('x')} ${path}\n`,
  );
  put('out/files.txt', `${readFileSync(join(root, 'out/files.txt'), 'utf8')}${lines.join('')}`);
  expect(run({})).toBe(1);
  expect(filesIn('elsewhere')).toEqual(['x']);
  expect(filesIn('out')).toEqual(['files.txt', 'files/link', 'ln']);
});

test('nothing is written behind a link below the output', () => {
  put('elsewhere/keep', 'k');
  put('precious', 'p');
  run({ 'files/a': 'a' });
  rmSync(join(root, 'out/files'), { recursive: true });
  symlinkSync(join(root, 'elsewhere'), join(root, 'out/files'));
  expect(refused(() => run({ 'files/a': 'other' }))).toEqual([
    `\`${join(root, 'out/files')}\` is a link, and what it leads to is no output of Cordée`,
    `remove the link, or ${REMEDY}`,
  ]);
  expect(filesIn('elsewhere')).toEqual(['keep']);
  symlinkSync(join(root, 'precious'), join(root, 'out/stacks/f'));
  run({ 'stacks/f': 'ours' });
  expect([readFileSync(join(root, 'precious'), 'utf8'), readFileSync(join(root, 'out/stacks/f'), 'utf8')]).toEqual(['p', 'ours']);
});

test('a run that is killed leaves a folder that the next one takes up and cleans', () => {
  const killed = new OutputFolder(join(root, 'out'), 'minimal');
  killed.begin();
  expect(run({ 'stacks/a/cdk.tf.json': 'a' })).toBe(0);
  const later = new OutputFolder(join(root, 'out'), 'minimal');
  later.begin();
  later.write('stacks/b/cdk.tf.json', 'b');
  later.write('stacks/a/cdk.tf.json', 'changed');
  expect(run({ 'stacks/a/cdk.tf.json': 'a' })).toBe(1);
  expect(filesIn('out')).toEqual(['files.txt', 'stacks/a/cdk.tf.json']);
});

test('two runs that begin at once do not refuse each other', () => {
  const [one, two] = [new OutputFolder(join(root, 'out'), 'minimal'), new OutputFolder(join(root, 'out'), 'minimal')];
  one.begin();
  const three = new OutputFolder(join(root, 'out'), 'minimal');
  for (const each of [two, three]) each.begin();
  for (const each of [one, two, three]) {
    each.write('stacks/a/cdk.tf.json', 'a');
    expect(each.clean()).toBe(0);
  }
  expect(filesIn('out')).toEqual(['files.txt', 'stacks/a/cdk.tf.json']);
});

test('another environment takes a folder over at its end, not before: then nothing that Terraform noted is left', () => {
  const noted = 'out/stacks/telecom/.terraform/terraform.tfstate';
  run({ 'stacks/telecom/cdk.tf.json': 'a', 'stacks/tenant-x/cdk.tf.json': 'x' });
  put(noted, 'the backend of minimal');
  const killed = new OutputFolder(join(root, 'out'), 'other');
  killed.begin();
  killed.write('stacks/telecom/cdk.tf.json', 'b');
  expect(filesIn('out')).toContain('stacks/tenant-x/cdk.tf.json');
  expect(run({ 'stacks/telecom/cdk.tf.json': 'b' }, 'other')).toBe(1);
  expect(filesIn('out')).toEqual(['files.txt', 'stacks/telecom/cdk.tf.json']);
  put(noted, 'the backend of other');
  run({ 'stacks/telecom/cdk.tf.json': 'b' }, 'other');
  expect(filesIn('out')).toContain('stacks/telecom/.terraform/terraform.tfstate');
});

test('an output may be a link, never a file', () => {
  put('real/keep', '');
  symlinkSync(join(root, 'real'), join(root, 'link'));
  expect(outputAt(join(root, 'link', 'new', 'out'))).toBe(join(root, 'real/new/out'));
  expect(refused(() => outputAt(join(root, 'real/keep/out')))).toEqual([`\`${join(root, 'real/keep')}\` is a file`, REMEDY]);
  expect(refused(() => outputAt(''))).toEqual([
    'the folder of the output is empty text',
    'leave --output and CDKTF_OUTDIR out, or name a folder',
  ]);
});

test('synth refuses before it writes anything, the register included', async () => {
  const estate = join(root, 'minimal');
  cpSync(join(PROJECT, 'config/environments/minimal'), estate, { recursive: true });
  const file = put('mine/files.txt', 'thesis.tex\n');
  const ran = await cordee(['synth', '-e', estate, '-o', join(root, 'mine')]);
  expect(ran).toEqual({
    code: 1,
    out: '',
    err: `cordee: \`${join(root, 'mine')}\` holds something that is no output of Cordée\n        ${REMEDY}`,
  });
  expect([filesIn('mine'), readFileSync(join(root, 'mine/files.txt'), 'utf8')]).toEqual([['files.txt'], file]);
});
