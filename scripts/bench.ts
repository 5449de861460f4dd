/**
 * `npm run bench`: what a synth costs, as ratios within one run. The floor is our own load, check and resolve, then `JSON.stringify` of the
 * same stacks without the framework; both are timed in processes of their own, one after the other, and the median of the pairs is printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFiles } from './read-estate';
import { scale } from './scale';

interface Measure {
  readonly seconds: number;
  readonly mebibytes: number;
}

const CORDEE = join(__dirname, 'cordee.js');
const FLOOR = join(__dirname, 'bench-floor.js');
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Wall time and peak memory of one process; it says its own peak on the last line of standard error, the floor what not to count before. */
function run(script: string, ...args: readonly string[]): Measure {
  const began = performance.now();
  const child = spawnSync(process.execPath, ['--require', join(__dirname, 'bench-peak.js'), script, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const elapsed = performance.now() - began;
  if (child.status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${child.stdout}${child.stderr}`);
  const said = child.stderr.trim().split('\n').map(Number);
  const notCounted = script === FLOOR ? (said.at(-2) ?? 0) : 0;
  return { seconds: (elapsed - notCounted) / 1000, mebibytes: (said.at(-1) ?? 0) / 1024 };
}

function estateOf(tenants: number, project: string, folder: string): string {
  const environment = join(folder, `estate-${String(tenants)}`);
  for (const { file, text } of scale(readFiles(join(project, 'config', 'environments', 'chelles')), tenants)) {
    mkdirSync(dirname(join(environment, file)), { recursive: true });
    writeFileSync(join(environment, file), text);
  }
  return environment;
}

function compare(tenants: number, rounds: number, project: string, folder: string): void {
  const environment = estateOf(tenants, project, folder);
  const output = join(folder, `out-${String(tenants)}`, 'cdktf.out');
  const forget = (): void => rmSync(dirname(output), { recursive: true, force: true });
  const synth = (): Measure => run(CORDEE, 'synth', '--environment', environment, '--output', output, '--new-register');
  synth();
  const pairs = Array.from({ length: rounds }, () => {
    const floor = run(FLOOR, environment, output);
    forget();
    return { floor, full: synth() };
  });
  const nothing = synth();
  const tenant = join(environment, 'tenants', tenants > 12 ? 't0000.yaml' : 'ville.yaml');
  writeFileSync(tenant, readFileSync(tenant, 'utf8').replace(/cpus: 2\b/, 'cpus: 3'));
  const one = synth();
  const full = median(pairs.map((pair) => pair.full.seconds));
  const ratio = median(pairs.map((pair) => pair.full.seconds / pair.floor.seconds));
  const row = [
    `${String(tenants).padStart(5)} tenants`,
    `full ${full.toFixed(2)} s`,
    `full/floor ${ratio.toFixed(2)}`,
    `per tenant ${((1000 * full) / tenants).toFixed(1)} ms`,
    `peak ${Math.max(...pairs.map((pair) => pair.full.mebibytes)).toFixed(0)} MiB`,
    `nothing changed/full ${(nothing.seconds / full).toFixed(2)}`,
    `one tenant changed/full ${(one.seconds / full).toFixed(2)}`,
  ];
  process.stdout.write(`${row.join('   ')}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'cordee-bench-'));
try {
  const project = join(__dirname, '..');
  const sizes = process.argv.slice(2).map(Number);
  for (const tenants of sizes.length > 0 ? sizes : [12, 100, 1000]) compare(tenants, tenants > 100 ? 1 : 3, project, folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
