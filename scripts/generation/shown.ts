/** README’s table of what is shown by what, from the committed records of whole rehearsals. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../../config/finding';
import type { KindCounts, RehearsalRecord } from '../lab/rehearse/record';
import { objection, type Shown, shownOf } from '../lab/rehearse/shown/shown';
import type { Shell } from '../shell';
import { table } from './words';

export const SHOWN_FOLDER = 'scripts/lab/rehearse/shown';
const PAGE = 'README.md';
const BEGIN = '<!-- what is shown by what: written by `npm run generate`; do not edit -->';
const END = '<!-- end of what is shown by what -->';

type Saying = Pick<Shell, 'print' | 'printError'>;

/** Exit code. With `--rehearsal FILE` a record that `cordee rehearse --record FILE` wrote takes the place of the committed one first. */
export function generateShown(project: string, checkOnly: boolean, shell: Saying, argv: readonly string[] = []): number {
  const at = argv.indexOf('--rehearsal');
  if (at >= 0 && !keep(project, argv[at + 1] ?? '', shell)) return 1;
  const runs = shownIn(project);
  const path = join(project, PAGE);
  const text = readFileSync(path, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) {
    shell.printError(`${PAGE} has no place for what is shown by what: it needs the lines ${BEGIN} and ${END}`);
    return 1;
  }
  const next = `${text.slice(0, begin)}${BEGIN}\n\n${shownPage(runs)}\n\n${text.slice(end)}`;
  if (next === text) return 0;
  if (checkOnly) {
    shell.printError(`${PAGE} is stale: run \`npm run generate\` and commit what it changes`);
    return 1;
  }
  writeFileSync(path, next);
  shell.print(`${PAGE}: what is shown by what written`);
  return 0;
}

const fileOf = ({ providers, environment }: RehearsalRecord): string => `${SHOWN_FOLDER}/${providers.kind}-${environment}.json`;

/** Those with the real providers first, the largest estate before the others. */
function shownIn(project: string): readonly Shown[] {
  const folder = join(project, SHOWN_FOLDER);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const runs = names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Shown);
  const key = ({ providers, environment }: Shown): string => `${providers.kind} ${environment}`;
  return runs.sort((a, b) => compare(key(a), key(b)));
}

function keep(project: string, file: string, shell: Saying): boolean {
  if (!existsSync(file)) {
    shell.printError(`there is no record \`${file}\`: write one with \`npm run rehearse -- --record FILE\``);
    return false;
  }
  const record = JSON.parse(readFileSync(file, 'utf8')) as RehearsalRecord;
  const against = objection(record);
  if (against !== undefined) {
    shell.printError(`\`${file}\` is not kept: ${against}`);
    return false;
  }
  const name = fileOf(record);
  writeFileSync(join(project, name), `${JSON.stringify(shownOf(record), null, 2)}\n`);
  shell.print(`${name} written`);
  return true;
}

const COLUMNS = [
  ['created', 'created'],
  ['replanned', 'second plan empty'],
  ['changed', 'changed in place'],
  ['destroyed', 'destroyed'],
] as const satisfies readonly (readonly [keyof KindCounts, string])[];

/**
 * What is written into these is made of keys, or is the same everywhere: an edit of the estate makes another object of it, or none. One that
 * a run changes in place all the same does not belong here.
 */
export const NEVER_CHANGED: ReadonlySet<string> = new Set([
  'null_resource',
  'vsphere_compute_cluster_vm_dependency_rule',
  'vsphere_compute_cluster_vm_host_rule',
  'vsphere_custom_attribute',
  'vsphere_dpm_host_override',
  'vsphere_tag',
  'vsphere_tag_category',
  'vsphere_vm_storage_policy',
]);

export function shownPage(runs: readonly Shown[]): string {
  const kinds = [...new Set(runs.flatMap((run) => Object.keys(run.kinds)))].sort();
  return [
    runs.map(runLine).join('\n'),
    table(
      ['kind of resource', ...COLUMNS.map(([, title]) => title)],
      kinds.map((kind) => [`\`${kind}\``, ...COLUMNS.map(([column]) => cellOf(runs, kind, column))]),
    ),
    [
      'Numbers count objects, as Terraform planned and applied them, in the first of these runs that shows it; *stand-in*: no run with the real',
      'providers does; –: no run does; *never*: what stands in such an object is made of keys, or is the same everywhere, so that an edit makes',
      'another one. A null resource is made anew, too. All of it on simulators.',
    ].join('\n'),
  ].join('\n\n');
}

function cellOf(runs: readonly Shown[], kind: string, column: keyof KindCounts): string {
  const [first] = runs.filter(({ kinds }) => (kinds[kind]?.[column] ?? 0) > 0);
  if (first === undefined) return column === 'changed' && NEVER_CHANGED.has(kind) ? '*never*' : '–';
  return first.providers.kind === 'real' ? String(first.kinds[kind]?.[column] ?? 0) : '*stand-in*';
}

function runLine({ environment, day, seconds, peakMib, terraform, providers, steps }: Shown): string {
  const named = providers.binaries.map(({ name, version, sha256 }) =>
    providers.kind === 'real' ? `${name} ${version} (sha256 \`${sha256.slice(0, 16)}…\`)` : `${name} ${version}`,
  );
  const who = providers.kind === 'real' ? `real providers, ${named.join(', ')}` : `stand-in for ${named.join(' and ')}`;
  const done = steps.filter(({ outcome }) => outcome === 'done').length;
  const memory = peakMib === undefined ? '' : `, ${String(peakMib)} MiB`;
  return `- \`${environment}\`, ${who}, Terraform ${terraform}, ${day}: ${String(done)} of ${String(steps.length)} steps, ${String(seconds)} s${memory}`;
}
