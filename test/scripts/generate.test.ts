import Ajv from 'ajv';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { MODEL_VERSION } from '../../config/model/model';
import { generate } from '../../scripts/generate';
import { schemaNameOf } from '../../scripts/generation/editor-schema';
import { generatedFiles, SCHEMA_FOLDER } from '../../scripts/generation/files';
import { environmentNames } from '../../scripts/read-estate';
import { checked, filesOf } from '../support/estates';
import { PROJECT } from '../support/needs';

const ENVIRONMENTS = environmentNames(PROJECT);

test('what is committed is what would be generated', () => {
  for (const [name, text] of generatedFiles()) {
    const committed = join(PROJECT, SCHEMA_FOLDER, name);
    expect([name, existsSync(committed) && readFileSync(committed, 'utf8') === text]).toEqual([name, true]);
  }
});

test('generating writes what differs, removes what is generated no more, and --check names both', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  const said: string[] = [];
  const shell = { print: (text: string) => said.push(text), printError: (text: string) => said.push(text) };
  const size = generatedFiles().size;
  expect([generate(folder, false, shell), said.splice(0)]).toEqual([
    0,
    [`${String(size)} files in config/schema, ${String(size)} written, 0 removed`],
  ]);
  expect([generate(folder, true, shell), said.splice(0)]).toEqual([0, []]);
  writeFileSync(join(folder, 'rules.md'), 'edited');
  writeFileSync(join(folder, 'gone.schema.json'), '{}');
  expect([generate(folder, true, shell), said.splice(0)]).toEqual([
    1,
    [
      'config/schema/rules.md is stale',
      'config/schema/gone.schema.json is generated no more',
      'run `npm run generate` and commit what it changes',
    ],
  ]);
  expect([generate(folder, false, shell), said.splice(0)]).toEqual([0, [`${String(size)} files in config/schema, 1 written, 1 removed`]]);
});

test.each(ENVIRONMENTS)('every file of %s has a modeline that leads to the schema of its kind', (environment) => {
  const wrong = filesOf(environment).flatMap(({ file, text }) => {
    const [, target = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
    const expected = `${SCHEMA_FOLDER}/${schemaNameOf(file) ?? ''}`;
    const actual = normalize(join('config/environments', environment, dirname(file), target));
    return actual === expected && existsSync(join(PROJECT, actual)) ? [] : [{ file, expected, actual }];
  });
  expect(wrong).toEqual([]);
});

test.each(ENVIRONMENTS)('the Model of %s is what its schema says', (environment) => {
  const { model } = checked(filesOf(environment), environment);
  const ajv = new Ajv({ allErrors: true, strict: true, keywords: ['unit'] });
  ajv.addFormat('date', true);
  const validate = ajv.compile(JSON.parse(generatedFiles().get('model.schema.json')!) as object);
  validate(JSON.parse(JSON.stringify(model)));
  expect(validate.errors ?? []).toEqual([]);
  expect(model?.modelVersion).toBe(MODEL_VERSION);
});

test('a schema says to editors what a field means, how it is written and what holds without it', () => {
  const cluster = JSON.parse(generatedFiles().get('cluster.schema.json')!) as { properties: Record<string, unknown> };
  expect(cluster.properties['apdDelay']).toEqual({
    description:
      'Delay after the hosts’ APD time-out before VMs are restarted. A number and a unit: ms, s, min, h, d, weeks, months, years; whole s.',
    type: 'string',
    pattern: '^[0-9]+(\\.[0-9]+)? ?(ms|s|min|h|d|weeks|months|years)$',
    examples: ['4 h'],
    default: '180 s',
  });
  expect(cluster.properties['heartbeat']).toMatchObject({ items: { description: 'Datastore. Key of `datastores`.' } });
});

test('the reference has a row per field, with what must be written and what holds without it', () => {
  const reference = generatedFiles().get('reference.md')!;
  expect(reference).toContain(
    '| `apdDelay` | duration, as `4 h`; whole s | `"180 s"` | Delay after the hosts’ APD time-out before VMs are restarted. |\n',
  );
  expect(reference).toContain(
    '| `heartbeat` | list of: key of [datastores](#datastore) | required | Heartbeat datastores: at least two preferred at each site. |\n',
  );
  expect(reference).toContain(
    '| `dpm.keepOn` | map by key of [sites](#site): whole number from 1 | required | Hosts always on, per site. |\n',
  );
});

test('in the Model a quantity is a number of one unit, and a field with a default is always there', () => {
  const page = generatedFiles().get('model.md')!;
  expect(page).toContain('| `apdDelay` | number, in s | always | Delay after the hosts’ APD time-out before VMs are restarted. |\n');
  expect(page).toContain('| `dpm` | group | optional | Power management (DPM). Absent: off. |\n');
});
