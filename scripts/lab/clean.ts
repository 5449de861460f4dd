/** Takes a lab away: its processes, its temporary files, its folder. Also one that was left behind by a killed command. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { claim, isOwn, locked } from './claim';
import type { LabFolder } from './folder';
import { isRunning, markedProcesses, type ProcessIdentity } from './process-identity';
import { readRun } from './run-file';
import { send, stopGroup } from './stop-process';
import { removeTemporary } from './temporary';

export interface Cleaned {
  /** Whether there was a lab at all. */
  readonly found: boolean;
  /** Processes that still ran. */
  readonly stopped: readonly ProcessIdentity[];
}

const NOTHING: Cleaned = { found: false, stopped: [] };

/** The lab that is there, whoever made it. Throws a `UsageError` while another command uses it, or where it is no lab. */
export async function takeAway(lab: LabFolder): Promise<Cleaned> {
  if (!existsSync(lab.root)) return NOTHING;
  await claim(lab);
  return remove(lab);
}

/** The lab that this process uses; one that is somebody else’s, or nobody’s, is left alone. */
export const clean = async (lab: LabFolder): Promise<Cleaned> => (isOwn(readRun(lab)) ? remove(lab) : NOTHING);

async function remove(lab: LabFolder): Promise<Cleaned> {
  const stopped = await empty(lab);
  await locked(lab, () => rmSync(lab.root, { recursive: true, force: true }));
  return { found: true, stopped };
}

/** Leaves nothing but run.json, by which the folder is still somebody’s. Returns the processes that still ran. */
export async function empty(lab: LabFolder): Promise<readonly ProcessIdentity[]> {
  const stopped = await stopAll(lab);
  const temporary = readRun(lab)?.temporary;
  if (temporary !== undefined) removeTemporary(lab, temporary);
  for (const name of readdirSync(lab.root))
    if (name !== basename(lab.runFile)) rmSync(join(lab.root, name), { recursive: true, force: true });
  return stopped;
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
