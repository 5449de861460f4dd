/** The bundles, made in a project that is small enough to install another framework into it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT } from '../support/needs';

let root = '';
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const build = (): void => void execFileSync(process.execPath, [join(root, 'scripts/build.cjs')]);
const bundle = (name: string): string => readFileSync(join(root, 'dist', name), 'utf8');
const said = (): string => execFileSync(process.execPath, [join(root, 'dist/cordee.js')], { encoding: 'utf8' }).trim();

/** As npm leaves it behind: files as old as they were packed, and a note that is new. */
function install(framework: string): void {
  write('node_modules/cdktf/index.js', `exports.version = '${framework}';`);
  utimesSync(join(root, 'node_modules/cdktf/index.js'), 0, 0);
  write('node_modules/.package-lock.json', '{}');
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cordee-'));
  mkdirSync(join(root, 'scripts'));
  cpSync(join(PROJECT, 'scripts/build.cjs'), join(root, 'scripts/build.cjs'));
  for (const entry of ['generate', 'bench', 'bench-floor', 'bench-peak', 'lab/datacore/main']) write(`scripts/${entry}.ts`, 'export {};');
  write('scripts/cordee.ts', "import { version } from 'cdktf';\nconsole.log(version);");
  install('1');
  symlinkSync(join(PROJECT, 'node_modules/esbuild'), join(root, 'node_modules/esbuild'));
  symlinkSync(join(PROJECT, 'node_modules/@esbuild'), join(root, 'node_modules/@esbuild'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('another framework that is installed is bundled anew, and makes another program of ours', () => {
  build();
  const before = [bundle('framework.js'), bundle('cordee.js')];
  expect(said()).toBe('1');
  install('2');
  build();
  expect(said()).toBe('2');
  expect([bundle('framework.js') === before[0], bundle('cordee.js') === before[1]]).toEqual([false, false]);
});

test('the same framework installed again makes the same program', () => {
  build();
  const before = bundle('cordee.js');
  install('1');
  build();
  expect(bundle('cordee.js')).toBe(before);
});

test('a bundle of ours holds nothing of the framework', () => {
  write('node_modules/cdktf/index.js', "exports.version = 'a long and rare text';");
  build();
  expect([bundle('framework.js'), bundle('cordee.js')].map((text) => text.includes('a long and rare text'))).toEqual([true, false]);
});
