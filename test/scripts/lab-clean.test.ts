/** What a killed command left behind is found and ended; what only looks like it is somebody else’s, and is left alone. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Children } from '../../scripts/lab/children';
import { clean, notedProcesses } from '../../scripts/lab/clean';
import { labFolder, type LabFolder } from '../../scripts/lab/folder';
import { identify, isRunning, type ProcessIdentity } from '../../scripts/lab/process-identity';
import { readRun, type Run, writeRun } from '../../scripts/lab/run-file';
import { groupIsAlive } from '../../scripts/lab/stop-process';
import { UsageError } from '../../scripts/usage-error';

const SLEEPER = 'setInterval(() => undefined, 1000)';
const started: ChildProcess[] = [];
let root = '';
let lab: LabFolder;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cordee-'));
  lab = labFolder(root, 'minimal');
  mkdirSync(lab.processes, { recursive: true });
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** A process that Cordée knows nothing of. */
function stranger(): ProcessIdentity {
  const child = spawn(process.execPath, ['-e', SLEEPER], { detached: true, stdio: 'ignore' });
  started.push(child);
  const identity = identify(child.pid ?? 0);
  if (identity === undefined) throw new Error('the process did not start');
  return identity;
}

const note = (identity: ProcessIdentity): void =>
  writeFileSync(join(lab.processes, `${String(identity.pid)}.json`), JSON.stringify(identity));
const run = (more: Partial<Run> = {}): void =>
  writeRun(lab, { version: 1, environment: 'minimal', started: '2026-11-23T00:00:00.000Z', ...more });

test('a process that was noted is ended, with its group, and the folder goes', async () => {
  const children = new Children(lab);
  const kept = children.keep(
    process.execPath,
    ['-e', `require('node:child_process').spawn(process.execPath, ['-e', '${SLEEPER}']); ${SLEEPER}`],
    {},
    join(root, 'log'),
  );
  run();
  expect(await clean(lab)).toEqual({ found: true, stopped: [kept] });
  expect([isRunning(kept), groupIsAlive(kept.pid), existsSync(lab.root)]).toEqual([false, false, false]);
});

test.each([
  ['start', { started: '1' }],
  ['command', { command: 'cordee-vcenter --inventory x' }],
])('a process whose %s differs from what was noted is left alone', async (_, other) => {
  const identity = stranger();
  note({ ...identity, ...other });
  run();
  expect(await clean(lab)).toEqual({ found: true, stopped: [] });
  expect(isRunning(identity)).toBe(true);
});

test('a number that no process has any more stops nothing', async () => {
  note({ pid: 2 ** 22 + 1, started: '1', command: 'terraform apply' });
  run({ owner: { pid: 2 ** 22 + 2, started: '1', command: 'cordee rehearse' } });
  expect(await clean(lab)).toEqual({ found: true, stopped: [] });
});

test('a lab that another command uses is not touched', async () => {
  const owner = stranger();
  run({ owner });
  await expect(clean(lab)).rejects.toThrow(
    new UsageError(
      `the lab of minimal is in use by process ${String(owner.pid)} (${owner.command})`,
      'wait for it, or stop it with Ctrl-C',
    ),
  );
  expect(existsSync(lab.runFile)).toBe(true);
});

test('only a folder of temporary files that labs make is removed', async () => {
  const ours = mkdtempSync(join(tmpdir(), 'cordee-lab-'));
  const other = mkdtempSync(join(root, 'cordee-lab-'));
  run({ temporary: ours });
  await clean(lab);
  mkdirSync(lab.root);
  run({ temporary: other });
  await clean(lab);
  expect([existsSync(ours), existsSync(other)]).toEqual([false, true]);
});

test('a run.json that is torn, or of another version, is no run; its folder is taken away all the same', async () => {
  writeFileSync(lab.runFile, '{"version":1,');
  expect(readRun(lab)).toBe(undefined);
  writeFileSync(lab.runFile, '{"version":99}');
  expect(readRun(lab)).toBe(undefined);
  expect(await clean(lab)).toEqual({ found: true, stopped: [] });
});

test('a child is noted while it runs, and not any more once it has ended', async () => {
  const children = new Children(lab);
  const working = children.run(process.execPath, ['-e', 'process.stdin.resume(); setTimeout(() => process.exit(3), 200)'], {
    folder: root,
    environment: {},
  });
  expect(notedProcesses(lab)).toEqual(children.running);
  expect(children.running).toHaveLength(1);
  expect(await working).toEqual({ code: 3, out: '', err: '' });
  expect([children.running, readdirSync(lab.processes)]).toEqual([[], []]);
});
