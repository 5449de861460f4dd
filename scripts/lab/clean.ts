/** Takes a lab away: its processes, its temporary files, its folder. Also one that was left behind by a killed command. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { UsageError } from '../usage-error';
import type { LabFolder } from './folder';
import { isRunning, markedProcesses, type ProcessIdentity } from './process-identity';
import { readRun } from './run-file';
import { send, stopGroup } from './stop-process';

/** Beginning of the name of a lab’s folder of temporary files. */
export const TEMPORARY = 'cordee-lab-';

export interface Cleaned {
  /** Whether there was a lab at all. */
  readonly found: boolean;
  /** Processes that still ran. */
  readonly stopped: readonly ProcessIdentity[];
}

/** Throws a `UsageError` while another command uses the lab. */
export async function clean(lab: LabFolder): Promise<Cleaned> {
  if (!existsSync(lab.root)) return { found: false, stopped: [] };
  const run = readRun(lab);
  if (run?.owner !== undefined && run.owner.pid !== process.pid && isRunning(run.owner))
    throw new UsageError(
      `the lab of ${lab.environment} is in use by process ${String(run.owner.pid)} (${run.owner.command})`,
      'wait for it, or stop it with Ctrl-C',
    );
  // Only what a lab has begun is taken away: the name alone may be that of somebody's estate.
  if (!existsSync(lab.runFile) && readdirSync(lab.root).length > 0)
    throw new UsageError(`${lab.root} holds something that is no lab of Cordée: it was left alone`, 'name another folder: --labs FOLDER');
  const stopped = await stopAll(lab);
  if (run?.temporary !== undefined && isTemporary(run.temporary)) rmSync(run.temporary, { recursive: true, force: true });
  rmSync(lab.root, { recursive: true, force: true });
  return { found: true, stopped };
}

/** Everything that was noted, and then whatever carries the mark of this lab: what a killed process had started. */
async function stopAll(lab: LabFolder): Promise<readonly ProcessIdentity[]> {
  const known = notedProcesses(lab).filter(isRunning);
  await Promise.all(known.map((identity) => stopGroup(identity)));
  for (const pid of markedProcesses(lab.root)) if (pid !== process.pid) send(pid, 'SIGKILL');
  return known;
}

export function notedProcesses(lab: LabFolder): ProcessIdentity[] {
  if (!existsSync(lab.processes)) return [];
  return readdirSync(lab.processes).flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(lab.processes, name), 'utf8')) as ProcessIdentity];
    } catch {
      // Killed while it was written: its process was killed with it, or carries the mark.
      return [];
    }
  });
}

/** What run.json names is removed only where such folders are made. */
const isTemporary = (path: string): boolean => basename(path).startsWith(TEMPORARY) && dirname(path) === tmpdir();
