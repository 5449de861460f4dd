/** What keeps a rehearsal on this machine: addresses are looked at, and children get an environment built from nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../../scripts/lab/child-environment';
import { Children } from '../../scripts/lab/children';
import { labFolder } from '../../scripts/lab/folder';
import { refuseUnlessLoopback } from '../../scripts/lab/loopback';
import { CHILD_MARK } from '../../scripts/lab/process-identity';
import { realProviders } from '../../scripts/lab/providers';
import type { LiveRun } from '../../scripts/lab/run-file';
import { writeShellFile } from '../../scripts/lab/shell-file';
import { UsageError } from '../../scripts/usage-error';

test.each(['127.0.0.1:8989', 'https://127.0.0.1:8989/sdk', 'https://127.1.2.3', '[::1]:443', 'https://[::1]/lab/status'])(
  '%s is this machine',
  (address) => {
    expect(() => refuseUnlessLoopback({ 'the vCenter': address })).not.toThrow();
  },
);

test.each(['vcenter.ville.example', 'https://10.0.10.21', 'localhost:443', '127.0.0.1.example:443', '0.0.0.0:443', ''])(
  '%j is not',
  (address) => {
    expect(() => refuseUnlessLoopback({ 'the vCenter': '127.0.0.1:1', 'DataCore endpoint 1': address })).toThrow(
      new UsageError(`DataCore endpoint 1 is \`${address}\`, which is not this machine: nothing was started`),
    );
  },
);

test.each([
  'https://user:secret@127.0.0.1:443',
  'https://user@vcenter.example:443',
  'https://127.0.0.1@vcenter.example',
  'user:secret@127.0.0.1:443',
])('%s holds a login: it is refused, and not printed', (address) => {
  expect(() => refuseUnlessLoopback({ 'DataCore endpoint 1': address })).toThrow(
    new UsageError('DataCore endpoint 1 holds a user or a password, which is not printed here: nothing was started'),
  );
});

let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const nobody = { pid: 0, started: '', command: '' };
const run = (server = '127.0.0.1:1'): LiveRun => ({
  version: 1,
  environment: 'minimal',
  started: '2026-11-23T00:00:00.000Z',
  temporary: '/tmp/cordee-lab-x',
  vcenter: { process: nobody, server, url: `https://${server}/sdk`, control: `https://${server}/lab/status` },
  datacore: {
    process: nobody,
    endpoints: ['https://127.0.0.1:2', 'https://127.0.0.1:3'],
    ca: '/lab/ca.pem',
    control: 'https://127.0.0.1:4/lab/status',
  },
  providers: { kind: 'stand-in', binaries: [], cannotShow: [], environment: { CORDEE_STANDIN_STORE: '/lab/store' } },
});

const PRODUCTION = {
  VSPHERE_SERVER: 'vcenter.production.example',
  VSPHERE_PASSWORD: 'real',
  DATACORE_PASSWORD: 'real',
  TF_VAR_anything: 'real',
  PG_CONN_STR: 'postgres://production',
  HTTPS_PROXY: 'http://proxy.example',
};

/** The shell of somebody who works on production. */
async function inProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, PRODUCTION);
  try {
    return await work();
  } finally {
    process.env = before;
  }
}

test('a child sees the lab, where programs are, and nothing else of the shell it was started from', async () => {
  const lab = labFolder(root, 'minimal');
  const environment = childEnvironment(lab, run(), { path: '/usr/bin:/bin', home: '/project' });
  const children = new Children(labFolder(root, 'minimal'));
  const print = 'process.stdout.write(JSON.stringify(process.env))';
  const { code, out } = await inProduction(() => children.run(process.execPath, ['-e', print], { folder: root, environment }));
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    PATH: '/usr/bin:/bin',
    HOME: lab.root,
    TMPDIR: '/tmp/cordee-lab-x',
    LC_ALL: 'C.UTF-8',
    CORDEE_HOME: '/project',
    CORDEE_STANDIN_STORE: '/lab/store',
    TF_CLI_CONFIG_FILE: lab.cliConfig,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    VSPHERE_SERVER: '127.0.0.1:1',
    VSPHERE_USER: 'rehearsal',
    VSPHERE_PASSWORD: 'rehearsal',
    VSPHERE_ALLOW_UNVERIFIED_SSL: 'true',
    DATACORE_USER: 'rehearsal',
    DATACORE_PASSWORD: 'rehearsal',
    CORDEE_DATACORE_ENDPOINTS: 'https://127.0.0.1:2,https://127.0.0.1:3',
    CORDEE_DATACORE_CA: '/lab/ca.pem',
    CORDEE_REHEARSAL: '1',
    CORDEE_ENVIRONMENT: lab.estate,
    [CHILD_MARK]: lab.root,
  });
});

