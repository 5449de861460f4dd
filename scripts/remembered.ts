/** What remembers an estate beside its register: the states, the last synth on this machine, and registers that are named. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder';
import type { Model } from '../config/model/model';
import { type CompareOptions, isWhole, type OtherRegister } from '../config/register';
import { isUnreadable, readRegister } from './read-register';
import { replaceFile } from './replace-file';
import { heldIn } from './states';
import { UsageError } from './usage-error';

export interface RememberedBy {
  /** The register itself. */
  readonly register: string;
  /** Folder `.cordee` of state and facts. */
  readonly place: string;
  /** File that the last synth left its register in. */
  readonly last: string;
  /** Register of the branch that this is to become part of. */
  readonly against?: string | undefined;
  /** Registers of two branches that were merged. */
  readonly merged?: readonly string[] | false | undefined;
}

/** Read before anything is judged. Refuses a register that is not whole: it would forget in silence. */
export function remembered({ register, place, last, against, merged }: RememberedBy): (model: Model) => CompareOptions {
  if (Array.isArray(merged) && merged.length !== 2)
    throw new UsageError(
      `--merged-register was given ${String(merged.length)} file${merged.length === 1 ? '' : 's'}`,
      'give the registers of both branches: git show HEAD:…/stateful.lock > ours.lock; git show MERGE_HEAD:…/stateful.lock > theirs.lock',
    );
  const others: CompareOptions = {
    ...(Array.isArray(merged)
      ? { merged: merged.map((path: string) => registerAt(path, 'take it from its branch: git show BRANCH:PATH')) }
      : {}),
    ...(against === undefined ? {} : { base: registerAt(against, 'take it from its branch: git show origin/main:PATH') }),
    ...(existsSync(last)
      ? { last: registerAt(last, 'it is a copy: remove it where nothing was deployed that stateful.lock does not know', register) }
      : {}),
  };
  return ({ estate, environment }) =>
    estate.backend === 'local' ? { ...others, held: heldIn(join(place, 'state', environment)) } : others;
}

/** `judged`: another register, whose faults are findings; one that says the same need not be read to its end again. */
function registerAt(path: string, remedy: string, judged?: string): OtherRegister {
  if (!existsSync(path)) throw new UsageError(`there is no register \`${path}\``, remedy);
  if (isUnreadable(path)) throw new UsageError(`\`${path}\` is no file that can be read`, remedy);
  const text = readRegister(path);
  const same = judged !== undefined && existsSync(judged) && !isUnreadable(judged) && readRegister(judged) === text;
  if (!same && !isWhole(text)) throw new UsageError(`\`${path}\` is no whole register`, remedy);
  return { name: path, text };
}

/** What the next synth compares with: files and register are taken back together by a revert, this is not. */
export function remember(path: string, register: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === register) return;
  makeFolder(dirname(path));
  replaceFile(path, register);
}
