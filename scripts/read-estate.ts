/** Finds an environment and reads its files: the one place that looks at the disk for the estate. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { nearest } from '../config/nearest';
import type { SourceFile } from '../config/source';
import { UsageError } from './usage-error';

export interface Environment {
  readonly name: string;
  readonly folder: string;
}

/** Where the environments that ship with the project lie, seen from the project's folder. */
export const ENVIRONMENTS = join('config', 'environments');

/** The file that every estate has. */
const ESTATE_FILE = 'estate.yaml';

/** `given` is the name of an environment of the project, or a folder anywhere. */
export function findEnvironment(given: string, projectFolder: string): Environment {
  const named = join(projectFolder, ENVIRONMENTS, given);
  if (/^[a-z0-9-]+$/.test(given) && existsSync(named)) return { name: given, folder: named };
  const folder = resolve(given);
  if (existsSync(folder) && statSync(folder).isDirectory()) {
    // Else a mistyped folder, such as one that holds all of a person's projects, would be read to the bottom.
    if (!existsSync(join(folder, ESTATE_FILE)))
      throw new UsageError(
        `\`${given}\` is no estate: it has no ${ESTATE_FILE}`,
        'name the folder that has it, or begin one: cordee new estate FOLDER',
      );
    return { name: nameOf(folder), folder };
  }
  const names = environmentNames(projectFolder);
  const near = nearest(given, names);
  throw new UsageError(
    `there is no environment \`${given}\`: neither a name (${names.join(', ')}) nor a folder`,
    near === undefined ? 'a new one: cordee new estate FOLDER' : `did you mean \`${near}\`? A new one: cordee new estate FOLDER`,
  );
}

/** The name of a folder becomes part of paths below `.cordee/`: only letters, digits and hyphens are kept. */
const nameOf = (folder: string): string =>
  basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'estate';

export function environmentNames(projectFolder: string): string[] {
  const folder = join(projectFolder, ENVIRONMENTS);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, ESTATE_FILE))).sort();
}

/** Every YAML file below the folder. Links are not followed, hidden files and folders are passed over. */
export function readFiles(folder: string): SourceFile[] {
  const files: SourceFile[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() && /\.ya?ml$/.test(entry.name))
        files.push({ file: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') });
    }
  };
  visit(folder);
  return files;
}
