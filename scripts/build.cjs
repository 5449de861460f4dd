/**
 * Bundles the command line into dist/: nothing is compiled when a user runs it, and a command loads one file instead of hundreds. The
 * framework has a bundle of its own: it is large, and most commands never load it. Nothing is done while the bundles are newer than every source.
 */
const { createHash } = require('node:crypto');
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
// npm writes its own note of what is installed at each installation: with it the framework may be another one.
const SOURCES = ['config', 'constructs', 'stacks', 'scripts', 'package-lock.json', 'node_modules/.package-lock.json'];

/** Modules of the framework, as the sources name them. */
const FRAMEWORK = /^(cdktf|constructs|@cdktf\/.*)$/;

/** Leads each use of the framework to its own bundle, which has a module only where the sources use it, and runs it when it is asked for. */
function framework() {
  const used = new Set();
  const inside = (path) => path.includes('node_modules');
  return {
    used,
    plugin: {
      name: 'framework',
      setup(builder) {
        builder.onResolve({ filter: FRAMEWORK }, ({ path, importer }) => (inside(importer) ? undefined : { path, namespace: 'framework' }));
        builder.onResolve({ filter: /^\.\/framework\.js$/, namespace: 'framework' }, ({ path }) => ({ path, external: true }));
        builder.onLoad({ filter: /.*/, namespace: 'framework' }, ({ path }) => {
          used.add(path);
          return { contents: `module.exports = require('./framework.js')[${JSON.stringify(path)}]();`, loader: 'js' };
        });
      },
    },
  };
}

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
  const built = [...Object.keys(BUNDLES), 'framework'].map((name) => join(ROOT, 'dist', `${name}.js`));
  if (!built.every(existsSync)) return false;
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return SOURCES.map((path) => join(ROOT, path)).every((path) => !existsSync(path) || newest(path) < oldest);
}

const OPTIONS = {
  absWorkingDir: ROOT,
  outdir: 'dist',
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  sourcemap: false,
  logLevel: 'warning',
};

async function build() {
  const esbuild = require('esbuild');
  const { used, plugin } = framework();
  const ours = await esbuild.build({ ...OPTIONS, entryPoints: BUNDLES, plugins: [plugin] });
  const lines = [...used].sort().map((path) => `exports[${JSON.stringify(path)}] = () => require(${JSON.stringify(path)});`);
  const stdin = { contents: lines.join('\n'), resolveDir: ROOT, sourcefile: 'framework.js' };
  const theirs = await esbuild.build({ ...OPTIONS, outdir: undefined, outfile: 'dist/framework.js', stdin });
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const [{ path: at, text }] = theirs.outputFiles;
  writeWhole(at, text);
  // What earlier runs remember is believed by this very program only: with another framework it is another one.
  const mark = `// Made for the framework ${createHash('sha256').update(text).digest('hex')}\n`;
  for (const { path, text: bundle } of ours.outputFiles) writeWhole(path, `${bundle}${mark}`);
}

/** Whole or not at all: another process may be about to load it. */
function writeWhole(path, text) {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
}

// What esbuild had to say it has printed.
if (!fresh()) build().catch(() => (process.exitCode = 1));
