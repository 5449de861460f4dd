/**
 * Where state and facts of an estate lie: in one place, wherever its output is written. Written to another folder, the same estate would
 * find no state there, and plan to make everything a second time.
 */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Environment } from './read-estate';
import { UsageError } from './usage-error';

const FOLDER = '.cordee';

export interface StatePlace {
  /** The folder `.cordee` that holds them. */
  readonly folder: string;
  /** The same, seen from the folder of a stack. */
  readonly fromStack: string;
}

/** Beside the output where the estate lies there too (a lab, a repository of its own), else in the project. */
export function statePlace({ name, folder }: Environment, outdir: string, projectFolder: string): StatePlace {
  const output = physical(outdir);
  const estate = physical(folder);
  const beside = dirname(output);
  const home = isInside(estate, beside) ? beside : physical(projectFolder);
  const elsewhere = [...foldersAbove(estate, home), ...(home === beside ? [] : [beside])].find((other) => hasState(other, name));
  if (elsewhere !== undefined && elsewhere !== home)
    throw new UsageError(
      `the state of \`${name}\` lies in ${join(elsewhere, FOLDER, 'state', name)}; with its output in ${output}, Terraform would look for it in ${join(home, FOLDER)} and make everything a second time`,
      hasState(home, name)
        ? 'find out which of the two is right, and move the other away'
        : isInside(estate, elsewhere)
          ? `write the output beside it: --output ${join(elsewhere, 'cdktf.out')}`
          : `move ${join(elsewhere, FOLDER)} to ${join(home, FOLDER)}`,
    );
  const place = join(home, FOLDER);
  return {
    folder: place,
    fromStack: relative(join(output, 'stacks', 'any'), place)
      .split(sep)
      .join('/'),
  };
}

const hasState = (folder: string, environment: string): boolean => {
  const states = join(folder, FOLDER, 'state', environment);
  return existsSync(states) && readdirSync(states).some((name) => name.endsWith('.tfstate'));
};

/** Folders between an estate and the place of its state, both left out; all of them where it lies elsewhere. */
function foldersAbove(estate: string, home: string): string[] {
  const above: string[] = [];
  for (let folder = dirname(estate); folder !== home && folder !== dirname(folder); folder = dirname(folder)) above.push(folder);
  return above;
}

const isInside = (inner: string, outer: string): boolean => inner.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`);

/** Without links, also where the last folders are not there yet. */
const physical = (path: string): string => (existsSync(path) ? realpathSync(path) : join(physical(dirname(path)), basename(path)));
