/** Finds an environment and reads its files: the one place that looks at the disk for the estate. */
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { collections } from '../config/model/index';
import { nearest } from '../config/nearest';
import type { SourceFile } from '../config/source';
import { quoted, UsageError } from './usage-error';

export interface Environment {
  readonly name: string;
  readonly folder: string;
  /** What the user called it. Default: its folder, which finds it as well. */
  readonly given?: string;
}

/** By what a command that is printed finds it again. */
export const reachOf = ({ folder, given = folder }: Environment): { readonly environment: string } => ({ environment: given });

/** Where the environments that ship with the project lie, seen from the project's folder. */
export const ENVIRONMENTS = join('config', 'environments');

/** The file that every estate has. */
const ESTATE_FILE = 'estate.yaml';

/** `given` is the name of an environment of the project, or a folder anywhere. */
export function findEnvironment(given: string, projectFolder: string): Environment {
  const named = join(projectFolder, ENVIRONMENTS, given);
  const folder = resolve(given);
  if (/^[a-z0-9-]+$/.test(given) && existsSync(named)) {
    // Whoever works on a folder of that name would be told of another estate, and might deploy it.
    if (existsSync(join(folder, ESTATE_FILE)) && realpathSync(folder) !== realpathSync(named))
      throw new UsageError(
        `\`${given}\` is an environment of the project, and an estate in a folder here`,
        `write ./${given} for the folder, or ${quoted(named)} for the environment`,
      );
    return { name: given, folder: named, given };
  }
  if (existsSync(folder) && statSync(folder).isDirectory()) {
    // Else a mistyped folder, such as one that holds all of a person's projects, would be read to the bottom.
    if (!existsSync(join(folder, ESTATE_FILE)))
      throw new UsageError(
        `\`${given}\` is no estate: it has no ${ESTATE_FILE}`,
        'name the folder that has it, or begin one: cordee new estate FOLDER',
      );
    return { name: nameOf(folder), folder, given };
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

/** A file is read whole, and what people write of one entity, or of a map of them, is far from this large: it is something else. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Every file below the folder that describes something, or is meant to: what is not read although it looks so is said, for an entity that
 * is passed over would count as deleted. Hidden files and folders, and whatever else lies there, are not looked at.
 */
export function readFiles(folder: string): SourceFile[] {
  const files: SourceFile[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.name.startsWith('.')) continue;
      const file = relative(folder, path).split(sep).join('/');
      if (entry.isDirectory()) visit(path);
      else if (!isMeant(file)) continue;
      else if (entry.isFile()) files.push(readFile(file, path));
      else files.push({ file, text: '', refused: { rule: 'file-name', ...(entry.isSymbolicLink() ? LINK : NO_FILE) } });
    }
  };
  visit(folder);
  return files;
}

const LINK = { message: 'this is a link, and links are not followed', fix: 'put the file itself here' };
const NO_FILE = { message: 'this is no file that can be read', fix: 'remove it' };

/** Is it named as something that describes an entity? `networks.YAML` and `tenants/ville` are meant as well. */
function isMeant(file: string): boolean {
  const [stem = '', ending] = basename(file).split(/\.(?=[^.]*$)/);
  if (ending !== undefined) return /^ya?ml$/i.test(ending);
  const kind = file.includes('/') ? file.split('/')[0] : stem;
  return collections.some((collection) => collection === kind) && /^[a-z0-9-]+$/.test(stem);
}

function readFile(file: string, path: string): SourceFile {
  const { size } = statSync(path);
  if (size > LARGEST) {
    const fix = 'describe one entity per file, in a folder; what is no description belongs elsewhere';
    const message = `this file has \`${String(Math.ceil(size / 1024 / 1024))}\` MiB`;
    return { file, text: '', refused: { rule: 'yaml-syntax', message, allowed: `at most ${String(LARGEST / 1024 / 1024)} MiB`, fix } };
  }
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return { file, text };
  // Where what was read, written again, begins to differ.
  const wrong = Buffer.from(text).findIndex((byte, index) => byte !== bytes[index]);
  const at = bytes.subarray(0, wrong).toString('utf8').length;
  const refused = {
    rule: 'yaml-syntax',
    at,
    message: 'this is not UTF-8',
    fix: 'save the file as UTF-8, without another encoding',
  } as const;
  return { file, text, refused };
}
