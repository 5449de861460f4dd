/** The register on disk, as the commands treat it: never replaced by an empty one, never changed where it must not be. */
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const add = (): void => {
  appendFileSync(
    path('volumes.yaml'),
    readFileSync(path('volumes.yaml'), 'utf8')
      .match(/^donnees-agglo-2:(.*\n( .*\n)*)/m)![0]
      .replace('agglo-2', 'agglo-3')
      .replace(/lun: \d+/, 'lun: 9'),
  );
  appendFileSync(
    path('datastores.yaml'),
    readFileSync(path('datastores.yaml'), 'utf8')
      .match(/^donnees-agglo-2:(.*\n( .*\n)*)/m)![0]
      .replaceAll('agglo-2', 'agglo-3'),
  );
};
/** Takes files and register back together, as reverting the commit does. */
const revert = (): void => cpSync(join(PROJECT, 'config', 'environments', 'minimal'), path(), { recursive: true });
const lastWritten = (): string => join(root, '.cordee', 'registers', 'minimal.lock');
const deployed = (stack: string, ...resources: readonly (readonly [type: string, name: string])[]): void => {
  const folder = join(root, '.cordee', 'state', 'minimal');
  mkdirSync(folder, { recursive: true });
  const state = {
    version: 4,
    terraform_version: '1.11.0',
    serial: 1,
    lineage: 'x',
    outputs: {},
    resources: resources.map(([type, name]) => ({ mode: 'managed', type, name, provider: 'p', instances: [] })),
  };
  writeFileSync(join(folder, `${stack}.tfstate`), `${JSON.stringify(state, null, 2)}\n`);
};

const grow = (): void => edit('volumes.yaml', 'size: 500 GiB', 'size: 600 GiB');

test('line ends that a checkout changed are no change: accepted, also locked, and left as they are', async () => {
  const theirs = lock().replace(/\n/g, '\r\n');
  writeFileSync(path('stateful.lock'), theirs);
  expect((await synth('--locked')).code).toBe(0);
  const ran = await synth('--against', path('stateful.lock'));
  expect([ran.code, said(ran).includes('stateful.lock changed'), lock() === theirs]).toEqual([0, false, true]);
  grow();
  expect((await synth()).code).toBe(0);
  expect(lock()).not.toContain('\r');
});

test('a folder of its name is said like another file that cannot be read, and no register is begun beside it', async () => {
  rmSync(path('stateful.lock'));
  mkdirSync(path('stateful.lock'));
  for (const flags of [[], ['--new-register'], ['--locked']]) {
    const ran = await synth(...flags);
    expect([ran.code, written()]).toEqual([1, false]);
    expect(said(ran)).toContain('minimal/stateful.lock:1:1: this is no file that can be read [register-malformed]');
  }
  cpSync(join(PROJECT, 'config', 'environments', 'minimal'), join(root, 'whole'), { recursive: true });
  const against = await cordee(['synth', '-e', join(root, 'whole'), '-o', join(root, 'out'), '--against', path('stateful.lock')]);
  expect([against.code, against.err]).toEqual([
    1,
    `cordee: \`${path('stateful.lock')}\` is no file that can be read\n        take it from its branch: git show origin/main:PATH`,
  ]);
});

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
    'depart:\n  keys: [stack/tenant-ville, vm/ville/fichiers, network/ville/serveurs]\n  for: [leave]\n  reason: fin de la convention\n  owner: direction\n  until: 2027-01-31\n',
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

test('a volume and its datastore that a revert takes back, register included, are refused: the last synth knows them', async () => {
  add();
  expect((await synth()).code).toBe(0);
  revert();
  const first = lock();
  const ran = await synth('--locked');
  const known = (key: string): string =>
    `\`${key}\` holds data, stands in \`${lastWritten()}\`, and neither the files nor \`stateful.lock\` say where it went [stateful-forgotten]`;
  expect(ran.code).toBe(1);
  for (const key of ['volume/donnees-agglo-3', 'datastore/donnees-agglo-3']) expect(said(ran)).toContain(known(key));
  expect(lock()).toBe(first);
  // Never deployed, says who removes the copy; the state of a stack says it by itself.
  deployed('volumes');
  deployed('storage');
  expect((await synth('--locked')).code).toBe(0);
});