test('no environment is made for a vCenter that is elsewhere', () => {
  expect(() => childEnvironment(labFolder(root, 'minimal'), run('vcenter.ville.example:443'), { path: '', home: '' })).toThrow(
    'the vCenter is `vcenter.ville.example:443`, which is not this machine: nothing was started',
  );
});

test('terraform, while it looks for providers, gets what leads to them and nothing that leads to production', async () => {
  const noted = join(root, 'noted');
  const lab = labFolder(root, 'minimal');
  writeFileSync(join(root, 'terraform'), `#!/bin/sh\nenv > ${noted}\nexit 1\n`, { mode: 0o755 });
  const sources = { ...PRODUCTION, PATH: `${root}:/usr/bin:/bin`, TF_CLI_CONFIG_FILE: join(root, 'not-there') };
  const answer = await inProduction(() => realProviders(lab, { vsphere: '2.16.1', null: '3.2.4' }, sources, new Children(lab)));
  expect(Object.keys(answer)).toEqual(['missing']);
  // What the shell of the script itself adds is none of ours.
  const names = readFileSync(noted, 'utf8')
    .split('\n')
    .map((line) => line.split('=')[0])
    .filter((name) => !['', '_', 'PWD', 'OLDPWD', 'SHLVL'].includes(name ?? ''));
  expect(names.sort()).toEqual(['CHECKPOINT_DISABLE', CHILD_MARK, 'HOME', 'HTTPS_PROXY', 'PATH', 'TF_REGISTRY_DISCOVERY_RETRY']);
});

test('why providers cannot be had is said without the login of a proxy', async () => {
  writeFileSync(
    join(root, 'terraform'),
    '#!/bin/sh\necho "Error: could not connect to https://registry.example: Get \\"http://me:secret@proxy.example:3128/\\": refused" >&2\nexit 1\n',
    { mode: 0o755 },
  );
  const sources = { PATH: `${root}:/usr/bin:/bin`, HTTPS_PROXY: 'http://me:secret@proxy.example:3128' };
  const asked = realProviders(
    labFolder(root, 'minimal'),
    { vsphere: '2.16.1', null: '3.2.4' },
    sources,
    new Children(labFolder(root, 'x')),
  );
  expect(await asked).toEqual({
    missing: 'could not connect to https://registry.example: Get "http://proxy.example:3128/": refused',
  });
});

test('a folder of providers that is not there is refused', async () => {
  const lab = labFolder(root, 'minimal');
  const asked = realProviders(lab, { vsphere: '2.16.1', null: '3.2.4' }, { CORDEE_PROVIDERS: '/nowhere' }, new Children(lab));
  await expect(asked).rejects.toThrow(
    new UsageError('CORDEE_PROVIDERS names `/nowhere`, which is not there', 'name a folder of provider binaries'),
  );
});

test('the file for a person’s shell has the addresses, and not the mark by which children are found and ended', () => {
  const lab = { ...labFolder(root, 'minimal'), shellFile: join(root, 'env.sh') };
  writeShellFile(lab, run(), {
    PATH: '/bin',
    HOME: '/x',
    [CHILD_MARK]: '/x',
    VSPHERE_SERVER: '127.0.0.1:1',
    VSPHERE_USER: 'rehearsal',
    VSPHERE_PASSWORD: 'it’s',
  });
  expect(readFileSync(lab.shellFile, 'utf8')).toBe(
    [
      `# Simulated vCenter and DataCore of the lab minimal. Use: . ${lab.shellFile}`,
      'export VSPHERE_SERVER=127.0.0.1:1',
      'export VSPHERE_USER=rehearsal',
      "export VSPHERE_PASSWORD='it’s'",
      'export GOVC_URL=https://127.0.0.1:1/sdk',
      'export GOVC_USERNAME=rehearsal',
      "export GOVC_PASSWORD='it’s'",
      'export GOVC_INSECURE=1',
      '',
    ].join('\n'),
  );
});
