/** Ends what Cordée started: politely, then not. A process is never touched unless it is the very one that was noted. */
import { setTimeout as sleep } from 'node:timers/promises';
import { allProcesses, isRunning, procStat, type ProcStat, type ProcessIdentity } from './process-identity';

/** Milliseconds that a process has to end by itself. */
const GRACE = 5_000;

/** With its whole group: what it started goes with it. Resolves when the group is gone. */
export async function stopGroup(known: ProcessIdentity, signal: NodeJS.Signals = 'SIGTERM', grace = GRACE): Promise<void> {
  if (!isRunning(known)) return;
  send(-known.pid, signal);
  const end = performance.now() + grace;
  while (performance.now() < end && isRunning(known)) await sleep(20);
  // The leader may be gone and have left others: the group’s number is not used again while one of them lives.
  send(-known.pid, 'SIGKILL');
  const last = performance.now() + GRACE;
  while (performance.now() < last && groupIsAlive(known.pid)) await sleep(20);
}

/** Whether any process of the group runs; one that has ended and only waits to be asked how does not. */
export const groupIsAlive = (group: number): boolean => {
  const all = allProcesses();
  return all.length === 0 ? send(-group, 0) : all.some((pid) => isMember(procStat(pid), group));
};
const isMember = (stat: ProcStat | undefined, group: number): boolean => stat?.group === group && stat.state !== 'Z';

/** False where there is no such process or group any more. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
