/** `run.json`: what a lab consists of while it is there. Programs may read it; `version` is raised when they could break. */
import { existsSync, readFileSync } from 'node:fs';
import { replaceFile } from '../replace-file';
import type { LabFolder } from './folder';
import { isRunning, type ProcessIdentity } from './process-identity';
import type { Providers } from './providers';

export const RUN_VERSION = 1;

export interface Run {
  readonly version: typeof RUN_VERSION;
  readonly environment: string;
  /** Time of the start, ISO 8601. */
  readonly started: string;
  /** The command that makes the lab, or uses it alone, or takes it away: absent once `lab up` has ended. */
  readonly owner?: ProcessIdentity;
  /** Folder of temporary files, outside of the lab: names of sockets must be short. */
  readonly temporary?: string;
  readonly vcenter?: VcenterRun;
  readonly datacore?: DatacoreRun;
  readonly providers?: Providers;
}

export interface VcenterRun {
  readonly process: ProcessIdentity;
  /** `127.0.0.1:PORT`, as VSPHERE_SERVER wants it. */
  readonly server: string;
  readonly url: string;
  readonly control: string;
}

export interface DatacoreRun {
  readonly process: ProcessIdentity;
  readonly endpoints: readonly string[];
  /** Path of the certificate that its own are signed by. */
  readonly ca: string;
  readonly control: string;
}

/** A lab whose simulators answer. */
export type LiveRun = Run & Required<Pick<Run, 'vcenter' | 'datacore' | 'providers' | 'temporary'>>;

/** Undefined where there is none, or one that an older version wrote: it is cleaned away as what it is, a folder of ours. */
export function readRun(lab: LabFolder): Run | undefined {
  if (!existsSync(lab.runFile)) return undefined;
  try {
    const run = JSON.parse(readFileSync(lab.runFile, 'utf8')) as Run;
    return (run.version as number) === RUN_VERSION ? run : undefined;
  } catch {
    return undefined;
  }
}

export const writeRun = (lab: LabFolder, run: Run): void => replaceFile(lab.runFile, `${JSON.stringify(run, null, 2)}\n`);

export const isLive = (run: Run | undefined): run is LiveRun =>
  run?.vcenter !== undefined && run.datacore !== undefined && run.providers !== undefined && run.temporary !== undefined;

/** Whether a simulator of it runs, and nobody uses it alone: somebody made it to play with. */
export const isAlive = ({ owner, vcenter, datacore }: Run): boolean =>
  owner === undefined && [vcenter, datacore].some((simulator) => simulator !== undefined && isRunning(simulator.process));
