/**
 * Bundles the command line into dist/: nothing is compiled when a user runs it, and a command loads one file instead of hundreds. Only the
 * framework stays outside: it is large, and most commands never load it. Nothing is done while the bundles are newer than every source.
 */
const { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const BUNDLES = {
  cordee: 'scripts/cordee.ts',
  generate: 'scripts/generate.ts',
  bench: 'scripts/bench.ts',
  'bench-floor': 'scripts/bench-floor.ts',
  'bench-peak': 'scripts/bench-peak.ts',
  'datacore-simulator': 'scripts/lab/datacore/main.ts',
};
const SOURCES = ['config', 'constructs', 'stacks', 'scripts', 'package-lock.json'];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder's own time counts too: it changes when a file is removed.
  let time = stat.mtimeMs;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory() || /\.(ts|cjs)$/.test(entry.name)) time = Math.max(time, newest(join(path, entry.name)));
  }
  return time;
}

function fresh() {
  const built = Object.keys(BUNDLES).map((name) => join(ROOT, 'dist', `${name}.js`));
  if (!built.every(existsSync)) return false;
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return SOURCES.every((path) => newest(join(ROOT, path)) < oldest);
}

async function build() {
  const { outputFiles } = await require('esbuild').build({
    absWorkingDir: ROOT,
    entryPoints: BUNDLES,
    outdir: 'dist',
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['cdktf', 'cdktf/*', 'constructs', '@cdktf/*'],
    sourcemap: false,
    logLevel: 'warning',
  });
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  for (const { path, contents } of outputFiles) {
    // Whole or not at all: another process may be about to load it.
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, contents);
    renameSync(unfinished, path);
  }
}

// What esbuild had to say it has printed.
if (!fresh()) build().catch(() => (process.exitCode = 1));
