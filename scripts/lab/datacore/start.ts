/** Starts the simulator in this process. */
import { resolve } from 'node:path';
import { makeFolder } from '../../make-folder';
import { certificates } from './certificate';
import { faults } from './faults';
import type { StorageInventory } from './inventory';
import { listen, type Listening } from './listeners';
import { loadState } from './state-file';
import type { Credentials } from './who-asks';
import { world } from './world';

export interface SimulatorSettings {
  readonly inventory: StorageInventory;
  /** Folder of the state and the certificates. */
  readonly state: string;
  /** File that the simulated vCenter reads. */
  readonly luns: string;
  /** `127.0.0.1:PORT`; port 0 takes a free one. */
  readonly listen: string;
  /** Milliseconds that the recovery of a mirror takes. */
  readonly recoveryMs: number;
  /** The only ones that are accepted; undefined: any. */
  readonly credentials: Credentials | undefined;
  /** What the fault `die` does. */
  readonly die: () => void;
}

export interface Simulator extends Listening {
  /** Path of the CA’s certificate. */
  readonly ca: string;
}

export async function startSimulator(settings: SimulatorSettings): Promise<Simulator> {
  const folder = resolve(settings.state);
  makeFolder(folder);
  const state = loadState(folder, settings.inventory);
  const files = { stateFolder: folder, lunsFile: resolve(settings.luns) };
  const made = world(state, faults(settings.die), files, settings.recoveryMs);
  const certified = certificates(folder);
  const listening = await listen(made, certified, settings.listen, settings.credentials);
  return { ...listening, ca: certified.caFile };
}
