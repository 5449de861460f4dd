/** The parts of Cordée that are written in Go: built from their sources when they are first needed, and kept until these change. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asChild, type Go, goIn, type GoRunner } from './go-runner';
import { makeFolder } from './make-folder';
import { UsageError } from './usage-error';

export type GoTool = 'vcenter' | 'stand-in' | 'vmfs';

const TOOLS: Readonly<Record<GoTool, { readonly sources: string; readonly label: string }>> = {
  vcenter: { sources: 'scripts/lab/vcenter', label: 'simulated vCenter' },
  'stand-in': { sources: 'scripts/lab/stand-in', label: 'stand-in provider' },
  vmfs: { sources: 'scripts/apply/vmfs', label: 'VMFS tool' },
};

/** Milliseconds between two lines that say that a build is still going on. */
const REPORT_EVERY = 5_000;
/** Lines of the compiler that a person is shown. */
const COMPILER_LINES = 6;
/** Milliseconds after which what an interrupted build left behind is removed. */
const ABANDONED = 3_600_000;

/**
 * Path of the built program. The first build of each takes up to a minute and downloads its modules from the Go module proxy; later calls
 * only compare hashes. `progress` is told when a build begins, every five seconds while it lasts, and when it is done. `runGo` is how a lab
 * has Go ended when the lab is; without it Go is a child that shares the fate of this process.
 *
 * Throws a `UsageError` where Go or the sources are missing, or where the build fails (then with what the compiler said).
 */
export async function goTool(name: GoTool, progress: (line: string) => void = () => undefined, runGo: GoRunner = asChild): Promise<string> {
  const home = resolve(process.env['CORDEE_HOME'] ?? join(__dirname, '..'));
  const { sources, label } = TOOLS[name];
  const folder = join(home, sources);
  if (!existsSync(join(folder, 'go.mod')))
    throw new UsageError(`the sources of the ${label} are not in ${folder}`, 'name the folder of the project in CORDEE_HOME');
  const go = goIn(folder, runGo);
  const bin = join(home, '.cordee', 'bin');
  const sourceHash = hashOf(folder);
  const version = await goVersion(go);
  if (version === undefined) {
    // Built before, of these very sources: nothing has to be built, and Go is not missed.
    const built = existsSync(bin) ? readdirSync(bin).find((entry) => entry.startsWith(`${name}-${sourceHash}`)) : undefined;
    if (built !== undefined) return join(bin, built);
    throw new UsageError(`Go is not here: the ${label} is built with it`, 'install Go 1.25 or later (https://go.dev/dl), in PATH');
  }
  const file = `${name}-${sourceHash}${short(version)}`;
  const path = join(bin, file);
  if (existsSync(path)) return path;

  makeFolder(bin);
  const earlier = earlierBuilds(bin, name);
  const why = earlier.length === 0 ? 'first time, needs the Go module proxy' : 'its sources changed';
  // Two processes may build the same at once: each writes its own file, and the last to be done replaces the other's by an equal one.
  const draft = join(bin, `.${file}.${String(Date.now())}.${randomUUID()}`);
  try {
    await build(go, draft, label, why, progress);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  for (const old of earlier) rmSync(join(bin, old), { force: true });
  return path;
}

/** Undefined where there is no Go. */
async function goVersion(go: Go): Promise<string | undefined> {
  const { code, output } = await go(['version']);
  return code === undefined ? undefined : output.trim();
}

const short = (...texts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 8);
};

function hashOf(folder: string): string {
  // Tests change no binary.
  const isSource = (file: string): boolean => (file.endsWith('.go') && !file.endsWith('_test.go')) || /^go\.(mod|sum)$/.test(file);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isSource).sort();
  return short(...files.flatMap((file) => [file, readFileSync(join(folder, file))]));
}

/** Builds of older sources, and what interrupted builds left behind long ago. */
const earlierBuilds = (bin: string, name: GoTool): string[] =>
  readdirSync(bin).filter((entry) => {
    const [, draft, tool, started] = /^(\.?)(.+)-[0-9a-f]{16}(?:\.(\d+)\..+)?$/.exec(entry) ?? [];
    return tool === name && (draft === '' || Date.now() - Number(started) > ABANDONED);
  });

async function build(go: Go, output: string, label: string, why: string, progress: (line: string) => void): Promise<void> {
  const begun = performance.now();
  const seconds = (): string => `${((performance.now() - begun) / 1000).toFixed(0)} s`;
  progress(`building the ${label} (${why})`);
  const timer = setInterval(() => progress(`building the ${label} (${why}): ${seconds()}`), REPORT_EVERY);
  // Nobody waits any more for a build whose lab was stopped.
  timer.unref();
  // Git is not asked for a version: it refuses in a checkout that belongs to somebody else.
  const built = await go(['build', '-trimpath', '-buildvcs=false', '-o', output, '.']);
  clearInterval(timer);
  if (built.code !== 0) {
    const said = built.output.trim().split('\n').slice(0, COMPILER_LINES);
    throw new UsageError(
      `the ${label} could not be built:\n${said.map((line) => `  ${line}`).join('\n')}`,
      'it needs Go 1.25 or later and the Go module proxy (GOPROXY)',
    );
  }
  progress(`built the ${label}: ${seconds()}`);
}
