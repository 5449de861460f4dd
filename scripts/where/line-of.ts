/** Which line of the estate is meant. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Loaded } from '../../config/load';
import { nearest } from '../../config/nearest';
import { command } from '../next-command';
import { type Environment, reachOf } from '../read-estate';
import { UsageError } from '../usage-error';
import type { Line } from './trial';

/** `tenants/ville.yaml:31`, or a path from here, with or without a column. Undefined when it is no place in a file. */
export function lineOf(what: string, environment: Environment, loaded: Loaded): Line | undefined {
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
  const unread = [path, below].find((candidate) => loaded.findings.some(({ place }) => place.file === candidate));
  if (unread !== undefined)
    throw new UsageError(`\`${unread}\` cannot be read as it is`, `see why: ${command('check', reachOf(environment))}`);
  const near = nearest(path, files);
  throw new UsageError(
    `nothing of ${environment.name} is described in \`${path}\``,
    near === undefined ? `files are named from ${environment.folder}` : `did you mean \`${near}:${number ?? ''}\`?`,
  );
}
