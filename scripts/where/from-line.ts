/** From a line of the estate to what is made from it, and to all that changes with it. */
import type { Loaded } from '../../config/load';
import { pathAt } from '../../config/path-at';
import { count } from '../print-findings';
import { command } from '../next-command';
import { type Environment, reachOf } from '../read-estate';
import type { Shell } from '../shell';
import { textTable } from '../text-table';
import type { TraceEntry } from '../trace';
import type { Line, Trial } from './trial';

export interface FromLine {
  readonly line: Line;
  readonly loaded: Loaded;
  readonly entries: readonly TraceEntry[];
  readonly environment: Environment;
  readonly json: boolean;
  /** Tries other values on the line. Undefined where the estate cannot be resolved. */
  readonly attempt: (path: string) => Trial | undefined;
}

/** More than a screen of rows is summed up. */
const ROWS = 30;
/** So many of the values that were tried are told. */
const TOLD = 4;

export function printFromLine({ line: { file, line }, loaded, entries, environment, json, attempt }: FromLine, shell: Shell): void {
  const written = pathAt(loaded, file, line) ?? '';
  const path = nearestTraced(written, entries, loaded);
  const found = path === undefined ? [] : entries.filter((entry) => isWithin(entry.path, path));
  const trial = attempt(written);
  shell.progress?.('');
  if (json) {
    const changes = trial === undefined ? null : { tried: trial.tried, elements: trial.elements, files: trial.files };
    shell.print(JSON.stringify({ environment: environment.name, file, line, path: path ?? written, entries: found, changes }, null, 2));
    return;
  }
  const at = `${shell.shortPath(environment.folder)}${file}:${String(line)}`;
  shell.print(`${at} is part of ${shell.colors.bold(written)}`);
  shell.print(
    found.length === 0
      ? '\nNothing in the output is made from it alone.'
      : `\nMade from ${path === written ? 'it' : shell.colors.bold(path ?? '')}: ${count(found.length, 'element')}\n`,
  );
  printRows(
    found.map((entry) => [`${entry.stack}:`, entry.address, entry.path === path ? '' : entry.path]),
    shell,
  );
  printTrial(trial, environment, shell);
}

function printTrial(trial: Trial | undefined, environment: Environment, shell: Shell): void {
  if (trial === undefined) {
    const errors = command('check', reachOf(environment));
    shell.print(`\nWhat changes with it is not known while the files have errors of syntax, shape or reference: ${errors}`);
    return;
  }
  const { tried, elements, files } = trial;
  if (tried.length === 0) {
    shell.print('\nWhat changes with it could not be tried: no other value is valid there.');
    return;
  }
  const how = `(tried: ${tried.length > TOLD ? `${tried.slice(0, TOLD).join('; ')} and ${String(tried.length - TOLD)} more` : tried.join('; ')})`;
  // The hash of a generated file changes with the file, which is named itself.
  const shown = elements.filter(({ address }) => !address.startsWith('null_resource.file_'));
  if (shown.length + files.length === 0) {
    shell.print(`\nNo byte of what is written changes with it ${how}; what checks or proves may read it.`);
    return;
  }
  const parts = [...(shown.length > 0 ? [count(shown.length, 'element')] : []), ...(files.length > 0 ? [count(files.length, 'file')] : [])];
  shell.print(`\nChanges with it: ${parts.join(' and ')} ${how}\n`);
  printRows([...shown.map(({ stack, address }) => [`${stack}:`, address]), ...files.map((path) => ['', path])], shell);
}

function printRows(rows: readonly string[][], shell: Shell): void {
  if (rows.length > 0) shell.print(textTable(rows.slice(0, ROWS)));
  if (rows.length > ROWS) shell.print(shell.colors.dim(`… and ${String(rows.length - ROWS)} more: --format json`));
}

const isWithin = (path: string, ancestor: string): boolean => path === ancestor || path.startsWith(`${ancestor}.`);

/** The path itself, or the nearest ancestor from which something was made: up to the entity, for a collection is many. */
function nearestTraced(path: string, entries: readonly TraceEntry[], loaded: Loaded): string | undefined {
  for (let candidate = path; candidate !== ''; candidate = candidate.split('.').slice(0, -1).join('.')) {
    if (entries.some((entry) => isWithin(entry.path, candidate))) return candidate;
    if (loaded.entities.has(candidate)) return undefined;
  }
  return undefined;
}
