/** What a killed command left behind is found and ended; what only looks like it is somebody else’s, and is left alone. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Children } from '../../scripts/lab/children';
import { claim, release } from '../../scripts/lab/claim';
import { clean, notedProcesses, takeAway } from '../../scripts/lab/clean';
import { labFolder, type LabFolder } from '../../scripts/lab/folder';
import { identify, isRunning, type ProcessIdentity } from '../../scripts/lab/process-identity';
import { readRun, type Run, writeRun } from '../../scripts/lab/run-file';
import { groupIsAlive } from '../../scripts/lab/stop-process';
import { makeTemporary } from '../../scripts/lab/temporary';
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
  expect(await takeAway(lab)).toEqual({ found: true, stopped: [kept] });
  expect([isRunning(kept), groupIsAlive(kept.pid), existsSync(lab.root)]).toEqual([false, false, false]);
});

test.each([
  ['start', { started: '1' }],
  ['command', { command: 'cordee-vcenter --inventory x' }],
])('a process whose %s differs from what was noted is left alone', async (_, other) => {
  const identity = stranger();
  note({ ...identity, ...other });
  run();
  expect(await takeAway(lab)).toEqual({ found: true, stopped: [] });
  expect(isRunning(identity)).toBe(true);
});

test('a number that no process has any more stops nothing', async () => {
  note({ pid: 2 ** 22 + 1, started: '1', command: 'terraform apply' });
  run({ owner: { pid: 2 ** 22 + 2, started: '1', command: 'cordee rehearse' } });
  expect(await takeAway(lab)).toEqual({ found: true, stopped: [] });
});

test('a lab that another command uses is not touched', async () => {
  const owner = stranger();
  run({ owner });
  await expect(takeAway(lab)).rejects.toThrow(
    new UsageError(
      `the lab of minimal is in use by process ${String(owner.pid)} (${owner.command})`,
      'wait for it, or stop it with Ctrl-C',
    ),
  );
  expect(existsSync(lab.runFile)).toBe(true);
});

test('a lab of one’s own is taken away; one of somebody else, or of nobody, is left alone', async () => {
  const refused = { found: false, stopped: [] };
  run({ owner: stranger() });
  expect([await clean(lab), existsSync(lab.runFile)]).toEqual([refused, true]);
  run();
  expect([await clean(lab), existsSync(lab.runFile)]).toEqual([refused, true]);
  // Whose number was used again is not its owner.
  run({ owner: { pid: process.pid, started: '1', command: 'cordee lab up' } });
  expect([await clean(lab), existsSync(lab.runFile)]).toEqual([refused, true]);
  await claim(lab);
  expect([await clean(lab), existsSync(lab.root)]).toEqual([{ found: true, stopped: [] }, false]);
});

test('a lab is claimed before anything else, by one process only, and is nobody’s once it is released', async () => {
  rmSync(lab.root, { recursive: true });
  expect(await claim(lab)).toBe(undefined);
  expect(readRun(lab)?.owner).toEqual(identify(process.pid));
  expect(readdirSync(root)).toEqual(['minimal']);
  release(lab);
  expect(readRun(lab)?.owner).toBe(undefined);
  run({ owner: stranger() });
  release(lab);
  expect(readRun(lab)?.owner).toBeDefined();
});

test('what a claim refuses stays as it was', async () => {
  run({ started: 'then' });
  const refuse = (): never => {
    throw new UsageError('not this one');
  };
  await expect(claim(lab, refuse)).rejects.toThrow('not this one');
  expect(readRun(lab)).toEqual({ version: 1, environment: 'minimal', started: 'then' });
  rmSync(lab.runFile);
  writeFileSync(join(lab.root, 'estate.yaml'), '');
  await expect(claim(lab)).rejects.toThrow(
    new UsageError(`${lab.root} holds something that is no lab of Cordée: it was left alone`, 'name another folder: --labs FOLDER'),
  );
  expect(readdirSync(lab.root)).toEqual(['estate.yaml', 'processes']);
});

test('only a folder of temporary files that says that it is this lab’s is removed, wherever such folders are made', async () => {
  const elsewhere = makeTemporary(lab, root);
  const unmarked = mkdtempSync(join(tmpdir(), 'cordee-lab-'));
  const another = makeTemporary(labFolder(root, 'chelles'));
  const renamed = join(root, 'work');
  mkdirSync(renamed);
  writeFileSync(join(renamed, 'lab'), lab.root);
  const removed: boolean[] = [];
  for (const temporary of [elsewhere, unmarked, another, renamed]) {
    mkdirSync(lab.root, { recursive: true });
    run({ temporary });
    await takeAway(lab);
    removed.push(!existsSync(temporary));
  }
  for (const folder of [unmarked, another]) rmSync(folder, { recursive: true });
  expect(removed).toEqual([true, false, false, false]);
});

test('a run.json that is torn, or of another version, is no run; its folder is taken away all the same', async () => {
  writeFileSync(lab.runFile, '{"version":1,');
  expect(readRun(lab)).toBe(undefined);
  writeFileSync(lab.runFile, '{"version":99}');
  expect(readRun(lab)).toBe(undefined);
  expect(await takeAway(lab)).toEqual({ found: true, stopped: [] });
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

test('once all are stopped nothing is started any more, and nobody is told of an end', async () => {
  const children = new Children(lab);
  const settings = { folder: root, environment: {} };
  let told = 0;
  const tell = (): void => {
    told++;
  };
  void children.run(process.execPath, ['-e', SLEEPER], { ...settings, line: tell }).then(tell, tell);
  await children.stop('SIGINT');
  void children.run(process.execPath, ['-e', 'console.log(1)'], { ...settings, line: tell }).then(tell, tell);
  const kept = children.keep(process.execPath, ['-e', SLEEPER], {}, join(root, 'log'));
  await sleep(300);
  expect([told, kept.pid, children.running, existsSync(join(root, 'log'))]).toEqual([0, 0, [], false]);
});
