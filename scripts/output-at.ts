/** Where the output lies. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './usage-error';

export const OUTPUT_REMEDY = 'give an empty or a new folder: --output FOLDER';

/** The folder that a name stands for, links followed, for Terraform finds state and facts from there. It need not exist; a file is refused. */
export function outputAt(given: string): string {
  if (given === '') throw new UsageError('the folder of the output is empty text', 'leave --output and CDKTF_OUTDIR out, or name a folder');
  const folder = resolve(given);
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  if (!statSync(there).isDirectory()) throw new UsageError(`\`${there}\` is a file`, OUTPUT_REMEDY);
  return join(realpathSync(there), folder.slice(there.length));
}
