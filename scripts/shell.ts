/** What a command may know of the process it runs in: handed in, so that tests hand in their own. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isatty } from 'node:tty';
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
  /** The day, `2026-11-23`: where dates are judged unless `--as-of` says another. */
  readonly today: string;
  /** Hash of the running program: what an older one remembered is not believed. */
  readonly program: string;
  /** True when an unexpected failure should show where it happened. */
  readonly debug: boolean;
  /** Set when standard error is a terminal: says what is going on once it takes longer than a second; an empty text wipes it. */
  readonly progress?: (text: string) => void;
}

/** Milliseconds that a command may take before it says what it is doing. */
const PATIENCE = 1000;

export function processShell(projectFolder: string): Shell {
  const { env, stdout, stderr } = process;
  // Not a terminal is `undefined`, which the colours would take for "decide yourself": they like pipelines colourful.
  const coloured = isatty(stdout.fd) && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return {
    print: (text) => stdout.write(`${text}\n`),
    printError: (text) => stderr.write(`${text}\n`),
    colors: pc.createColors(coloured),
    projectFolder,
    shortPath: (folder) => {
      const short = relative(process.cwd(), resolve(folder));
      return short === '' ? '' : join(short.startsWith('..') ? resolve(folder) : short, '/');
    },
    today: new Date().toISOString().slice(0, 10),
    get program() {
      // This bundle ends with the hash of the framework’s; the lock file says the rest of what it was made from.
      const lock = join(projectFolder, 'package-lock.json');
      const hash = createHash('sha256').update(readFileSync(__filename));
      return hash.update(existsSync(lock) ? readFileSync(lock) : '').digest('base64url');
    },
    debug: (env['CORDEE_DEBUG'] ?? '') !== '',
    ...(stderr.isTTY
      ? {
          progress: progressOn(
            (text) => stderr.write(text),
            () => performance.now(),
          ),
        }
      : {}),
  };
}

/** `now` counts from the start of the process. */
export function progressOn(write: (text: string) => void, now: () => number): (text: string) => void {
  let shown = false;
  let last = 0;
  return (text) => {
    const time = now();
    if (text === '' ? !shown : time < PATIENCE || time - last < 100) return;
    write(`\r\u001b[K${text}`);
    shown = text !== '';
    last = time;
  };
}
