/** Where labs may lie: never where an estate does. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Environment } from '../read-estate';
import { UsageError } from '../usage-error';
import type { LabFolder } from './folder';

/** Throws a `UsageError` where the folder of all labs is in the estate’s, is it, or holds it: one would be copied into, or taken for, the other. */
export function refusePlace({ environment, root }: LabFolder, { folder }: Environment): void {
  const estate = real(folder);
  if (isBelow(estate, real(root)))
    throw new UsageError(`${folder} is the copy that an earlier lab worked on`, `name the environment itself: -e ${environment}`);
  const labs = real(dirname(root));
  const how = labs === estate ? 'is' : isBelow(labs, estate) ? 'lies in' : isBelow(estate, labs) ? 'holds' : undefined;
  if (how !== undefined)
    throw new UsageError(`the folder of all labs, ${dirname(root)}, ${how} the folder of the estate`, 'name another folder: --labs FOLDER');
}

const isBelow = (path: string, above: string): boolean => {
  const way = relative(above, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
};

/** Links followed as far as the path is there. */
const real = (path: string): string => {
  const full = resolve(path);
  return existsSync(full) || dirname(full) === full ? realpathSync(full) : join(real(dirname(full)), basename(full));
};
