/** What a command may know of the process it runs in: handed in, so that tests hand in their own. */
import { join, relative, resolve } from 'node:path';
import pc from 'picocolors';
import type { Colors } from 'picocolors/types';

export interface Shell {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly colors: Colors;
  /** Folder of the project: where `config/environments` lies. */
  readonly projectFolder: string;
  /** A folder as a person would type it from here, ending in a slash. */
  readonly shortPath: (folder: string) => string;
  /** Set when standard error is a terminal: draws progress; undefined elsewhere. */
  readonly progress?: (text: string) => void;
}

export function processShell(projectFolder: string): Shell {
  const terminal = process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb';
  return {
    print: (text) => process.stdout.write(`${text}\n`),
    printError: (text) => process.stderr.write(`${text}\n`),
    colors: pc.createColors(terminal),
    projectFolder,
    shortPath: (folder) => {
      const short = relative(process.cwd(), resolve(folder));
      return short === '' ? '' : join(short.startsWith('..') ? resolve(folder) : short, '/');
    },
    ...(process.stderr.isTTY ? { progress: (text: string) => process.stderr.write(`\r\u001b[K${text}`) } : {}),
  };
}
