/** Locks: whole or not there, never held by somebody who is gone, and taken over by one of those who wait. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { withLock } from '../../../scripts/apply/lock';
import { newHolding } from '../../../scripts/apply/lock-holder';
import { PROJECT } from '../../support/needs';
import { refusal } from './refused';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  mkdirSync(join(folder, 'facts'));
  path = join(folder, 'facts', 'minimal.json.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const files = (): string[] => readdirSync(join(folder, 'facts'));

/** A lock as this process would write it, and what is said differently. */
const holding = (change: object): string => JSON.stringify({ ...(JSON.parse(newHolding().text) as object), ...change });
const gonePid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

/** Eight who want it at once: how many were inside at most. */
async function crowd(): Promise<number> {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, (inside += 1));
    await sleep(5);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(path, work)));
  return most;
}

test.each<[string, () => string]>([
  ['of a process that is gone', () => holding({ pid: gonePid() })],
  ['whose number a later process has', () => holding({ started: 'another start' })],
  ['of this machine before it was started again', () => holding({ started: '00000000-0000-0000-0000-000000000000 1' })],
])('a lock %s is taken over, by one of those who wait at a time, and nothing is left', async (_, text) => {
  writeFileSync(path, text());
  expect(await crowd()).toBe(1);
  expect(files()).toEqual([]);
});

test('a lock that says nothing is waited for while it is young, and taken over when it is old', async () => {
  writeFileSync(path, 'process 1 on a machine');
  const old = new Date(Date.now() - 60_000);
  const begun = withLock(path, () => 'done');
  expect(await Promise.race([begun, sleep(300).then(() => 'waiting')])).toBe('waiting');
  utimesSync(path, old, old);
  expect(await begun).toBe('done');
  expect(files()).toEqual([]);
});

test('one who was killed while he took over is succeeded in his turn, and what the dead have left is swept', async () => {
  const dead = [1, 2, 3].map(() => {
    const token = newHolding().token;
    return { token, text: holding({ token, pid: gonePid() }) };
  });
  const [first, second, waiting] = dead;
  writeFileSync(path, first!.text);
  writeFileSync(`${path}.after-${first!.token}`, second!.text);
  for (const { token, text } of [second!, waiting!]) writeFileSync(`${path}.${token}`, text);
  expect(await crowd()).toBe(1);
  expect(files()).toEqual([]);
});

test('a lock that is held is waited for, whatever an earlier take-over has left', async () => {
  const stale = { token: newHolding().token };
  const other = newHolding();
  writeFileSync(path, other.text);
  // What is left of a take-over that ended before: nothing hangs on it any more.
  writeFileSync(`${path}.after-${stale.token}`, holding({ ...stale, pid: gonePid() }));
  const begun = withLock(path, () => 'done');
  expect(await Promise.race([begun, sleep(300).then(() => 'waiting')])).toBe('waiting');
  expect(readFileSync(path, 'utf8')).toBe(other.text);
  rmSync(path);
  expect(await begun).toBe('done');
});

test('a lock is given back when the work fails', async () => {
  const failing = async (): Promise<unknown> =>
    withLock(path, () => {
      throw new Error('no');
    });
  await expect(failing()).rejects.toThrow(new Error('no'));
  expect(files()).toEqual([]);
});

test('another machine’s lock is waited for, and its holder is named in the end', async () => {
  writeFileSync(path, holding({ pid: 4711, machine: 'elsewhere pid:[1]' }));
  jest.spyOn(performance, 'now').mockImplementation(() => (clock += 40_000));
  let clock = 0;
  expect(await refusal(() => withLock(path, () => 'never'))).toEqual([
    `${path} has been held for two minutes by process 4711 on elsewhere`,
    'if no applier is running there, remove it; else apply again when that one has ended',
  ]);
  jest.restoreAllMocks();
  expect(files()).toEqual(['minimal.json.lock']);
});

/** Takes the lock again and again; says when it is inside, and dies there now and then without a word. */
const CROWD = `
import { appendFileSync } from 'node:fs';
import { withLock } from ${JSON.stringify(join(PROJECT, 'scripts/apply/lock.ts'))};
const [path, log, rounds, dies] = process.argv.slice(2);
void (async () => {
  for (let round = 0; round < Number(rounds); round++)
    await withLock(path!, async () => {
      appendFileSync(log!, '+' + process.pid + '\\n');
      await new Promise((done) => setTimeout(done, 1));
      if (dies === 'yes') process.kill(process.pid, 'SIGKILL');
      appendFileSync(log!, '-' + process.pid + '\\n');
    });
})();
`;

test('processes that take it, die with it and take it over are never inside together', async () => {
  const program = join(folder, 'crowd.cjs');
  writeFileSync(join(folder, 'crowd.ts'), CROWD);
  buildSync({ entryPoints: [join(folder, 'crowd.ts')], bundle: true, platform: 'node', outfile: program, logLevel: 'error' });
  const log = join(folder, 'log');
  writeFileSync(log, '');
  const start = (rounds: number, dies: boolean): ChildProcess =>
    spawn(process.execPath, [program, path, log, String(rounds), dies ? 'yes' : 'no'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const children = [false, true, false, true, false, true].map((dies) => start(dies ? 1 : 20, dies));
  await Promise.all(children.map((child) => new Promise((done) => child.once('exit', done))));
  const dying = new Set(children.filter((_, index) => index % 2 === 1).map(({ pid }) => String(pid)));
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  let inside: string | undefined;
  for (const line of lines) {
    const [sign, pid] = [line.slice(0, 1), line.slice(1)];
    if (sign === '-') {
      expect(inside).toBe(pid);
      inside = undefined;
    } else {
      // Whoever died inside has left: nobody else may be there.
      expect(inside === undefined || dying.has(inside)).toBe(true);
      inside = pid;
    }
  }
  expect(lines.filter((line) => line.startsWith('+'))).toHaveLength(3 * 20 + 3);
  // Where the last of them died inside, what it left is taken over by whoever comes next.
  await withLock(path, () => undefined);
  expect(files()).toEqual([]);
});
