/** `npm run generate`: writes what is made from the kinds and rules. With `--check` it writes nothing and lists what is stale. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles, SCHEMA_FOLDER } from './generation/files';
import { generatePictures } from './generation/pictures';
import { generateShown } from './generation/shown';
import { ENVIRONMENTS } from './read-estate';
import { processShell, type Shell } from './shell';

export function generate(folder: string, checkOnly: boolean, shell: Pick<Shell, 'print' | 'printError'>): number {
  const files = generatedFiles();
  const textOf = (name: string): string | undefined =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;
  const stale = [...files].filter(([name, text]) => textOf(name) !== text).map(([name]) => name);
  const surplus = existsSync(folder) ? readdirSync(folder).filter((name) => !files.has(name)) : [];
  if (checkOnly) {
    for (const name of stale) shell.printError(`${SCHEMA_FOLDER}/${name} is stale`);
    for (const name of surplus) shell.printError(`${SCHEMA_FOLDER}/${name} is generated no more`);
    if (stale.length + surplus.length > 0) shell.printError('run `npm run generate` and commit what it changes');
    return stale.length + surplus.length > 0 ? 1 : 0;
  }
  mkdirSync(folder, { recursive: true });
  for (const name of stale) writeFileSync(join(folder, name), files.get(name) ?? '');
  for (const name of surplus) rmSync(join(folder, name));
  shell.print(`${String(files.size)} files in ${SCHEMA_FOLDER}, ${String(stale.length)} written, ${String(surplus.length)} removed`);
  return 0;
}

/** Called by the bundle only; tests call `generate`. */
export function main(argv: readonly string[]): void {
  const shell = processShell(join(__dirname, '..'));
  const checkOnly = argv.includes('--check');
  process.exitCode = Math.max(
    generate(join(shell.projectFolder, SCHEMA_FOLDER), checkOnly, shell),
    generatePictures(join(shell.projectFolder, ENVIRONMENTS), checkOnly, shell),
    generateShown(shell.projectFolder, checkOnly, shell, argv),
  );
}

if (require.main === module) main(process.argv);
