import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { asChild, GO_VARIABLES, type GoRunner } from '../../scripts/go-runner';
import { goTool } from '../../scripts/go-tool';
import { UsageError } from '../../scripts/usage-error';
import { needs } from '../support/needs';

/** A project of one small program; `says` is what it prints. */
function project(says: string): string {
  const home = mkdtempSync(join(tmpdir(), 'cordee-'));
  const sources = join(home, 'scripts/lab/stand-in');
  mkdirSync(sources, { recursive: true });
  writeFileSync(join(sources, 'go.mod'), 'module sample\n\ngo 1.21\n');
  write(home, says);
  return home;
}
const write = (home: string, says: string): void =>
  writeFileSync(join(home, 'scripts/lab/stand-in/main.go'), `package main\n\nfunc main() { print("${says}") }\n`);

const bins = (home: string): string[] => readdirSync(join(home, '.cordee/bin'));
const run = (path: string): string => execFileSync('sh', ['-c', `"${path}" 2>&1`], { encoding: 'utf8' });

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error instanceof UsageError ? [error.message, error.remedy] : error;
  }
}

let home = '';
const { env } = process;
beforeEach(() => {
  home = project('one');
  process.env = { ...env, CORDEE_HOME: home };
});
afterEach(() => {
  process.env = env;
  rmSync(home, { recursive: true, force: true });
});

needs(['go'], 'a Go part is built once, and again when its sources change; its older build goes', async () => {
  const lines: string[] = [];
  const build = (): Promise<string> => goTool('stand-in', (line) => lines.push(line.replace(/: \d+ s$/, ': N s')));
  const first = await build();
  expect([run(first), await build()]).toEqual(['one', first]);
  expect(lines).toEqual(['building the stand-in provider (first time, needs the Go module proxy)', 'built the stand-in provider: N s']);

  writeFileSync(join(home, '.cordee/bin/vcenter-0123456789abcdef'), 'of another tool');
  writeFileSync(join(home, '.cordee/bin/.stand-in-0123456789abcdef.1700000000000.x'), 'interrupted long ago');
  writeFileSync(join(home, `.cordee/bin/.stand-in-0123456789abcdef.${String(Date.now())}.x`), 'under way');
  write(home, 'two');
  const second = await build();
  expect(run(second)).toBe('two');
  expect(lines.slice(2)).toEqual(['building the stand-in provider (its sources changed)', 'built the stand-in provider: N s']);
  expect(bins(home).map((name) => name.replace(/\d{13}/, 'TIME'))).toEqual([
    '.stand-in-0123456789abcdef.TIME.x',
    basename(second),
    'vcenter-0123456789abcdef',
  ]);
});

needs(['go'], 'builds at the same time end with the same program and leave nothing behind', async () => {
  const paths = await Promise.all([goTool('stand-in'), goTool('stand-in'), goTool('stand-in')]);
  expect(new Set(paths).size).toBe(1);
  expect(bins(home)).toEqual([basename(paths[0])]);
  expect(run(paths[0])).toBe('one');
});

needs(['go'], 'what was built of these sources is used where Go is not; of others it is not', async () => {
  const built = await goTool('stand-in');
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  expect(await goTool('stand-in')).toBe(built);
  write(home, 'two');
  expect(await failure(goTool('stand-in'))).toEqual([
    'Go is not here: the stand-in provider is built with it',
    'install Go 1.25 or later (https://go.dev/dl), in PATH',
  ]);
  process.env['PATH'] = path;
  expect(await goTool('stand-in')).not.toBe(built);
});

needs(['go'], 'tests of a Go part are no sources of it', async () => {
  const before = await goTool('stand-in');
  writeFileSync(join(home, 'scripts/lab/stand-in/main_test.go'), 'package main\n');
  expect(await goTool('stand-in')).toBe(before);
});

needs(['go'], 'what the compiler refuses is shown', async () => {
  write(home, '" + 1 + "');
  expect(await failure(goTool('stand-in'))).toEqual([
    'the stand-in provider could not be built:\n  # sample\n  ./main.go:3:21: invalid operation: "" + 1 (mismatched types untyped string and untyped int)',
    'it needs Go 1.25 or later and the Go module proxy (GOPROXY)',
  ]);
  expect(bins(home)).toEqual([]);
});

test('Go is told of this shell what it needs, and nothing else', async () => {
  process.env = { ...process.env, PATH: '/bin', GOPROXY: 'off', VSPHERE_PASSWORD: 'real', AWS_SECRET_ACCESS_KEY: 'real', GOWORK: '/x' };
  const heard: [readonly string[], string, Readonly<Record<string, string>>][] = [];
  const runGo: GoRunner = (args, folder, environment) => {
    heard.push([args, folder, environment]);
    if (args[0] === 'build') writeFileSync(String(args[args.indexOf('-o') + 1]), 'built');
    return Promise.resolve({ code: 0, out: 'go version go1.26', err: '' });
  };
  expect(readFileSync(await goTool('stand-in', undefined, runGo), 'utf8')).toBe('built');
  expect(heard.map(([args]) => args[0])).toEqual(['version', 'build']);
  for (const [, folder, environment] of heard) {
    expect(folder).toBe(join(home, 'scripts/lab/stand-in'));
    expect(environment).toMatchObject({ PATH: '/bin', GOPROXY: 'off', GOWORK: 'off' });
    expect(Object.keys(environment).filter((name) => ![...GO_VARIABLES, 'GOWORK'].includes(name))).toEqual([]);
  }
});

needs(['go'], 'what a lab builds and what an applier builds is the same, also where the one hears lines and the other text', async () => {
  const asLab: GoRunner = async (args, folder, environment) => {
    const { code, out, err } = await asChild(args, folder, environment);
    return { code, out: out.trimEnd(), err: err.trimEnd() };
  };
  expect(await goTool('stand-in', undefined, asLab)).toBe(await goTool('stand-in'));
});

test('where Go or the sources are missing it says so', async () => {
  process.env['PATH'] = '/nowhere';
  expect(await failure(goTool('stand-in'))).toEqual([
    'Go is not here: the stand-in provider is built with it',
    'install Go 1.25 or later (https://go.dev/dl), in PATH',
  ]);
  expect(await failure(goTool('vmfs'))).toEqual([
    `the sources of the VMFS tool are not in ${join(home, 'scripts/apply/vmfs')}`,
    'name the folder of the project in CORDEE_HOME',
  ]);
});
