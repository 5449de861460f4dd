/** What the local states of an estate hold. Only addresses are read: at a thousand tenants the rest would take longer than a synth. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Held } from '../config/register';
import { UsageError } from './usage-error';

const ENDING = '.tfstate';

/** Stack → addresses of its managed resources, for every state below `folder`; empty where nothing was deployed. */
export function heldIn(folder: string): Held {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ENDING)) : [];
  return new Map(names.map((name) => [basename(name, ENDING), addressesIn(join(folder, name))]));
}

/** As Terraform writes a resource, indented: nothing inside of one begins a line so. */
const RESOURCE = /\n {6}"mode": "(managed|data)",\n {6}"type": "([^"\\]+)",\n {6}"name": "([^"\\]+)"/g;

function addressesIn(path: string): ReadonlySet<string> {
  // Types and names are ASCII, and bytes are read in half the time.
  const text = readFileSync(path, 'latin1');
  const written = text.startsWith('{\n  "version": 4,\n') && text.endsWith('}\n');
  const found = written
    ? [...text.matchAll(RESOURCE)].map(([, mode = '', type = '', name = '']) => ({ mode, type, name }))
    : parsed(path, text);
  return new Set(found.filter(({ mode }) => mode === 'managed').map(({ type, name }) => `${type}.${name}`));
}

interface Resource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
}

/** A state that something else wrote. An empty file is none, as it is to Terraform. */
function parsed(path: string, text: string): readonly Resource[] {
  if (text.trim() === '') return [];
  try {
    const { version, resources } = JSON.parse(text) as { version?: unknown; resources?: unknown };
    if (version === 4 && Array.isArray(resources)) return resources as readonly Resource[];
  } catch {
    // Told below, as for any other text that is no state.
  }
  throw new UsageError(
    `\`${path}\` is no state that can be read, so nobody knows what it holds`,
    `restore it: Terraform keeps ${path}.backup`,
  );
}
