/** One at a time: Terraform runs ten appliers at once. A lock that a killed process left behind is taken over. */
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../make-folder';
import { UsageError } from '../usage-error';

/** Milliseconds between two tries. */
const RETRY = 20;
/** Milliseconds after which somebody who waits gives up: what is done under a lock takes seconds. */
const PATIENCE = 120_000;
/** Milliseconds after which what guards a take-over is itself left over: it is held for an instant. */
const GUARD_AGE = 10_000;

/** Runs `work` while no other process holds the lock at `path`. Throws a `UsageError` when it does not become free in two minutes. */
export async function withLock<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  makeFolder(dirname(path));
  const end = performance.now() + PATIENCE;
  while (!created(path)) {
    takeOver(path);
    if (performance.now() > end)
      throw new UsageError(
        `${path} has been held for two minutes by ${ownerOf(path) ?? 'somebody'}`,
        'if no applier is running, remove it',
      );
    await sleep(RETRY);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

const OWNER = `process ${String(process.pid)} on ${hostname()}`;

function created(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, OWNER);
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Errors of the system carry their code; whether they are `Error`s depends on who made them. */
const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

const ownerOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Removes a lock whose process is gone. A second lock guards this, or two that wait could remove the lock of a third. */
function takeOver(path: string): void {
  if (!abandoned(path)) return;
  const guard = `${path}.takeover`;
  if (olderThan(guard, GUARD_AGE)) rmSync(guard, { force: true });
  if (!created(guard)) return;
  if (abandoned(path)) rmSync(path, { force: true });
  rmSync(guard, { force: true });
}

/** Another machine’s processes cannot be seen: its locks are waited for. A lock without a name is being written. */
function abandoned(path: string): boolean {
  const [, pid, machine] = /^process (\d+) on (.*)$/.exec(ownerOf(path) ?? '') ?? [];
  if (pid === undefined) return olderThan(path, GUARD_AGE);
  if (machine !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

function olderThan(path: string, milliseconds: number): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > milliseconds;
  } catch {
    return false;
  }
}
