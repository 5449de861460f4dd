/** Two commands on one lab: the second is told of the first, and touches nothing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { labFolder, type LabFolder } from '../../scripts/lab/folder';
import { identify, isRunning, markedProcesses } from '../../scripts/lab/process-identity';
import { readRun, writeRun } from '../../scripts/lab/run-file';
import { cordee } from '../support/fake-shell';
import { build } from '../lab/rehearse/ground';
import { PROJECT } from '../support/needs';

const SLEEPER = 'setInterval(() => undefined, 1000)';
const started: ChildProcess[] = [];
let root = '';
let lab: LabFolder;
beforeAll(build, 60_000);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cordee-'));
  lab = labFolder(join(root, 'labs'), 'minimal');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const pid of markedProcesses(lab.root)) process.kill(pid, 'SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** The command line in a process of its own, on a Terraform that never says its version: the lab is being made until somebody stops it. */
function making(): { readonly child: ChildProcess; readonly ended: Promise<readonly [number | null, string]> } {
  const words = [join(PROJECT, 'scripts', 'cordee.cjs'), 'lab', 'up', '-e', 'minimal', '--labs', join(root, 'labs')];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, PATH: `${root}:${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  return { child, ended: new Promise((done) => child.once('close', (code) => done([code, err]))) };
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await sleep(20);
}

test('of several labs that are begun at once one is made, and the others are told by whom', async () => {
  writeFileSync(join(root, 'terraform'), '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
  const all = [making(), making(), making()];
  const refused = await Promise.race(all.map(({ ended }, index) => ended.then((end) => ({ end, index }))));
  await until(() => readRun(lab)?.owner !== undefined && existsSync(lab.processes) && readdirSync(lab.processes).length > 0);
  const owner = readRun(lab)!.owner!;
  const first = all.findIndex(({ child }) => child.pid === owner.pid);
  const message = `cordee: the lab of minimal is in use by process ${String(owner.pid)} (${owner.command})\n        wait for it, or stop it with Ctrl-C\n`;
  expect(owner.command).toContain('cordee.cjs lab up -e minimal');
  expect([first === -1, refused.index === first]).toEqual([false, false]);
  for (const [index, { ended }] of all.entries()) if (index !== first) expect(await ended).toEqual([1, message]);

  // Nor does anything else touch it meanwhile.
  const err = message.trimEnd();
  for (const words of [['lab', 'up'], ['lab', 'down'], ['lab', 'lose-site', 'mairie'], ['lab', 'orphans'], ['rehearse']])
    expect(await cordee([...words, '-e', 'minimal', '--labs', join(root, 'labs')])).toEqual({ code: 1, out: '', err });
  expect([isRunning(owner), markedProcesses(lab.root).length]).toEqual([true, 1]);

  all[first]!.child.kill('SIGTERM');
  expect(await all[first]!.ended).toEqual([143, 'cordee: stopped by SIGTERM; what was started has ended\n']);
  expect([existsSync(lab.root), readdirSync(join(root, 'labs')), markedProcesses(lab.root)]).toEqual([false, [], []]);
}, 120_000);

/** A lab to play with, as far as another command can see. */
function played(): void {
  const child = spawn(process.execPath, ['-e', SLEEPER], { detached: true, stdio: 'ignore' });
  started.push(child);
  const simulator = identify(child.pid ?? 0)!;
  mkdirSync(lab.processes, { recursive: true });
  writeFileSync(join(lab.processes, `${String(simulator.pid)}.json`), JSON.stringify(simulator));
  const vcenter = { process: simulator, server: '', url: '', control: '' };
  writeRun(lab, { version: 1, environment: 'minimal', started: '2026-11-23T00:00:00.000Z', vcenter });
}

const withoutTerraform = async (words: readonly string[]) => {
  const before = process.env['PATH'];
  process.env['PATH'] = root;
  try {
    return await cordee([...words, '-e', 'minimal', '--labs', join(root, 'labs')]);
  } finally {
    process.env['PATH'] = before;
  }
};
const MISSING =
  'cordee: Terraform is not here: a rehearsal runs the real one\n' +
  '        install Terraform 1.9 or later (https://developer.hashicorp.com/terraform/install), in PATH';

test('a rehearsal does not take away a lab that somebody plays with', async () => {
  played();
  const before = readFileSync(lab.runFile, 'utf8');
  expect(await withoutTerraform(['rehearse'])).toEqual({
    code: 1,
    out: '',
    err:
      'cordee: minimal has a lab that runs, since 2026-11-23T00:00:00.000Z: a rehearsal would take it away\n' +
      `        end it first: cordee lab down -e minimal --labs ${join(root, 'labs')}; or rehearse beside it: --labs FOLDER`,
  });
  expect([readFileSync(lab.runFile, 'utf8'), isRunning(readRun(lab)!.vcenter!.process)]).toEqual([before, true]);
});

test('lab up takes it away for a new one, and says so', async () => {
  played();
  const { process: simulator } = readRun(lab)!.vcenter!;
  expect(await withoutTerraform(['lab', 'up'])).toEqual({
    code: 1,
    out: 'minimal: the lab of 2026-11-23T00:00:00.000Z is taken away for a new one, 1 process stopped',
    err: MISSING,
  });
  expect([isRunning(simulator), existsSync(lab.root)]).toEqual([false, false]);
});

test('what a killed command left behind is no lab to play with: a rehearsal begins', async () => {
  played();
  const run = readRun(lab)!;
  writeRun(lab, { ...run, owner: { pid: 2 ** 22 + 1, started: '1', command: 'cordee rehearse' } });
  const out =
    'minimal: what a command left behind that began at 2026-11-23T00:00:00.000Z and was killed is cleaned away, 1 process stopped';
  expect(await withoutTerraform(['rehearse'])).toEqual({ code: 1, out, err: MISSING });
  expect([isRunning(run.vcenter!.process), existsSync(lab.root)]).toEqual([false, false]);
});
