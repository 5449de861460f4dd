import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { estateFolder } from '../support/estates';
import { PROJECT } from '../support/needs';

const { refusal } = jest.requireActual<{ refusal: (platform: string, version: string, bundle: string) => string | undefined }>(
  '../../scripts/cordee.cjs',
);
const bundle = join(mkdtempSync(join(tmpdir(), 'cordee-')), 'cordee.js');
writeFileSync(bundle, '');
writeFileSync(join(dirname(bundle), 'framework.js'), '');

test('where it cannot run it says why in one line', () => {
  expect(refusal('win32', '20.11.0', bundle)).toBe('Windows is not supported: use WSL (https://learn.microsoft.com/windows/wsl)');
  expect(refusal('linux', '18.19.1', bundle)).toBe('Node.js 20 or later is needed, this is 18.19.1');
  const alone = join(mkdtempSync(join(tmpdir(), 'cordee-')), 'cordee.js');
  writeFileSync(alone, '');
  for (const bundles of ['/nowhere', alone]) expect(refusal('linux', '20.11.0', bundles)).toBe('not built yet: run `npm run build`');
  expect(['linux', 'darwin'].map((platform) => refusal(platform, '20.11.0', bundle))).toEqual([undefined, undefined]);
});

describe('the built command', () => {
  beforeAll(() => execFileSync(process.execPath, [join(PROJECT, 'scripts/build.cjs')]));

  test('is not built again while nothing has changed', () => {
    const built = (): number => statSync(join(PROJECT, 'dist/cordee.js')).mtimeMs;
    const before = built();
    execFileSync(process.execPath, [join(PROJECT, 'scripts/build.cjs')]);
    expect(built()).toBe(before);
  });

  test('runs in a process of its own, from any folder', () => {
    const ran = spawnSync(process.execPath, [join(PROJECT, 'scripts/cordee.cjs'), 'explain', 'no-such-rule-at-all'], {
      cwd: tmpdir(),
      encoding: 'utf8',
    });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([
      1,
      '',
      'cordee: `no-such-rule-at-all` is no rule\n        all of them: cordee explain\n',
    ]);
  });

  test('is quiet when its reader leaves', () => {
    const script = `"${process.execPath}" scripts/cordee.cjs model --schema | head -n 1; "${process.execPath}" scripts/cordee.cjs model -e chelles | head -n 1`;
    const ran = spawnSync('sh', ['-c', script], { cwd: PROJECT, encoding: 'utf8' });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([0, '{\n{\n', '']);
  });

  test('keeps its exit code when its reader has left before it says anything', () => {
    const estate = estateFolder('minimal', { 'sites.yaml': 'mairie: 7\n' });
    const one = `{ "${process.execPath}" scripts/cordee.cjs check -e "${estate}"; echo "$?" >&2; } | true;`;
    const ran = spawnSync('sh', ['-c', one.repeat(4)], { cwd: PROJECT, encoding: 'utf8' });
    expect([ran.stdout, ran.stderr]).toEqual(['', '1\n1\n1\n1\n']);
  });

  test('says in one line that what it prints cannot be written, and fails', () => {
    const script = `"${process.execPath}" scripts/cordee.cjs explain 1< package.json`;
    const ran = spawnSync('sh', ['-c', script], { cwd: PROJECT, encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([1, 'cordee: what it prints cannot be written: EBADF: bad file descriptor, write\n']);
  });

  test('names the rehearsal, and what it lacks where that is not here', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
    const started = (PATH: string): string | undefined => {
      const words = [join(PROJECT, 'scripts/cordee.cjs'), 'start', '-e', 'minimal', '-o', join(folder, 'out')];
      const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', env: { PATH } });
      return stdout.split('\n').find((line) => line.includes('npm run rehearse'));
    };
    writeFileSync(join(folder, 'go'), '');
    const line = 'Deploy it all on this machine, on simulators, before the real vCenter sees any of it: npm run rehearse -- -e minimal';
    expect(started('/nowhere')).toBe(`${line} (Go and Terraform first: they are not here)`);
    expect(started(folder)).toBe(`${line} (Terraform first: it is not here)`);
    writeFileSync(join(folder, 'terraform'), '');
    expect(started(folder)).toBe(line);
    rmSync(folder, { recursive: true });
  });

  test('loads no framework for a command that needs none', () => {
    const code = `process.argv = ['node', 'cordee', 'check', '-e', 'minimal']; process.on('exit', () => console.log(Object.keys(require.cache).filter((path) => /node_modules|framework/.test(path)).length)); require('./dist/cordee.js')`;
    const out = execFileSync(process.execPath, ['-e', code], { cwd: PROJECT, encoding: 'utf8' });
    expect(out.trimEnd().split('\n').at(-1)).toBe('0');
  });
});
