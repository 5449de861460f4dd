/** What every handler works on: the state, the clock, and the two files that follow each change. */
import { replaceFile } from '../../replace-file';
import type { Faults } from './faults';
import { lunsText } from './luns-file';
import type { State } from './state';
import { saveState } from './state-file';

export interface World {
  readonly state: State;
  readonly faults: Faults;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that the recovery of a mirror takes. */
  readonly recoveryMs: number;
  /** Writes the state, then the file of LUNs: whoever is told of a change finds it on disk. */
  readonly commit: () => void;
}

export interface WorldFiles {
  readonly stateFolder: string;
  readonly lunsFile: string;
}

export function world(state: State, faults: Faults, files: WorldFiles, recoveryMs: number): World {
  const now = (): number => Date.now();
  const commit = (): void => {
    faults.moment('before-state');
    saveState(files.stateFolder, state);
    faults.moment('after-state');
    replaceFile(files.lunsFile, lunsText(state, now()));
    faults.moment('after-luns');
  };
  return { state, faults, now, recoveryMs, commit };
}
