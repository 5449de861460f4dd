/**
 * `npm run bench`: what a synth costs, as ratios within one run. The floor is our own load, check and resolve, then `JSON.stringify` of the
 * same stacks without the framework; both are timed in processes of their own, one after the other, and the median of the pairs is printed.
 * Then what the proof costs. Words: `synth` or `proof` for one of them, numbers for other sizes than 12, 100 and 1,000 tenants.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { measureProof, type Part, type ProofMeasure } from './bench-proof';
import { readFiles } from './read-estate';
import { scale } from './scale';
import { scaleToProve } from './scale-proof';

interface Measure {
  readonly seconds: number;
  readonly mebibytes: number;
}

/** First word of a process that measures a proof. */
const MEASURE = 'measure-proof';
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

function estateOf(tenants: number, project: string, folder: string, grown: typeof scale | typeof scaleToProve = scale): string {
  const environment = join(folder, `${grown.name}-${String(tenants)}`);
  for (const { file, text } of grown(readFiles(join(project, 'config', 'environments', 'chelles')), tenants)) {
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
  writeFileSync(tenant, readFileSync(tenant, 'utf8').replace(/cpus: 2\b/, 'cpus: 4'));
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

/** What it costs to prove an estate, and how that grows from one size to the next. */
function compareProofs(sizes: readonly number[], project: string, folder: string): void {
  let before: { readonly milliseconds: number; readonly machines: number } | undefined;
  for (const tenants of sizes) {
    const environment = estateOf(tenants, project, folder, scaleToProve);
    const measures = (part: Part, rounds: number): readonly ProofMeasure[] =>
      Array.from({ length: rounds }, () => proofIn(environment, part));
    const rounds = tenants > 100 ? 3 : 5;
    const survival = measures('survival', rounds);
    const [first] = survival;
    const milliseconds = median(survival.map((measure) => measure.milliseconds));
    const whole = measures('proof', rounds);
    const proof = median(whole.map((measure) => measure.milliseconds));
    const naive = proofIn(environment, 'naive').milliseconds;
    const { machines = 0, elements = 0, failures = 0 } = first ?? {};
    const row = [
      `${String(tenants).padStart(5)} tenants`,
      `${String(machines)} machines, ${String(elements)} elements, ${String(failures)} failures`,
      `all failures ${milliseconds.toFixed(0)} ms (${median(survival.map(({ wall }) => wall)).toFixed(0)} ms by the wall clock)`,
      `whole proof ${proof.toFixed(0)} ms`,
      `peak ${Math.max(...whole.map((measure) => measure.mebibytes)).toFixed(0)} MiB`,
      `naive/ours ${(naive / milliseconds).toFixed(0)} (${(naive / 1000).toFixed(0)} s)`,
      ...(before === undefined
        ? []
        : [`machines ×${(machines / before.machines).toFixed(1)} time ×${(milliseconds / before.milliseconds).toFixed(1)}`]),
    ];
    process.stdout.write(`${row.join('   ')}\n`);
    before = { milliseconds, machines };
  }
}

function proofIn(environment: string, part: Part): ProofMeasure {
  const child = spawnSync(process.execPath, [__filename, MEASURE, environment, part], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (child.status !== 0) throw new Error(`the proof of ${environment} failed:\n${child.stdout}${child.stderr}`);
  return JSON.parse(child.stdout) as ProofMeasure;
}

function bench(asked: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-bench-'));
  try {
    const project = join(__dirname, '..');
    const given = asked.map(Number).filter((size) => size > 0);
    const sizes = given.length > 0 ? given : [12, 100, 1000];
    if (!asked.includes('proof')) {
      process.stdout.write('synth (wall time)\n');
      for (const tenants of sizes) compare(tenants, tenants > 100 ? 1 : 3, project, folder);
    }
    if (!asked.includes('synth')) {
      process.stdout.write('proof (processor time after loading, all threads; all elements, named failures and pairs)\n');
      compareProofs(sizes, project, folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [command, environment = '', part = ''] = process.argv.slice(2);
if (command === MEASURE) process.stdout.write(JSON.stringify(measureProof(environment, part as Part)));
else bench(process.argv.slice(2));
