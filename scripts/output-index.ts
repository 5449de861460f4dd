/** The index of an output: of which environment it is, and the hash of every file that Cordée wrote there, a line each. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../config/finding';

export const INDEX_FILE = 'files.txt';

export interface OutputIndex {
  /** Empty while a run puts one environment in the place of another. */
  readonly environment: string;
  /** Path below the output → hash of its text. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** A first line that nobody writes by chance: without it the file is somebody else’s. */
const HEADER = /^# Output of Cordée, version 1, environment ([a-z0-9-]*): /;
const header = (environment: string): string =>
  `# Output of Cordée, version 1, environment ${environment}: what fits its hash here is removed when it is made no more.`;

export function renderIndex(environment: string, hashes: Iterable<readonly [path: string, hash: string]>): string {
  const lines = [...hashes].sort(([a], [b]) => compare(a, b)).map(([path, hash]) => `${hash} ${path}`);
  return `${[header(environment), ...lines].join('\n')}\n`;
}

/** Undefined where there is none of ours. A path that is written twice counts as it was written last; one that leads outside is none. */
export function readIndex(folder: string): OutputIndex | undefined {
  const path = join(folder, INDEX_FILE);
  if (!existsSync(path) || !lstatSync(path).isFile()) return undefined;
  const [first = '', ...lines] = readFileSync(path, 'utf8').split('\n');
  const environment = HEADER.exec(first)?.[1];
  if (environment === undefined) return undefined;
  const hashes = new Map<string, string>();
  for (const line of lines) {
    const [, hash, name] = /^([\w-]{43}) (\S.*)$/.exec(line) ?? [];
    if (hash === undefined || name === undefined || name.startsWith('/') || name.split('/').some((part) => part === '..' || part === ''))
      continue;
    hashes.set(name, hash);
  }
  return { environment, hashes };
}
