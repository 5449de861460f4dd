/** `cordee list`: what the estate holds, also while it is not valid. */
import { load, type Loaded } from '../../config/load';
import { collections, kindOf } from '../../config/model/index';
import { nearest } from '../../config/nearest';
import { isRecord } from '../../config/walk';
import type { EnvironmentFlags, FormatFlags } from '../options';
import { command } from '../next-command';
import { findEnvironment, readFiles } from '../read-estate';
import type { Shell } from '../shell';
import { textTable } from '../text-table';
import { UsageError } from '../usage-error';

export type ListFlags = EnvironmentFlags & FormatFlags;

interface Listed {
  /** As references name it: `fichiers` of tenant `ville` is `ville/fichiers`. */
  readonly key: string;
  readonly title: string;
  readonly file: string;
  readonly line: number;
}

const LISTABLE: readonly string[] = [...collections, 'workloads'];

export function runList(collection: string | undefined, flags: ListFlags, shell: Shell): number {
  if (collection !== undefined && !LISTABLE.includes(collection)) {
    const near = nearest(collection, LISTABLE);
    throw new UsageError(
      `\`${collection}\` is no collection`,
      near === undefined ? `there are: ${LISTABLE.join(', ')}` : `did you mean \`${near}\`? All of them: ${command('list', flags)}`,
    );
  }
  const environment = findEnvironment(flags.environment, shell.projectFolder);
  const loaded = load(readFiles(environment.folder));
  const listed = (name: string): readonly Listed[] => entitiesOf(loaded, name);
  if (collection === undefined) {
    const counts = LISTABLE.map((name) => [name, listed(name).length] as const);
    if (flags.format === 'json')
      shell.print(JSON.stringify({ environment: environment.name, collections: Object.fromEntries(counts) }, null, 2));
    else
      shell.print(
        textTable(
          counts.map(([name, number]) => [name, String(number), meaning(name)]),
          [1],
        ),
      );
    return 0;
  }
  const entities = listed(collection);
  if (flags.format === 'json') shell.print(JSON.stringify({ environment: environment.name, collection, entities }, null, 2));
  else if (entities.length === 0) shell.print(`${environment.name} has no ${collection}`);
  else {
    const prefix = shell.shortPath(environment.folder);
    shell.print(textTable(entities.map(({ key, title, file, line }) => [key, title, `${prefix}${file}:${String(line)}`])));
  }
  return 0;
}

const meaning = (name: string): string => {
  const collection = collections.find((candidate) => candidate === name);
  return collection === undefined ? 'Virtual machines of tenants and services.' : (kindOf(collection).schema.description ?? '');
};

function entitiesOf(loaded: Loaded, name: string): readonly Listed[] {
  const found: Listed[] = [];
  const add = (key: string, data: unknown, path: string): unknown => {
    const { file, line } = loaded.place(path, 'key');
    return found.push({ key, title: isRecord(data) && typeof data['title'] === 'string' ? data['title'] : '', file, line });
  };
  for (const [path, { collection, key, data }] of loaded.entities) {
    if (collection === name) add(key, data, path);
    // Workloads and networks also live within their owners.
    const owned = isRecord(data) ? data[name] : undefined;
    if ((name === 'workloads' || name === 'networks') && isRecord(owned))
      for (const [own, inner] of Object.entries(owned)) add(`${key}/${own}`, inner, `${path}.${name}.${own}`);
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}
