/** Bundles the command line into dist/: nothing is compiled when a user runs it. Libraries stay outside, where npm put them. */
const { build } = require('esbuild');

build({
  entryPoints: { cordee: 'scripts/cordee.ts', generate: 'scripts/generate.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: false,
  logLevel: 'warning',
}).catch(() => process.exit(1));
