/** Who holds a lock, as it is written into it, and whether that process still runs. */
import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { identify, procStat } from '../process-identity';
import { fitting, record, type Shaped, text, whole } from './shape';
import { codeOf } from './system-error';

const HOLDER = record({
  /** Of this one holding: a process that holds it again has another. */
  token: text('a token', /^[0-9a-f-]{36}$/),
  pid: whole(1, 2 ** 32),
  /** Start of the process and of its system: numbers of processes are used again. */
  started: text(),
  /** Host, and on Linux the namespace of its processes: a container’s numbers mean others outside. */
  machine: text(),
});
/** What was read; `undefined` stands for a text that is none, or not whole. */
export interface Held {
  readonly token: string;
  readonly holder: Shaped<typeof HOLDER> | undefined;
}

const linux = (read: () => string): string => {
  try {
    return read().trim();
  } catch {
    return '';
  }
};
const startOf = (pid: number): string | undefined => {
  const started = identify(pid)?.started;
  return started && `${linux(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))} ${started}`.trim();
};
const machine = (): string => `${hostname()} ${linux(() => readlinkSync('/proc/self/ns/pid'))}`.trim();

/** Text of a lock that this process holds from now on, and its token. */
export function newHolding(): { readonly token: string; readonly text: string } {
  const holder = { token: randomUUID(), pid: process.pid, started: startOf(process.pid) ?? 'unknown', machine: machine() };
  return { token: holder.token, text: `${JSON.stringify(holder)}\n` };
}

/** Undefined where there is no such lock. */
export function heldAt(path: string): Held | undefined {
  let found = '';
  try {
    found = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const holder = fitting(HOLDER, JSON.parse(found), () => new Error('no holder'));
    return { token: holder.token, holder };
  } catch {
    return { token: 'torn', holder: undefined };
  }
}

export const holderWords = (held: Held | undefined): string =>
  held?.holder === undefined ? 'somebody' : `process ${String(held.holder.pid)} on ${held.holder.machine.split(' ')[0] ?? ''}`;

/** Milliseconds after which a lock that says nothing is left over: whole ones come into being at once. */
const TORN_AGE = 10_000;

/** True when it is sure that nobody holds it: another machine’s processes cannot be seen. */
export function isAbandoned(path: string, { holder }: Held): boolean {
  if (holder === undefined) return ageOf(path) > TORN_AGE;
  if (holder.machine !== machine()) return false;
  if (!exists(holder.pid)) return true;
  const started = startOf(holder.pid);
  if (started !== undefined) return started !== holder.started;
  // It has ended and only waits to be asked how; or the system shows nobody the processes of others.
  return procStat(process.pid) === undefined || procStat(holder.pid) !== undefined;
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
