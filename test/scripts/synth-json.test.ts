/** `cordee synth --format json`: one object on standard output, whatever the outcome; and what may fail without failing a synth. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cordee, type Ran } from '../support/fake-shell';
import { PROJECT } from '../support/needs';

function estate(): { readonly folder: string; readonly output: string; readonly edit: (file: string, from: string, to: string) => void } {
  const root = mkdtempSync(join(tmpdir(), 'cordee-'));
  const folder = join(root, 'minimal');
  cpSync(join(PROJECT, 'config/environments/minimal'), folder, { recursive: true });
  return {
    folder,
    output: join(root, 'out'),
    edit: (file, from, to) => {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toContain(from);
      writeFileSync(join(folder, file), text.replace(from, to));
    },
  };
}
const synth = ({ folder, output }: ReturnType<typeof estate>, ...flags: readonly string[]): Promise<Ran> =>
  cordee(['synth', '-e', folder, '-o', output, '--format', 'json', ...flags]);
const BEGINNING = ['version', 'environment', 'valid', 'findings', 'notJudged', 'pending', 'synthesized', 'output'];

test('where all goes well it says what was made', async () => {
  const here = estate();
  const { code, out, err } = await synth(here);
  const said = JSON.parse(out) as Record<string, unknown>;
  expect([code, err, Object.keys(said)]).toEqual([
    0,
    '',
    [...BEGINNING, 'stacks', 'resources', 'files', 'written', 'removed', 'registerChanged'],
  ]);
  expect(said).toMatchObject({ version: 1, environment: 'minimal', valid: true, notJudged: [], synthesized: true, output: here.output });
  expect((said['findings'] as { exception?: string }[]).map(({ exception }) => exception)).toEqual(['temoin-sans-reponse']);
});

test('where the estate is not valid it says why, with the same beginning, and writes nothing', async () => {
  const here = estate();
  here.edit('tenants/ville.yaml', 'template: debian-12', 'template: debian-13');
  const { code, out, err } = await synth(here);
  const said = JSON.parse(out) as { findings: { rule: string; message: string }[] };
  expect([code, err, Object.keys(said), existsSync(here.output)]).toEqual([1, '', BEGINNING, false]);
  expect(said).toMatchObject({ version: 1, environment: 'minimal', valid: false, synthesized: false });
  expect(said.findings.map(({ rule, message }) => [rule, message])).toEqual([
    ['witness-unconfirmed', expect.any(String)],
    ['reference', '`debian-13` is none of the estate’s templates'],
  ]);
});

test('where the register would change though it is locked, that is said beside it', async () => {
  const here = estate();
  here.edit('tenants/ville.yaml', 'size: 40 GiB', 'size: 50 GiB');
  const { code, out, err } = await synth(here, '--locked');
  expect([code, err]).toEqual([
    1,
    `cordee: stateful.lock would change and --locked is given\n        run cordee synth -e ${here.folder} -o ${here.output} and commit the file`,
  ]);
  expect(JSON.parse(out)).toMatchObject({ valid: true, synthesized: false });
});

test('what cannot be remembered fails no synth', async () => {
  const here = estate();
  mkdirSync(join(here.output, '..', '.cordee'), { recursive: true });
  writeFileSync(join(here.output, '..', '.cordee', 'memory'), 'a file where a folder should be');
  const { code, out, err } = await synth(here);
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ synthesized: true });
});
