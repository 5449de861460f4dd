/** What only the storage knows, kept where Terraform reads it at plan time: one file per environment. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../make-folder';
import { replaceFile } from '../replace-file';
import { UsageError } from '../usage-error';
import { withLock } from './lock';
import { type Fault, fitting, isObject, list, map, optional, record, type Shaped, text, whole } from './shape';
import { codeOf } from './system-error';

const VOLUME = record({
  /** As ESXi names it: `naa.60030d90…`. */
  device: text('the name of a LUN, as naa.60030d90…', /^[a-z0-9]+\.\S+$/),
  /** Manual steps that were still to do when it was last applied, by their names. */
  manualSteps: optional(list(text())),
  /** Size (MiB) it had before it grew: its datastore has not been seen to fill it yet. */
  grownFromMib: optional(whole(1, 1024 ** 3)),
  /** The vCenter that knew it, and no datastore on it, right before it was taken from its hosts: once that is done, no other can be believed. */
  leavesBy: optional(text()),
});
const FACTS = record({ volumes: optional(map(VOLUME)) });

export type VolumeFacts = Shaped<typeof VOLUME>;

type Facts = Readonly<Record<string, unknown>> & { readonly volumes: Readonly<Record<string, VolumeFacts>> };

/** Throws a `UsageError` where the file cannot be read, or holds something else. */
export const readVolumeFacts = (path: string, key: string): VolumeFacts | undefined => {
  const { volumes } = read(path);
  return Object.hasOwn(volumes, key) ? volumes[key] : undefined;
};

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

/** Terraform does by itself nothing twice: whoever wants the facts again has to ask for each volume. */
const ANEW =
  'have each volume’s facts read from the storage again: terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.KEY_settings (KEY_existing where it is described as existing)';

function read(path: string): Facts {
  const wrong = (what: string, remedy = `move it away, and ${ANEW}`): UsageError =>
    new UsageError(`the facts file ${path} ${what}`, remedy);
  let facts: unknown;
  try {
    facts = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { volumes: {} };
    if (code === 'EISDIR') throw wrong('is a folder', `move the folder away, and ${ANEW}`);
    if (code !== undefined) throw wrong(`cannot be read (${code})`, 'let whoever runs Terraform read and write it');
    throw wrong('is no JSON, or only the beginning of it');
  }
  const { volumes = {} } = fitting(FACTS, facts, ({ at, shown, allowed }: Fault) =>
    wrong(at === '' ? `holds ${shown}; allowed: ${allowed}` : `says ${shown} at \`${at}\`; allowed: ${allowed}`),
  );
  return { ...(isObject(facts) ? facts : {}), volumes };
}
