/** The register on disk, as the commands treat it: never replaced by an empty one, never changed where it must not be. */
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cordee, type Ran } from '../support/fake-shell';
import { PROJECT } from '../support/needs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cordee-'));
  cpSync(join(PROJECT, 'config', 'environments', 'minimal'), join(root, 'minimal'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = (...names: string[]): string => join(root, 'minimal', ...names);
const lock = (): string => readFileSync(path('stateful.lock'), 'utf8');
const synth = (...flags: string[]): Promise<Ran> =>
  cordee(['synth', '--environment', path(), '--output', join(root, 'out'), ...flags], { program: root });
const said = ({ out, err }: Ran): string => `${out}\n${err}`;
const edit = (file: string, from: string | RegExp, to: string): void =>
  writeFileSync(path(file), readFileSync(path(file), 'utf8').replace(from, to));
const written = (): boolean => existsSync(join(root, 'out', 'manifest.json'));

const grow = (): void => edit('volumes.yaml', 'size: 500 GiB', 'size: 600 GiB');

test('synth remembers what is new, and says so; a second run changes nothing', async () => {
  const before = lock();
  grow();
  const first = await synth();
  expect([first.code, said(first)]).toEqual([0, expect.stringContaining('stateful.lock changed')]);
  expect(lock()).not.toBe(before);
  const after = lock();
  expect(said(await synth())).not.toContain('stateful.lock changed');
  expect(lock()).toBe(after);
});

test('synth --locked refuses to change the register, and writes nothing', async () => {
  const before = lock();
  grow();
  const ran = await synth('--locked');
  expect([ran.code, said(ran)]).toEqual([1, expect.stringContaining('stateful.lock would change')]);
  expect(lock()).toBe(before);
  expect(written()).toBe(false);
});

test('a register that is not there is refused: an estate begins one by name, and one that is there is never begun anew', async () => {
  const before = lock();
  rmSync(path('stateful.lock'));
  const refused = await synth();
  expect([refused.code, said(refused)]).toEqual([1, expect.stringContaining('nobody remembers what holds data')]);
  expect(said(refused)).toContain('--new-register');
  expect([existsSync(path('stateful.lock')), written()]).toEqual([false, false]);
  expect((await synth('--new-register')).code).toBe(0);
  expect(lock()).toBe(before);
  edit('volumes.yaml', /^donnees-agglo-2:.*\n/m, '');
  edit('datastores.yaml', /^donnees-agglo-2:.*\n/m, '');
  expect((await synth('--new-register')).code).toBe(1);
  expect(lock()).toBe(before);
});

test('a tenant that is deleted is refused, in text and as data, and nothing is written', async () => {
  const before = lock();
  for (const file of ['tenants/ville.yaml', 'restore-tests.yaml']) rmSync(path(file));
  const text = said(await synth());
  for (const key of ['stack/tenant-ville', 'vm/ville/fichiers', 'network/ville/serveurs']) expect(text).toContain(`\`${key}\``);
  expect(text).not.toContain('disk/ville');
  expect([lock(), written()]).toEqual([before, false]);
  const checked = await cordee(['check', '--environment', path(), '--format', 'json']);
  const { findings } = JSON.parse(checked.out) as { findings: { rule: string; subject: string; place: { file: string; line: number } }[] };
  const vanished = findings.filter(({ rule }) => rule === 'stateful-vanished');
  expect(vanished.map(({ subject }) => subject).sort()).toEqual(['network/ville/serveurs', 'stack/tenant-ville', 'vm/ville/fichiers']);
  for (const { subject, place } of vanished) expect(before.split('\n')[place.line - 1]).toContain(`  ${subject}: `);
});

test('a tenant that is deleted with an approval leaves: its stack asks the applier, also on later runs and when the approval is gone', async () => {
  for (const file of ['tenants/ville.yaml', 'restore-tests.yaml']) rmSync(path(file));
  writeFileSync(
    path('approvals.yaml'),
    'depart:\n  keys: [stack/tenant-ville, vm/ville/fichiers, network/ville/serveurs]\n  reason: fin de la convention\n  owner: direction\n  until: 2027-01-31\n',
  );
  const stack = (): string => readFileSync(join(root, 'out', 'stacks', 'tenant-ville', 'cdk.tf.json'), 'utf8');
  expect((await synth()).code).toBe(0);
  const first = stack();
  expect(first).toContain('"from": "vsphere_virtual_machine.ville_fichiers"');
  rmSync(path('approvals.yaml'));
  const later = await synth();
  expect([later.code, stack()]).toEqual([0, first]);
  cpSync(join(PROJECT, 'config', 'environments', 'minimal'), path(), { recursive: true, filter: (source) => !source.endsWith('.lock') });
  expect((await synth()).code).toBe(0);
  expect(stack()).not.toContain('"removed"');
  expect(lock()).toBe(readFileSync(join(PROJECT, 'config', 'environments', 'minimal', 'stateful.lock'), 'utf8'));
});

test('a conflict of a merge in the register is refused at its line', async () => {
  appendFileSync(path('stateful.lock'), '>>>>>>> branche\n');
  const ran = await synth();
  expect([ran.code, said(ran)]).toEqual([1, expect.stringContaining(`stateful.lock:${lock().split('\n').length - 1}`)]);
});
