/** `cordee where`: from a Terraform address to the line of the estate that it comes from, and from a line to all that it gives. */
import { load, type Loaded } from '../../config/load';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { outputAt } from '../output-at';
import { findEnvironment, readFiles } from '../read-estate';
import type { Shell } from '../shell';
import { readTrace, type TraceEntry } from '../trace';
import { printFromAddress } from '../where/from-address';
import { printFromLine } from '../where/from-line';
import { lineOf } from '../where/line-of';

export interface WhereFlags extends EnvironmentFlags, FormatFlags {
  readonly output: string;
}

export async function runWhere(what: string, flags: WhereFlags, shell: Shell): Promise<number> {
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  const loaded = load(readFiles(environment.folder));
  // Lines as the files are now: the trace knows them as they were when it was written.
  const entries = readTrace(flags.output, environment.name, flags.environment).map((entry) => ({ ...entry, ...placeNow(loaded, entry) }));
  const line = lineOf(what, environment, loaded);
  if (line === undefined) {
    printFromAddress(what, entries, environment, flags, shell);
    return 0;
  }
  // Loaded only here: the framework takes longer to load than an address takes to look up.
  const { tryLine } = await import('../where/trial');
  const attempt = (path: string) => {
    shell.progress?.(`trying other values in ${line.file} …`);
    return tryLine(environment.name, loaded, path, line, shell.today, outputAt(flags.output));
  };
  printFromLine({ line, loaded, entries, environment, json: flags.format === 'json', attempt }, shell);
  return 0;
}

function placeNow(loaded: Loaded, { path, file, line }: TraceEntry): { readonly file: string; readonly line: number } {
  const [collection = '', key = ''] = path.split('.');
  const known = loaded.entities.has(`${collection}.${key}`) || loaded.entities.has(collection);
  const now = known ? loaded.place(path, 'key') : { file, line };
  return { file: now.file, line: now.line };
}