test('what a state holds is refused when files, register and last synth have all forgotten it', async () => {
  deployed('volumes', ['null_resource', 'donnees-agglo-3_identity'], ['null_resource', 'donnees-agglo-3_settings']);
  deployed('storage', ['vsphere_vmfs_datastore', 'donnees-agglo-3']);
  const ran = await synth('--locked');
  expect(ran.code).toBe(1);
  expect(said(ran)).toContain(
    'the state of `storage` holds `vsphere_vmfs_datastore.donnees-agglo-3`, which is described no more and stands in no register: `datastore/donnees-agglo-3` would be destroyed [stateful-forgotten]',
  );
  expect(written()).toBe(false);
  writeFileSync(
    path('approvals.yaml'),
    'depart:\n  keys: [volume/donnees-agglo-3, datastore/donnees-agglo-3]\n  for: [leave]\n  reason: essai\n  owner: direction\n  until: 2027-01-31\n',
  );
  expect((await synth()).code).toBe(0);
  const removed = (stack: string): unknown =>
    (JSON.parse(readFileSync(join(root, 'out', 'stacks', stack, 'cdk.tf.json'), 'utf8')) as { removed: { from: string }[] }).removed.map(
      ({ from }) => from,
    );
  expect([removed('volumes'), removed('storage')]).toEqual([
    ['null_resource.donnees-agglo-3_identity'],
    ['vsphere_vmfs_datastore.donnees-agglo-3'],
  ]);
});

test('a datastore that was let go and is taken back with an approval is imported, also when the approval is gone', async () => {
  edit('datastores.yaml', /^donnees-agglo-2: \{/m, 'donnees-agglo-2: { existing: true,');
  expect((await synth()).code).toBe(0);
  edit('datastores.yaml', 'existing: true,', '');
  expect(said(await synth())).toContain('`datastore/donnees-agglo-2` was let go as existing and is described as ours again');
  writeFileSync(
    path('approvals.yaml'),
    'retour:\n  keys: [datastore/donnees-agglo-2]\n  for: [return]\n  reason: repris\n  owner: direction\n  until: 2027-01-31\n',
  );
  expect((await synth()).code).toBe(0);
  rmSync(path('approvals.yaml'));
  expect((await synth('--locked')).code).toBe(0);
  const storage = JSON.parse(readFileSync(join(root, 'out', 'stacks', 'storage', 'cdk.tf.json'), 'utf8')) as Record<string, unknown>;
  expect([storage['import'], storage['removed'], (storage['data'] as Record<string, unknown>)['vsphere_datastore']]).toEqual([
    [
      {
        id: '${data.vsphere_datastore.donnees-agglo-2.id}:${data.vsphere_host.esx-agglo.id}',
        to: 'vsphere_vmfs_datastore.donnees-agglo-2',
      },
    ],
    undefined,
    { 'donnees-agglo-2': { datacenter_id: '${data.vsphere_datacenter.estate.id}', name: 'donnees-agglo-2' } },
  ]);
});

test('a state that is damaged, and one that another program wrote', async () => {
  const folder = join(root, '.cordee', 'state', 'minimal');
  deployed('storage', ['vsphere_vmfs_datastore', 'perdu']);
  const file = join(folder, 'storage.tfstate');
  const state = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify(JSON.parse(state)));
  expect(said(await synth())).toContain('`datastore/perdu` would be destroyed');
  writeFileSync(file, state.slice(0, 200));
  expect(await synth()).toEqual({
    code: 1,
    out: '',
    err: `cordee: \`${file}\` is no state that can be read, so nobody knows what it holds\n        restore it: Terraform keeps ${file}.backup`,
  });
  writeFileSync(file, '');
  expect((await synth()).code).toBe(0);
});

