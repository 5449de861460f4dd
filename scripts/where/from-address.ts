/** From a Terraform address, a line of its JSON or a generated file, to the line of the estate that it comes from. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { command } from '../next-command';
import { type Environment, reachOf } from '../read-estate';
import type { Shell } from '../shell';
import type { TraceEntry } from '../trace';
import { UsageError } from '../usage-error';

export interface AddressFlags {
  readonly output: string;
  readonly format: 'text' | 'json';
}

export function printFromAddress(
  what: string,
  entries: readonly TraceEntry[],
  environment: Environment,
  flags: AddressFlags,
  shell: Shell,
): void {
  const found = atLineOfJson(what, entries, flags.output) ?? matching(what, entries, flags.output);
  if (found.length === 0) {
    const near = suggestions(what, entries);
    const reached = reachOf(environment);
    throw new UsageError(
      `nothing in the trace of ${environment.name} has the address \`${what}\``,
      near.length === 0
        ? `list them: ${command('list', reached)}, then ${command('where FILE:LINE', { ...reached, output: flags.output })}`
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

/**
 * `cdktf.out/stacks/tenant-ville/cdk.tf.json:41`: the resource or data source that the line belongs to. Undefined when no such file is meant.
 * The JSON is written with two blanks a level: what is named at the third is the element.
 */
function atLineOfJson(what: string, entries: readonly TraceEntry[], output: string): readonly TraceEntry[] | undefined {
  const [, given, number] = /^(.+\.tf\.json)(?::(\d+)(?::\d+)?)?$/.exec(what) ?? [];
  if (given === undefined) return undefined;
  const path = [resolve(given), join(resolve(output), given)].find((candidate) => existsSync(candidate));
  if (path === undefined) throw new UsageError(`there is no file \`${given}\``, 'name it from here, or from the output');
  if (number === undefined) throw new UsageError(`\`${given}\` names no line`, `write ${given}:LINE`);
  const lines = readFileSync(path, 'utf8').split('\n');
  if (Number(number) < 1 || Number(number) > lines.length)
    throw new UsageError(`\`${given}\` has no line ${number}`, `it has ${String(lines.length)}`);
  const above = lines.slice(0, Number(number)).reverse();
  const named = (level: number, from = 0): number => above.findIndex((text, index) => index >= from && levelOf(text) <= level);
  const keyAt = (index: number): string => /^ *"([^"]+)"/.exec(above[index] ?? '')?.[1] ?? '';
  const element = named(3);
  const type = named(2, element);
  const block = named(1, type);
  const isElement = levelOf(above[element] ?? '') === 3 && ['resource', 'data'].includes(keyAt(block));
  if (!isElement)
    throw new UsageError(
      `line ${number} of \`${given}\` belongs to no resource and no data source`,
      'versions, backend, provider and the name of the stack come from estate.yaml and from the key of the stack',
    );
  const address = `${keyAt(block) === 'data' ? 'data.' : ''}${keyAt(type)}.${keyAt(element)}`;
  const stack = basename(dirname(path));
  return entries.filter((entry) => entry.stack === stack && entry.address === address);
}

/** How deep a line of the JSON stands; a closing bracket belongs to what it closes. */
const levelOf = (text: string): number => (/^ *"/.test(text) ? (/^ */.exec(text)?.[0].length ?? 0) / 2 : Number.POSITIVE_INFINITY);

/** A generated file, named from the output or from here, with or without a line. Its construct has its name as id, where a slash cannot stand. */
function fromFile(given: string, entries: readonly TraceEntry[], output: string): readonly TraceEntry[] {
  const path = given.replace(/(:\d+)+$/, '');
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
