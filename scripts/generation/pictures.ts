/** The pictures of estates that `npm run generate` writes beside the estate’s files. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../config/check';
import { load } from '../../config/load';
import { picture } from '../picture';
import { readFiles } from '../read-estate';
import type { Shell } from '../shell';

const PICTURED = ['chelles'];
export const PICTURE_FILE = 'estate.svg';

/** `environments` is the folder that holds the environments. Returns the exit code. */
export function generatePictures(
  environments: string,
  checkOnly: boolean,
  shell: Pick<Shell, 'print' | 'printError' | 'today'>,
  pictured: readonly string[] = PICTURED,
): number {
  let code = 0;
  for (const environment of pictured) {
    const shown = `config/environments/${environment}/${PICTURE_FILE}`;
    const path = join(environments, environment, PICTURE_FILE);
    const { model } = check(load(readFiles(join(environments, environment))), { environment, asOf: shell.today });
    if (model === undefined) {
      shell.printError(`${shown}: the estate has errors of syntax, shape or reference; see \`cordee check ${environment}\``);
      code = 1;
      continue;
    }
    const text = picture(model);
    const stale = !existsSync(path) || readFileSync(path, 'utf8') !== text;
    if (stale && checkOnly) {
      shell.printError(`${shown} is stale: run \`npm run generate\` and commit what it changes`);
      code = 1;
    } else if (stale) {
      writeFileSync(path, text);
      shell.print(`${shown} written`);
    }
  }
  return code;
}
