/** Where a lab keeps what it needs: one folder per environment, thrown away when the lab is. */
import { join, resolve } from 'node:path';

/** Where labs lie unless another folder is given, seen from where the command is run. */
export const LABS = join('.cordee', 'lab');

export interface LabFolder {
  readonly environment: string;
  readonly root: string;
  /** Which simulators run, and for whom. It is there from the first step of `up` to the last of `down`. */
  readonly runFile: string;
  /** One file for each process that Cordée started and that has not ended. */
  readonly processes: string;
  readonly logs: string;
  /** The copy of the environment’s files; its name is the environment’s, which state and facts are named after. */
  readonly estate: string;
  readonly output: string;
  readonly states: string;
  readonly facts: string;
  /** LUNs that the simulated DataCore serves, written by it, read by the simulated vCenter. */
  readonly luns: string;
  /** A folder of provider binaries, as Terraform’s `filesystem_mirror` wants it. */
  readonly providers: string;
  readonly cliConfig: string;
  /** For a person’s shell: how everything here is reached. */
  readonly shellFile: string;
}

export function labFolder(labs: string, environment: string): LabFolder {
  const root = join(resolve(labs), environment);
  const below = (...parts: readonly string[]): string => join(root, ...parts);
  return {
    environment,
    root,
    runFile: below('run.json'),
    processes: below('processes'),
    logs: below('logs'),
    estate: below('estate', environment),
    output: below('cdktf.out'),
    states: below('.cordee', 'state', environment),
    facts: below('.cordee', 'facts', `${environment}.json`),
    luns: below('luns.json'),
    providers: below('providers'),
    cliConfig: below('terraform.rc'),
    shellFile: below('env.sh'),
  };
}
