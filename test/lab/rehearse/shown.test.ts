/** What is committed of whole rehearsals, and README’s table that is made from it. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateShown, NEVER_CHANGED, SHOWN_FOLDER, shownPage } from '../../../scripts/generation/shown';
import type { RehearsalRecord } from '../../../scripts/lab/rehearse/record';
import { type Shown, shownOf } from '../../../scripts/lab/rehearse/shown/shown';
import { STEPS } from '../../../scripts/lab/rehearse/steps';
import { rendered } from '../../stacks/rendered';
import { checked, filesOf } from '../../support/estates';
import { PROJECT } from '../../support/needs';

const committed = new Map(
  readdirSync(join(PROJECT, SHOWN_FOLDER))
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, readFileSync(join(PROJECT, SHOWN_FOLDER, name), 'utf8')]),
);
const runOf = (name: string): Shown => JSON.parse(committed.get(name) ?? '{}') as Shown;

test('there is a run of the reference estate and of the smallest, with the real providers and with the stand-in', () => {
  expect([...committed.keys()].sort()).toEqual([
    'real-chelles.json',
    'real-minimal.json',
    'stand-in-chelles.json',
    'stand-in-minimal.json',
  ]);
});

test.each([...committed.keys()])('%s is of this project: its providers, its steps, its kinds, and no path or address', (name) => {
  const text = committed.get(name) ?? '';
  const { environment, providers, steps, kinds } = runOf(name);
  const { model } = checked(filesOf(environment), environment);
  expect(Object.fromEntries(providers.binaries.map((binary) => [binary.name, binary.version]))).toEqual(model?.estate.providers);
  expect(steps.map(({ key }) => key)).toEqual(STEPS.map(({ key }) => key));
  const described = [...rendered(environment).stacks.values()].flatMap(({ resource }) => Object.keys(resource));
  expect(Object.keys(kinds)).toEqual([...new Set(described)].sort());
  // What a step lets go altogether was in no last plan of its stack.
  expect(Object.entries(kinds).filter(([, { created, replanned }]) => created === 0 || replanned === 0)).toEqual([]);
  expect(text).not.toMatch(/\/|\\|127\.0\.0\.1|https?:|\.yaml/);
});

test('every kind is shown in every way that there is: what no edit can change in place is said, and no run has done it', () => {
  const runs = [...committed.keys()].map(runOf);
  const shownBy = (column: 'changed' | 'destroyed') => (kind: string) => runs.some(({ kinds }) => (kinds[kind]?.[column] ?? 0) > 0);
  const kinds = [...new Set(runs.flatMap((run) => Object.keys(run.kinds)))].sort();
  expect(kinds.filter((kind) => !shownBy('changed')(kind))).toEqual([...NEVER_CHANGED].sort());
  expect(kinds.filter((kind) => !shownBy('destroyed')(kind))).toEqual([]);
});

test('a move to the other site destroys nothing', () => {
  for (const name of committed.keys())
    expect([name, runOf(name).steps.find(({ key }) => key === 'move-home')]).toMatchObject([name, { outcome: 'done', destroy: 0 }]);
});

const RECORD: RehearsalRecord = {
  version: 1,
  environment: 'minimal',
  started: '2026-11-24T03:00:00.000Z',
  seconds: 61.4,
  passed: true,
  cordee: '0.1.0',
  terraform: '1.11.4',
  providers: {
    kind: 'real',
    binaries: [{ name: 'vsphere', version: '2.16.1', sha256: 'ab'.repeat(32) }],
    cannotShow: [],
    because: '/a/path',
  },
  leftOut: [],
  before: ['cluster x one below'],
  steps: [
    {
      key: 'grow-disk',
      title: 'Grow',
      outcome: 'done',
      changes: [],
      refusals: [],
      stacks: [
        {
          ...{ stack: 'a', add: 1, change: 2, destroy: 2, seconds: 1 },
          changes: [
            { action: 'replace', address: 'null_resource.a', kind: 'null_resource' },
            { action: 'delete', address: 'vsphere_tag.b', kind: 'vsphere_tag' },
          ],
        },
        { stack: 'b', add: 1, change: 0, destroy: 0, changes: [], seconds: 1 },
      ],
      compared: [],
      notShown: [],
      seconds: 1,
    },
    {
      key: 'x',
      title: 'X',
      outcome: 'not applicable',
      why: '/p',
      changes: [],
      refusals: [],
      stacks: [],
      compared: [],
      notShown: [],
      seconds: 1,
    },
  ],
  kinds: {
    vsphere_tag: { created: 4, replanned: 3, changed: 0, destroyed: 1 },
    null_resource: { created: 2, replanned: 2, changed: 0, destroyed: 0 },
  },
  peakMib: 500,
};

const REAL = shownOf(RECORD);

test('of a record is kept what it has shown, and nothing of the machine that it ran on', () => {
  expect(REAL).toEqual({
    version: 1,
    environment: 'minimal',
    day: '2026-11-24',
    seconds: 61,
    peakMib: 500,
    cordee: '0.1.0',
    terraform: '1.11.4',
    providers: { kind: 'real', binaries: RECORD.providers.binaries },
    steps: [
      { key: 'grow-disk', outcome: 'done', add: 2, change: 2, destroy: 2, destroyedObjects: 1 },
      { key: 'x', outcome: 'not applicable', add: 0, change: 0, destroy: 0, destroyedObjects: 0 },
    ],
    kinds: {
      null_resource: { created: 2, replanned: 2, changed: 0, destroyed: 0 },
      vsphere_tag: { created: 4, replanned: 3, changed: 0, destroyed: 1 },
    },
  });
  expect(() => shownOf({ ...RECORD, leftOut: ['backup'] })).toThrow('the rehearsal was of a part: it left out backup');
});

test('a cell says how many, with the real providers before the stand-in, and – for none', () => {
  const standIn: Shown = {
    ...REAL,
    providers: { ...REAL.providers, kind: 'stand-in' },
    kinds: { vsphere_tag: { created: 9, replanned: 9, changed: 9, destroyed: 9 } },
  };
  expect(shownPage([REAL, standIn]).split('\n').slice(0, 8)).toEqual([
    '- `minimal`, real providers, vsphere 2.16.1 (sha256 `abababababababab…`), Terraform 1.11.4, 2026-11-24: 1 of 2 steps, 61 s, 500 MiB',
    '- `minimal`, stand-in for vsphere 2.16.1, Terraform 1.11.4, 2026-11-24: 1 of 2 steps, 61 s, 500 MiB',
    '',
    '| kind of resource | created | second plan empty | changed in place | destroyed |',
    '| --- | --- | --- | --- | --- |',
    '| `null_resource` | 2 | 2 | *never* | – |',
    '| `vsphere_tag` | 4 | 3 | *stand-in* | 1 |',
    '',
  ]);
});

test('README is written from the records; where it differs --check says so, and a record that did not pass is not kept', () => {
  const project = mkdtempSync(join(tmpdir(), 'cordee-'));
  mkdirSync(join(project, SHOWN_FOLDER), { recursive: true });
  cpSync(join(PROJECT, 'README.md'), join(project, 'README.md'));
  for (const [name, text] of committed) writeFileSync(join(project, SHOWN_FOLDER, name), text);
  const said: string[] = [];
  const shell = { print: (text: string) => said.push(text), printError: (text: string) => said.push(text) };
  const readme = (): string => readFileSync(join(project, 'README.md'), 'utf8');
  // What is committed is what would be written.
  expect([generateShown(project, true, shell), said.splice(0)]).toEqual([0, []]);

  const file = join(project, 'record.json');
  writeFileSync(file, JSON.stringify(RECORD));
  expect([generateShown(project, false, shell, ['--rehearsal', file]), said.splice(0)]).toEqual([
    0,
    ['scripts/lab/rehearse/shown/real-minimal.json written', 'README.md: what is shown by what written'],
  ]);
  expect(readme()).toContain('- `minimal`, real providers, vsphere 2.16.1 (sha256 `abababababababab…`)');

  writeFileSync(join(project, 'README.md'), readme().replace('1 of 2 steps', '2 of 2 steps'));
  expect([generateShown(project, true, shell), said.splice(0)]).toEqual([
    1,
    ['README.md is stale: run `npm run generate` and commit what it changes'],
  ]);

  writeFileSync(file, JSON.stringify({ ...RECORD, passed: false, steps: [{ ...RECORD.steps[0], outcome: 'failed' }] }));
  expect([generateShown(project, false, shell, ['--rehearsal', file]), said.splice(0)]).toEqual([
    1,
    [`\`${file}\` is not kept: the rehearsal did not pass: grow-disk failed`],
  ]);
  rmSync(project, { recursive: true });
});
