/** `cordee where`: from a Terraform address to the line of the estate that it comes from, and from a line to all that it gives. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { load, type Loaded } from '../../config/load';
import { nearest } from '../../config/nearest';
import { pathAt } from '../../config/path-at';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { count } from '../print-findings';
import { type Environment, findEnvironment, readFiles } from '../read-estate';
import type { Shell } from '../shell';
import { textTable } from '../text-table';
import { readTrace, type TraceEntry } from '../trace';
import { UsageError } from '../usage-error';

export interface WhereFlags extends EnvironmentFlags, FormatFlags {
  readonly output: string;
}

export function runWhere(what: string, flags: WhereFlags, shell: Shell): number {
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  const loaded = load(readFiles(environment.folder));
  // Lines as the files are now: the trace knows them as they were when it was written.
  const entries = readTrace(flags.output, environment.name, flags.environment).map((entry) => ({ ...entry, ...placeNow(loaded, entry) }));
  const line = lineOf(what, environment, loaded);
  if (line === undefined) fromAddress(what, entries, environment, flags, shell);
  else fromLine(line, loaded, entries, environment, flags, shell);
  return 0;
}

function placeNow(loaded: Loaded, { path, file, line }: TraceEntry): { readonly file: string; readonly line: number } {
  const [collection = '', key = ''] = path.split('.');
  const known = loaded.entities.has(`${collection}.${key}`) || loaded.entities.has(collection);
  const now = known ? loaded.place(path, 'key') : { file, line };
  return { file: now.file, line: now.line };
}

function fromAddress(what: string, entries: readonly TraceEntry[], environment: Environment, flags: WhereFlags, shell: Shell): void {
  const found = matching(what, entries, flags.output);
  if (found.length === 0) {
    const near = suggestions(what, entries);
    throw new UsageError(
      `nothing in the trace of ${environment.name} has the address \`${what}\``,
      near.length === 0
        ? 'list them: cordee list, then cordee where FILE:LINE'
        : `did you mean ${near.map((name) => `\`${name}\``).join(', ')}?`,
    );
  }
  if (flags.format === 'json') {
    shell.print(JSON.stringify({ environment: environment.name, entries: found }, null, 2));
    return;
  }
  const { bold } = shell.colors;
  const prefix = shell.shortPath(environment.folder);
  const texts = found.map(({ stack, address, construct, path, file, line }) =>
    [
      bold(`${stack}: ${address}`),
      `  written at  ${prefix}${file}:${String(line)}`,
      `  made from   ${path}`,
      `  made by     ${construct}`,
    ].join('\n'),
  );
  shell.print(texts.join('\n\n'));
}

/** An address may carry its stack, leave out `data.`, and carry an index or an attribute, as in the output of a plan. */
function matching(what: string, entries: readonly TraceEntry[], output: string): readonly TraceEntry[] {
  const [, stack, rest = what] = /^([a-z0-9-]+):(.+)$/.exec(what) ?? [];
  const inStack = stack === undefined || stack === 'file' ? entries : entries.filter((entry) => entry.stack === stack);
  const withAddress = (address: string): readonly TraceEntry[] =>
    inStack.filter((entry) => entry.address === address || entry.address === `data.${address}`);
  const [short = rest] = /^(?:data\.)?[a-z0-9_]+\.[A-Za-z0-9_-]+/.exec(rest) ?? [];
  return [withAddress(rest), fromFile(rest, inStack, output), withAddress(short)].find((found) => found.length > 0) ?? [];
}

/** A generated file, named from the output or from here. Its construct has its name as id, where a slash cannot stand. */
function fromFile(path: string, entries: readonly TraceEntry[], output: string): readonly TraceEntry[] {
  const below = relative(resolve(output), resolve(path)).split(sep).join('/');
  const ids = [path, below].map((name) => name.replace(/\//g, '--'));
  return entries.filter(({ construct }) => construct.split('/').some((id) => id.startsWith('files--') && ids.includes(id)));
}

function suggestions(what: string, entries: readonly TraceEntry[]): readonly string[] {
  const files = entries.flatMap(({ construct }) =>
    construct
      .split('/')
      .filter((id) => id.startsWith('files--'))
      .map((id) => id.replace(/--/g, '/')),
  );
  const addresses = [...new Set([...entries.map(({ address }) => address), ...files])];
  const near = addresses
    .map((address) => [address, distance(what, address)] as const)
    .filter(([, far]) => far <= Math.max(2, what.length / 3))
    .sort(([a, farA], [b, farB]) => farA - farB || (a < b ? -1 : 1));
  return near.slice(0, 3).map(([address]) => address);
}

interface Line {
  readonly file: string;
  readonly line: number;
}

/** `tenants/ville.yaml:31`, or a path from here, with or without a column. Undefined when it is no place in a file. */
function lineOf(what: string, environment: Environment, loaded: Loaded): Line | undefined {
  const [, path, number] = /^(.+?\.ya?ml):(\d+)(?::\d+)?$/.exec(what) ?? [];
  if (path === undefined) {
    if (/\.ya?ml$/.test(what)) throw new UsageError(`\`${what}\` names no line`, `write ${what}:LINE`);
    return undefined;
  }
  const files = [...new Set([...loaded.entities.values()].map(({ parsed }) => parsed.file))];
  const below = relative(environment.folder, resolve(path)).split(sep).join('/');
  const file = files.find((candidate) => candidate === path) ?? files.find((candidate) => candidate === below && !isAbsolute(below));
  if (file !== undefined) {
    const last = [...loaded.entities.values()].find(({ parsed }) => parsed.file === file)?.parsed.lines.length ?? 0;
    if (Number(number) >= 1 && Number(number) <= last) return { file, line: Number(number) };
    throw new UsageError(`\`${file}\` has no line ${number ?? ''}`, `it has ${String(last)}`);
  }
  const near = nearest(path, files);
  throw new UsageError(
    `nothing of ${environment.name} is described in \`${path}\``,
    near === undefined ? `files are named from ${environment.folder}` : `did you mean \`${near}:${number ?? ''}\`?`,
  );
}

function fromLine(
  { file, line }: Line,
  loaded: Loaded,
  entries: readonly TraceEntry[],
  environment: Environment,
  flags: WhereFlags,
  shell: Shell,
): void {
  const written = pathAt(loaded, file, line) ?? '';
  const path = nearestTraced(written, entries);
  const found = path === undefined ? [] : entries.filter((entry) => isWithin(entry.path, path));
  if (flags.format === 'json') {
    shell.print(JSON.stringify({ environment: environment.name, file, line, path: path ?? written, entries: found }, null, 2));
    return;
  }
  const at = `${shell.shortPath(environment.folder)}${file}:${String(line)}`;
  if (found.length === 0) {
    shell.print(`${at} is part of ${shell.colors.bold(written)}; nothing in Terraform is made from it directly`);
    return;
  }
  shell.print(`${at} is part of ${shell.colors.bold(path ?? '')}, which gives ${count(found.length, 'element')}:\n`);
  shell.print(textTable(found.map((entry) => [`${entry.stack}:`, entry.address, entry.path === path ? '' : entry.path])));
}

const isWithin = (path: string, ancestor: string): boolean => path === ancestor || path.startsWith(`${ancestor}.`);

/** The path itself, or the nearest ancestor from which something was made. */
function nearestTraced(path: string, entries: readonly TraceEntry[]): string | undefined {
  for (let candidate = path; candidate !== ''; candidate = candidate.split('.').slice(0, -1).join('.')) {
    if (entries.some((entry) => isWithin(entry.path, candidate))) return candidate;
  }
  return undefined;
}
