/** `cordee new estate FOLDER`: the smallest valid estate, to grow from. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { makeFolder } from '../make-folder';
import { EMPTY_REGISTER, REGISTER_FILE, renderRegister } from '../../config/register';
import { SCHEMA_FOLDER } from '../generation/files';
import { count } from '../print-findings';
import { command } from '../next-command';
import { ENVIRONMENTS, readFiles } from '../read-estate';
import { modeline, withModeline } from '../modeline';
import type { Shell } from '../shell';
import { quoted, UsageError } from '../usage-error';

/** Folder of the schemas within an estate that lies outside the project; hidden, so that it is not read as part of the estate. */
const OWN_SCHEMAS = '.schema';

export function runNewEstate(given: string, shell: Shell): number {
  const folder = resolve(given);
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw new UsageError(`\`${given}\` is a file`, 'name a folder');
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`\`${given}\` is not empty`, 'name a folder that does not exist yet; nothing is ever overwritten');
  const schemas = join(shell.projectFolder, SCHEMA_FOLDER);
  const inside = !relative(shell.projectFolder, folder).startsWith('..');
  const schemaFolder = inside ? relative(folder, schemas).split(sep).join('/') : OWN_SCHEMAS;

  const files = readFiles(join(shell.projectFolder, ENVIRONMENTS, 'minimal'));
  for (const { file, text } of files) write(join(folder, file), withModeline(text, modeline(file, schemaFolder)));
  write(join(folder, REGISTER_FILE), renderRegister(EMPTY_REGISTER));
  if (!inside)
    for (const name of readdirSync(schemas).filter((entry) => entry.endsWith('.json')))
      write(join(folder, OWN_SCHEMAS, name), readFileSync(join(schemas, name), 'utf8'));

  const { bold } = shell.colors;
  shell.print(`${bold(shell.shortPath(folder))} holds the smallest valid estate, ${count(files.length + 1, 'file')}. Next:`);
  // A bare name could as well be that of an environment of the project.
  const path = /[/\\]/.test(given) ? given : `./${given}`;
  shell.print(`  ${command('check', { environment: path })}`);
  const file = (name: string): string => quoted(`${path.replace(/\/+$/, '')}/${name}`);
  shell.print(`  ${file('estate.yaml')} is the place to begin; every file says what it is for`);
  shell.print(`  ${command('prove', { environment: path })}`);
  shell.print(
    `  says that one promise is not kept, which is right: one carrier has every line. ${file('suppliers/fournisseur.yaml')} says how it holds`,
  );
  return 0;
}

function write(path: string, text: string): void {
  makeFolder(dirname(path));
  writeFileSync(path, text, { flag: 'wx' });
}
