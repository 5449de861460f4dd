/**
 * Who may touch a lab: one command at a time. It is noted in run.json, under a lock, before anything is begun, ended or taken away; whoever
 * comes second is told who was first.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../apply/lock';
import { UsageError } from '../usage-error';
import type { LabFolder } from './folder';
import { identify, isRunning, type ProcessIdentity } from './process-identity';
import { isAlive, readRun, type Run, RUN_VERSION, writeRun } from './run-file';

const self = (): ProcessIdentity => identify(process.pid) ?? { pid: process.pid, started: '', command: '' };

/** Whether this very process uses the lab. */
export const isOwn = (run: Run | undefined): boolean => run?.owner?.pid === process.pid && run.owner.started === self().started;

/** Throws a `UsageError` while another process uses the lab. */
export function refuseInUse({ environment }: LabFolder, run: Run | undefined): void {
  if (run?.owner === undefined || isOwn(run) || !isRunning(run.owner)) return;
  throw new UsageError(
    `the lab of ${environment} is in use by process ${String(run.owner.pid)} (${run.owner.command})`,
    'wait for it, or stop it with Ctrl-C',
  );
}

/** Work on the folder of a lab that no other command may see half done. */
export const locked = <T>(lab: LabFolder, work: () => T): Promise<T> => withLock(join(dirname(lab.root), `.${lab.environment}.lock`), work);

/**
 * Makes this process the owner of the lab’s folder, which is made where it is not there. Returns what was noted before. Throws a
 * `UsageError` where another process uses it, where the folder holds something else, or where `may` refuses what is there.
 */
export const claim = (lab: LabFolder, may: (run: Run | undefined) => void = () => undefined): Promise<Run | undefined> =>
  locked(lab, () => {
    const run = readRun(lab);
    refuseInUse(lab, run);
    // The name alone may be that of somebody's estate.
    if (existsSync(lab.root) && !existsSync(lab.runFile) && readdirSync(lab.root).length > 0)
      throw new UsageError(`${lab.root} holds something that is no lab of Cordée: it was left alone`, 'name another folder: --labs FOLDER');
    may(run);
    mkdirSync(lab.root, { recursive: true });
    writeRun(lab, { ...(run ?? fresh(lab)), owner: self() });
    return run;
  });

/** A run that has just begun, and is this process’s own. */
export const newRun = (lab: LabFolder): Run => ({ ...fresh(lab), owner: self() });

const fresh = ({ environment }: LabFolder): Run => ({ version: RUN_VERSION, environment, started: new Date().toISOString() });

/** From now on the lab is nobody’s: it stays until somebody takes it away. */
export function release(lab: LabFolder): void {
  const run = readRun(lab);
  if (run === undefined || !isOwn(run)) return;
  const { owner: _, ...rest } = run;
  writeRun(lab, rest);
}

/** Throws a `UsageError` where the lab runs and is there to be played with. `how`: the words by which `cordee lab down` finds it. */
export function refuseAlive(run: Run | undefined, how: string): void {
  if (run === undefined || !isAlive(run)) return;
  throw new UsageError(
    `${run.environment} has a lab that runs, since ${run.started}: a rehearsal would take it away`,
    `end it first: cordee lab down ${how}; or rehearse beside it: --labs FOLDER`,
  );
}
