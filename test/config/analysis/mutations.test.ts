/**
 * What one wrong decision breaks: each file of `mutations/` edits the reference estate, and the cells that it breaks stand beside it, every
 * one of them; which cells are looked at says the README there. `UPDATE=1` writes them anew; read the difference.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofOf } from '../../../config/analysis';
import { ELEMENT_KINDS } from '../../../config/analysis/elements/element';
import { LEVELS, type Outcome } from '../../../config/analysis/levels';
import { pairId } from '../../../config/analysis/scenarios';
import { type Survival, survivalOf } from '../../../config/analysis/survival';
import { check } from '../../../config/check';
import { load } from '../../../config/load';
import type { Model } from '../../../config/model/model';
import { readCase } from '../rules/overlay';
import { AS_OF } from '../../support/estates';
import { modelOf } from './estates';

const FOLDER = join(__dirname, 'mutations');
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace(/\.yaml$/, ''))
  .sort();

interface Seen {
  /** Cells that are not kept, with their rule and the exception that accepts them. */
  readonly unmet: ReadonlyMap<string, string>;
  /** What each failure does to each row but those of workloads, which stand in the rows of their tenants. */
  readonly levels: ReadonlyMap<string, Outcome>;
  /** What a pair of failures does to a row: the outcome of its cell. */
  readonly ofPair: (id: string) => Outcome | undefined;
}

function seen(model: Model): Seen {
  const { verdict, survival } = proofOf(model, AS_OF);
  const rows = [...survival.rows.keys()].filter((row) => !row.startsWith('workload:'));
  return {
    unmet: new Map(verdict.unmet.map(({ id, rule, exception }) => [id, `${rule}${exception === undefined ? '' : ` (${exception})`}`])),
    levels: new Map([
      ...survival.field.told.flatMap(({ id }, index) => rows.map((row) => [`${row}@${id}`, LEVELS[survival.level(row, index)]] as const)),
      ...withRepositories(survival, rows),
    ]),
    ofPair: (id) => {
      const [, row = '', one = '', two = ''] = /^(.*)@(.*)\+(.*)$/.exec(id) ?? [];
      const index = survival.field.indexOf(one, two);
      return index === undefined ? undefined : LEVELS[survival.level(row, index)];
    },
  };
}

/** A repository alone takes nothing: what it does shows where something else has failed too, worse than either alone. */
function withRepositories({ field, level }: Survival, rows: readonly string[]): readonly (readonly [string, Outcome])[] {
  const repositories = [...field.singles].filter(([id]) => id.startsWith('repository:'));
  return repositories.flatMap(([repository, alone]) =>
    [...field.singles].flatMap(([other, without]) => {
      const index = field.indexOf(repository, other);
      if (index === undefined) return [];
      return rows.flatMap((row) => {
        const both = level(row, index);
        return both > Math.max(level(row, alone), level(row, without))
          ? [[`${row}@${pairId(repository, other)}`, LEVELS[both]] as const]
          : [];
      });
    }),
  );
}

const before = seen(modelOf('chelles'));

/** `+` is not kept any more, `-` is kept now, `~` is another outcome than before: better or worse, but no promise is broken by it. */
function differences({ unmet, levels }: Seen): readonly string[] {
  return [
    ...[...unmet].filter(([id, rule]) => before.unmet.get(id) !== rule).map(([id, rule]) => `+ ${id} ${rule}`),
    ...[...before.unmet].filter(([id]) => !unmet.has(id)).map(([id, rule]) => `- ${id} ${rule}`),
    ...[...levels].flatMap(([id, outcome]) => {
      const was = before.levels.get(id) ?? before.ofPair(id) ?? 'uninterrupted';
      return was === outcome ? [] : [`~ ${id} ${was} → ${outcome}`];
    }),
  ].sort();
}

const lines = names.flatMap(expectedOf);

test('at least 30 of them break a promise', () => {
  const breaking = names.filter((name) => expectedOf(name).some((line) => line.startsWith('+ ')));
  expect(breaking.length).toBeGreaterThanOrEqual(30);
});

test('each kind of element is the failure of a cell that one of them changes', () => {
  const failures = lines.flatMap((line) => line.split(' ')[1]?.split('@')[1]?.split('+') ?? []);
  const touched = (kind: string): boolean =>
    // The witness alone takes nothing: where it is missed, a site is lost, or the sites do not see each other.
    failures.some((id) => (kind === 'witness' ? /^named:(site-.*-without-witness|partition-none)$/.test(id) : id.split(':')[0] === kind));
  expect(ELEMENT_KINDS.filter((kind) => !touched(kind))).toEqual([]);
});

test('each kind of row becomes worse by one of them', () => {
  const rows = lines.filter((line) => !line.startsWith('- ')).flatMap((line) => line.split(' ')[1]?.split(':')[0] ?? []);
  const kinds = [...survivalOf(modelOf('chelles')).rows.keys()].map((row) => row.split(':')[0] ?? '');
  expect([...new Set(kinds)].filter((kind) => !rows.includes(kind))).toEqual([]);
});

test.each(names)('%s', (name) => {
  const { model } = check(load(readCase(join(FOLDER, `${name}.yaml`)).files), { environment: 'chelles', asOf: AS_OF });
  if (model === undefined) throw new Error('the edited estate has no Model: an edit does not fit');
  const found = differences(seen(model));
  if (process.env['UPDATE'] === '1') writeFileSync(join(FOLDER, `${name}.txt`), found.map((line) => `${line}\n`).join(''));
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(expectedOf(name));
});

function expectedOf(name: string): readonly string[] {
  const path = join(FOLDER, `${name}.txt`);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}