test('--against refuses what the base branch knows and this one forgot, and a base that is none', async () => {
  const base = join(root, 'base.lock');
  const first = lock();
  add();
  expect((await synth()).code).toBe(0);
  writeFileSync(base, lock());
  revert();
  rmSync(lastWritten());
  expect((await synth('--locked')).code).toBe(0);
  const refused = await synth('--locked', '--against', base);
  expect(refused.code).toBe(1);
  expect(said(refused)).toContain(
    `\`datastore/donnees-agglo-3\` holds data, stands in \`${base}\`, and neither the files nor \`stateful.lock\` say where it went [stateful-forgotten]`,
  );
  writeFileSync(base, first);
  expect((await synth('--locked', '--against', base)).code).toBe(0);
  const none = 'take it from its branch: git show origin/main:PATH';
  expect((await synth('--against', join(root, 'nowhere'))).err).toBe(
    `cordee: there is no register \`${join(root, 'nowhere')}\`\n        ${none}`,
  );
  writeFileSync(base, first.replace(/^ {2}volume\/.*\n/m, ''));
  expect((await synth('--against', base)).err).toBe(`cordee: \`${base}\` is no whole register\n        ${none}`);
});

test('--merged-register makes one register of two, whatever conflict there is; and what both sides say is not lost', async () => {
  const [ours, theirs] = [join(root, 'ours.lock'), join(root, 'theirs.lock')];
  writeFileSync(ours, lock());
  add();
  await synth();
  writeFileSync(theirs, lock());
  const merged = lock();
  writeFileSync(path('stateful.lock'), `<<<<<<< HEAD\n${merged}>>>>>>> theirs\n`);
  expect((await synth('--merged-register', ours, theirs)).code).toBe(0);
  expect(lock()).toBe(merged);
  revert();
  rmSync(lastWritten());
  expect(said(await synth('--merged-register', ours, theirs))).toContain('`datastore/donnees-agglo-3` holds data and is described no more');
  expect((await synth('--merged-register', ours)).err).toBe(
    'cordee: --merged-register was given 1 file\n        give the registers of both branches: git show HEAD:…/stateful.lock > ours.lock; git show MERGE_HEAD:…/stateful.lock > theirs.lock',
  );
});

test('--new-register writes nothing before all is judged, and nothing with --locked', async () => {
  rmSync(path('stateful.lock'));
  expect(await synth('--new-register', '--locked')).toEqual({
    code: 1,
    out: '',
    err: 'cordee: --new-register writes a register, and --locked refuses to\n        give one of the two',
  });
  const volumes = readFileSync(path('volumes.yaml'), 'utf8');
  edit('volumes.yaml', /lun: \d+/, 'lun: 400');
  expect((await synth('--new-register')).code).toBe(1);
  expect(existsSync(path('stateful.lock'))).toBe(false);
  writeFileSync(path('volumes.yaml'), volumes);
  deployed('storage');
  expect((await synth('--new-register')).err).toBe(
    `cordee: \`minimal\` was deployed (${join(root, '.cordee', 'state', 'minimal')} is there), so its register is not begun anew\n        restore ${path('stateful.lock')} from version control`,
  );
  rmSync(join(root, '.cordee'), { recursive: true });
  appendFileSync(path('estate.yaml'), 'backend: pg\n');
  const begun = await synth('--new-register');
  expect([begun.code, begun.err]).toEqual([0, 'cordee: its state lies in PostgreSQL: whether it was ever deployed could not be looked up']);
  expect(lock()).toContain('"backend":"pg"');
});

test('a conflict of a merge in the register is refused at its line', async () => {
  appendFileSync(path('stateful.lock'), '>>>>>>> branche\n');
  const ran = await synth();
  expect([ran.code, said(ran)]).toEqual([1, expect.stringContaining(`stateful.lock:${lock().split('\n').length - 1}`)]);
});
