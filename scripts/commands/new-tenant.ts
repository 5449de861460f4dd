/** `cordee new tenant KEY`: a commented file that passes the check, on what is free and on what others use already. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../make-folder';
import { check } from '../../config/check';
import { load } from '../../config/load';
import { KEY_MAX, KEY_PATTERN, KEY_WORDS } from '../../config/model/fields';
import type { Model } from '../../config/model/model';
import { OWNERS } from '../../config/names';
import type { SourceFile } from '../../config/source';
import { failed, judge, type Judged } from '../judge';
import { modeline, schemaFolderOf } from '../modeline';
import { tenantChoices } from '../new-tenant/choices';
import { tenantFiles } from '../new-tenant/files';
import type { EnvironmentFlags } from '../options';
import { command } from '../next-command';
import { findEnvironment } from '../read-estate';
import type { Shell } from '../shell';
import { UsageError } from '../usage-error';

export interface NewTenantFlags extends EnvironmentFlags {
  readonly asOf: string;
}

export function runNewTenant(key: string, flags: NewTenantFlags, shell: Shell): number {
  if (!new RegExp(KEY_PATTERN).test(key) || key.length > KEY_MAX) throw new UsageError(`\`${key}\` is no key`, `allowed: ${KEY_WORDS}`);
  const judged = judge(findEnvironment(flags.environment, shell.projectFolder), flags.asOf, shell.progress);
  shell.progress?.('');
  const { environment, model } = judged;
  if (model === undefined || failed(judged, false))
    throw new UsageError(`${environment.name} is not valid, so nothing can be built on it`, `see why: ${command('check', flags)}`);
  refuseTaken(key, judged, shell);

  const folder = shell.shortPath(environment.folder);
  const written = firstThatPasses(key, judged, model, flags.asOf).map(({ file, text }) => ({
    file,
    text,
    path: join(environment.folder, file),
  }));
  for (const { file, path } of written)
    if (existsSync(path)) throw new UsageError(`${folder}${file} exists already`, 'nothing is ever overwritten');
  for (const { path, text } of written) {
    makeFolder(dirname(path));
    writeFileSync(path, text, { flag: 'wx' });
  }
  const [tenant, zone] = written.map(({ file }) => shell.colors.bold(`${folder}${file}`));
  shell.print(`${tenant ?? ''} describes a tenant that passes the check${zone === undefined ? '.' : `, and ${zone} a zone of its own.`}`);
  shell.print(`  replace what its comments ask for, then: ${command('check', { environment: flags.environment })}`);
  return 0;
}

function refuseTaken(key: string, { loaded, environment }: Judged, shell: Shell): void {
  const owner = OWNERS.find((collection) => loaded.entities.has(`${collection}.${key}`));
  if (owner === undefined) return;
  const { file, line } = loaded.place(`${owner}.${key}`, 'key');
  throw new UsageError(
    `the key \`${key}\` is taken by one of the ${owner}`,
    `see ${shell.shortPath(environment.folder)}${file}:${String(line)}`,
  );
}

/** Each is a check of the whole estate; where so many fail, the next would too. */
const ATTEMPTS = 20;

function* firstOf<T>(all: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const one of all)
    if (left-- > 0) yield one;
    else return;
}

/** Rules may refuse what looks free; the rules decide, so each choice is put before them. */
function firstThatPasses(key: string, { files, environment, findings }: Judged, model: Model, asOf: string): readonly SourceFile[] {
  const schemaFolder = schemaFolderOf(files);
  const head = (file: string): string => (schemaFolder === undefined ? '' : (modeline(file, schemaFolder) ?? ''));
  const before = new Set(findings.map(({ rule, message }) => rule + message));
  let refusal = 'there is nothing to choose from';
  for (const choices of firstOf(tenantChoices(model), ATTEMPTS)) {
    const added = tenantFiles(key, model, choices, asOf).map(({ file, text }) => ({ file, text: head(file) + text }));
    const after = check(load([...files, ...added]), { environment: environment.name, asOf });
    const objection = after.findings.find(({ rule, severity, message }) => severity === 'error' && !before.has(rule + message));
    if (after.model !== undefined && objection === undefined) return added;
    refusal = `${objection?.message ?? ''} [${objection?.rule ?? ''}]`;
  }
  throw new UsageError('no tenant with a network and a workload passes the check here', `the last objection: ${refusal}`);
}
