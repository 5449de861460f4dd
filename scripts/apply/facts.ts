/** What only the storage knows, kept where Terraform reads it at plan time: one file per environment. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { makeFolder } from '../make-folder';
import { replaceFile } from '../replace-file';
import { UsageError } from '../usage-error';
import { withLock } from './lock';

export interface VolumeFacts {
  /** As ESXi names it: `naa.60030d90…`. */
  readonly device: string;
  /** Manual steps that were still to do when it was last applied, by their names. */
  readonly manualSteps?: readonly string[];
  /** Size (MiB) it had before it grew: its datastore has not been seen to fill it yet. */
  readonly grownFromMib?: number;
}

type Facts = Readonly<Record<string, unknown>> & { readonly volumes: Readonly<Record<string, VolumeFacts>> };

/** Environment that a facts file belongs to: it bears its name. */
export const environmentOf = (path: string): string => basename(path, '.json');

export const readVolumeFacts = (path: string, key: string): VolumeFacts | undefined => read(path).volumes[key];

/** Merges one volume’s facts into the file; undefined takes them out. Everything else in it is kept. */
export async function writeVolumeFacts(path: string, key: string, facts: VolumeFacts | undefined): Promise<void> {
  makeFolder(dirname(path));
  await withLock(`${path}.lock`, () => {
    const { volumes, ...rest } = read(path);
    const { [key]: _, ...others } = volumes;
    const next = Object.entries({ ...others, ...(facts === undefined ? {} : { [key]: facts }) }).sort(([a], [b]) => (a < b ? -1 : 1));
    replaceFile(path, `${JSON.stringify({ ...rest, volumes: Object.fromEntries(next) }, null, 2)}\n`);
  });
}

function read(path: string): Facts {
  if (!existsSync(path)) return { volumes: {} };
  try {
    const facts: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return { volumes: {}, ...facts };
  } catch {
    // Told below, as for any other text that holds no facts.
  }
  throw new UsageError(`${path} is no facts file`, 'remove it, and apply the stack of volumes again: it is read from the storage');
}
