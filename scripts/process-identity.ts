/**
 * Which process a number means. Numbers are used again, so a process is known by its number, its start and its command together, and one
 * that differs in any of them is somebody else’s.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, as the system says it: ticks since the system’s own start on Linux, a date elsewhere. */
  readonly started: string;
  readonly command: string;
}

/** Name of the variable by which everything that a lab started is known, what its children started included. */
export const CHILD_MARK = 'CORDEE_LAB_CHILD';

const hasProc = existsSync('/proc/self/stat');

/** Undefined where there is no such process, or it has ended and only waits to be asked how. */
export const identify = (pid: number): ProcessIdentity | undefined => (hasProc ? fromProc(pid) : fromPs(pid));

export function isRunning(known: ProcessIdentity): boolean {
  const now = identify(known.pid);
  return now !== undefined && now.started === known.started && now.command === known.command;
}

export interface ProcStat {
  readonly state: string;
  readonly group: number;
  readonly started: string;
  /** Memory in use, in pages. */
  readonly pages: number;
}

/** Undefined where there is no `/proc`, or no such process. */
export function procStat(pid: number): ProcStat | undefined {
  const text = read(`/proc/${String(pid)}/stat`);
  // The command comes second, in parentheses, and may hold anything.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return undefined;
  const [state = '', , group = '', ...rest] = fields;
  return { state, group: Number(group), started: rest[16] ?? '', pages: Number(rest[18]) };
}

/** Numbers of all processes; none where there is no `/proc`. */
export const allProcesses = (): number[] =>
  hasProc
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];

/** Processes that carry the mark of this lab: also those whose parent was killed. Known on Linux only. */
export const markedProcesses = (lab: string): number[] =>
  allProcesses().filter(
    (pid) => procStat(pid)?.state !== 'Z' && (read(`/proc/${String(pid)}/environ`) ?? '').split('\0').includes(`${CHILD_MARK}=${lab}`),
  );

function fromProc(pid: number): ProcessIdentity | undefined {
  const stat = procStat(pid);
  const command = read(`/proc/${String(pid)}/cmdline`);
  if (stat === undefined || command === undefined || stat.state === 'Z') return undefined;
  return { pid, started: stat.started, command: command.replace(/\0/g, ' ').trim() };
}

function fromPs(pid: number): ProcessIdentity | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
  const [, state = 'Z', started = '', command = ''] = /^\s*(\S+)\s+(\S+ +\S+ +\S+ +\S+ +\S+)\s+(.*)$/m.exec(stdout) ?? [];
  return state.startsWith('Z') ? undefined : { pid, started, command };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended meanwhile, or is none of ours.
    return undefined;
  }
}
