/**
 * One at a time: Terraform runs ten appliers at once. A lock appears whole, under its name, or not at all; one that a killed process left
 * behind is taken over by exactly one of those who wait.
 */
import { linkSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../make-folder';
import { UsageError } from '../usage-error';
import { type Held, heldAt, holderWords, isAbandoned, newHolding } from './lock-holder';
import { codeOf } from './system-error';

/** Milliseconds between two tries. */
const RETRY = 20;
/** Milliseconds after which somebody who waits gives up: what is done under a lock takes seconds. */
const PATIENCE = 120_000;
/** Milliseconds between two questions whether the same holder still runs: on some systems each starts a program. */
const LOOK_EVERY = 1_000;

/** Runs `work` while no other process holds the lock at `path`. Throws a `UsageError` when it does not become free in two minutes. */
export async function withLock<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  makeFolder(dirname(path));
  const { token, text } = newHolding();
  const draft = `${path}.${token}`;
  writeFileSync(draft, text);
  try {
    await taken(path, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    if (heldAt(path)?.token === token) rmSync(path, { force: true });
  }
}

async function taken(path: string, draft: string): Promise<void> {
  const end = performance.now() + PATIENCE;
  const looked = new Map<string, number>();
  for (;;) {
    if (linked(draft, path)) return;
    const held = heldAt(path);
    const now = performance.now();
    if (held !== undefined && now - (looked.get(held.token) ?? -LOOK_EVERY) >= LOOK_EVERY) {
      looked.set(held.token, now);
      if (succeeded(path, draft, [{ at: path, held }])) return;
    }
    if (now > end)
      throw new UsageError(
        `${path} has been held for two minutes by ${holderWords(held)}`,
        'if no applier is running there, remove it; else apply again when that one has ended',
      );
    await sleep(RETRY);
  }
}

/**
 * Takes the place of whoever is gone. Only one can: the right to succeed a holding is a file that is named after its token, which one process
 * creates. If that one is gone as well before it took the place, the right to succeed *it* is the next file, and so on: `line` is that row of
 * the dead. A right that was won too late, when the lock had already gone on to others, is given back.
 */
function succeeded(path: string, draft: string, line: readonly { readonly at: string; readonly held: Held }[]): boolean {
  const last = line.at(-1);
  if (last === undefined || !isAbandoned(last.at, last.held)) return false;
  const right = `${path}.after-${last.held.token}`;
  if (!linked(draft, right)) {
    const held = heldAt(right);
    return held !== undefined && succeeded(path, draft, [...line, { at: right, held }]);
  }
  try {
    if (!line.some(({ held }) => held.token === heldAt(path)?.token)) return false;
    renameSync(draft, path);
    sweep(path);
    return true;
  } finally {
    rmSync(right, { force: true });
  }
}

/** Removes the drafts and rights of those who are gone. Whoever wins one of these rights again finds that the lock has gone on. */
function sweep(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(`${basename(path)}.`))) {
    const held = heldAt(join(folder, name));
    if (held !== undefined && isAbandoned(join(folder, name), held)) rmSync(join(folder, name), { force: true });
  }
}

/** Another name for the draft; false where that name is taken. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP')
      throw new UsageError(
        `${dirname(path)} lies on a file system that gives a file no second name (${code})`,
        'put the project on another one',
      );
    throw error;
  }
}
