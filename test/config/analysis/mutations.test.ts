/**
 * What one wrong decision breaks: each file of `mutations/` edits the reference estate, and the cells that it breaks stand beside it, every
 * one of them. `UPDATE=1` writes them anew; read the difference.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofOf } from '../../../config/analysis';
import { LEVELS, type Outcome } from '../../../config/analysis/levels';
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
  /** What each failure does to each tenant and each pool of seats. */
  readonly levels: ReadonlyMap<string, Outcome>;
}

function seen(model: Model): Seen {
  const { verdict, survival } = proofOf(model, AS_OF);
  const rows = [...survival.rows.keys()].filter((row) => /^(tenant|desktop):/.test(row));
  return {
    unmet: new Map(verdict.unmet.map(({ id, rule, exception }) => [id, `${rule}${exception === undefined ? '' : ` (${exception})`}`])),
    levels: new Map(
      survival.field.told.flatMap(({ id }, index) => rows.map((row) => [`${row}@${id}`, LEVELS[survival.level(row, index)]] as const)),
    ),
  };
}

const before = seen(modelOf('chelles'));

/** `+` is not kept any more, `-` is kept now, `~` is another outcome than before: better or worse, but no promise is broken by it. */
function differences({ unmet, levels }: Seen): readonly string[] {
  return [
    ...[...unmet].filter(([id, rule]) => before.unmet.get(id) !== rule).map(([id, rule]) => `+ ${id} ${rule}`),
    ...[...before.unmet].filter(([id]) => !unmet.has(id)).map(([id, rule]) => `- ${id} ${rule}`),
    ...[...levels].flatMap(([id, outcome]) => {
      const was = before.levels.get(id);
      return was === undefined || was === outcome ? [] : [`~ ${id} ${was} → ${outcome}`];
    }),
  ].sort();
}

test('at least 30 of them break a promise', () => {
  const breaking = names.filter((name) => expectedOf(name).some((line) => line.startsWith('+ ')));
  expect(breaking.length).toBeGreaterThanOrEqual(30);
});

test.each(names)('%s', (name) => {
  const { model } = check(load(readCase(join(FOLDER, `${name}.yaml`)).files), { environment: 'chelles', asOf: AS_OF });
  if (model === undefined) throw new Error('the edited estate has no Model: an edit does not fit');
  const lines = differences(seen(model));
  if (process.env['UPDATE'] === '1') writeFileSync(join(FOLDER, `${name}.txt`), lines.map((line) => `${line}\n`).join(''));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines).toEqual(expectedOf(name));
});

function expectedOf(name: string): readonly string[] {
  const path = join(FOLDER, `${name}.txt`);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}
