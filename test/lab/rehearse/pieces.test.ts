/** The parts of a rehearsal that need no lab: order, edits, and what is expected. */
import { chmodSync, cpSync, statSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { labFolder } from '../../../scripts/lab/folder';
import { copyEstate } from '../../../scripts/lab/ground';
import { Draft } from '../../../scripts/lab/rehearse/draft';
import { expectOnly } from '../../../scripts/lab/rehearse/expect';
import { EXPECTED_LOSS, readExpectedLoss } from '../../../scripts/lab/rehearse/site-loss/expected-loss';
import { inTurn } from '../../../scripts/lab/rehearse/in-turn';
import type { StackRecord } from '../../../scripts/lab/rehearse/record';
import { changesOf } from '../../../scripts/lab/rehearse/steps/move-home';
import { stackLine } from '../../../scripts/lab/rehearse/stack-line';
import { inOrderOf, withNeeded } from '../../../scripts/lab/rehearse/with-needed';
import { diagnosticsOf, planOf, summary } from '../../../scripts/lab/terraform-plan';
import { AS_OF, estateFolder } from '../../support/estates';
import { PROJECT } from '../../support/needs';

const TURNS = [
  { name: 'd', dependencies: ['b', 'c'] },
  { name: 'a', dependencies: [] },
  { name: 'b', dependencies: ['a'] },
  { name: 'c', dependencies: ['a', 'elsewhere'] },
];

test.each([1, 2, 9])('%i at a time, each after what it depends on', async (most) => {
  const log: string[] = [];
  let busy = 0;
  let busiest = 0;
  await inTurn(TURNS, most, async (name) => {
    busiest = Math.max(busiest, ++busy);
    log.push(`+${name}`);
    await sleep(5);
    log.push(`-${name}`);
    busy--;
  });
  expect(busiest).toBe(Math.min(most, 2));
  for (const { name, dependencies } of TURNS)
    for (const before of dependencies.filter((other) => other !== 'elsewhere'))
      expect(log.indexOf(`-${before}`)).toBeLessThan(log.indexOf(`+${name}`));
});

test('after a failure nothing begins, and what had begun ends first', async () => {
  const log: string[] = [];
  const work = async (name: string): Promise<void> => {
    log.push(`+${name}`);
    await sleep(name === 'c' ? 20 : 5);
    log.push(`-${name}`);
    if (name === 'b') throw new Error('b cannot');
  };
  await expect(inTurn(TURNS, 2, work)).rejects.toThrow('b cannot');
  expect(log).toEqual(['+a', '-a', '+b', '+c', '-b', '-c']);
});

test('a circle is said', async () => {
  const circle = [
    { name: 'a', dependencies: ['b'] },
    { name: 'b', dependencies: ['a'] },
  ];
  await expect(inTurn(circle, 2, () => Promise.resolve())).rejects.toThrow('stacks wait for each other: a, b');
});

test('a stack that a person names brings what it stands on', () => {
  expect([...withNeeded(['b'], TURNS.slice(1, 3))].sort()).toEqual(['a', 'b']);
  expect(() => withNeeded(['telecon'], [{ name: 'telecom', dependencies: [] }])).toThrow('there is no stack `telecon`');
});

test('a stack waits for one that it stands on through another, which nothing changes', async () => {
  const log: string[] = [];
  const row = [
    { name: 'telecom', dependencies: [] },
    { name: 'storage', dependencies: ['telecom'] },
    { name: 'servers', dependencies: ['storage'] },
  ];
  const touched = row.filter(({ name }) => name !== 'storage').reverse();
  await inTurn(inOrderOf(touched, row), 2, async (name) => {
    await sleep(name === 'telecom' ? 20 : 5);
    log.push(name);
  });
  expect(log).toEqual(['telecom', 'servers']);
});

const message = (fields: object): string => JSON.stringify(fields);
const planned = (action: string, addr: string): string =>
  message({ type: 'planned_change', change: { action, resource: { addr, resource_type: addr.split('.')[0] } } });
const PLAN = [
  planned('create', 'vsphere_folder.a'),
  planned('read', 'data.vsphere_host.a'),
  planned('replace', 'null_resource.a_settings'),
  planned('noop', 'vsphere_tag.a'),
  message({ type: 'change_summary', changes: { add: 2, change: 0, remove: 1, operation: 'plan' } }),
  'a line of a local command',
  message({ type: 'diagnostic', diagnostic: { severity: 'warning', summary: 'not this one' } }),
  message({ type: 'diagnostic', diagnostic: { severity: 'error', summary: 'no', detail: 'because', address: 'vsphere_folder.a' } }),
].join('\n');

test('a plan and its errors are read from what Terraform says to programs', () => {
  const plan = planOf(PLAN);
  expect([plan.changes, summary(plan)]).toEqual([
    [
      { address: 'vsphere_folder.a', kind: 'vsphere_folder', action: 'create' },
      { address: 'null_resource.a_settings', kind: 'null_resource', action: 'replace' },
    ],
    '2 to add, 0 to change, 1 to destroy',
  ]);
  expect(diagnosticsOf(PLAN)).toEqual([{ summary: 'no', detail: 'because', address: 'vsphere_folder.a' }]);
});

const RECORD: StackRecord = { stack: 'volumes', ...planOf(PLAN), seconds: 1.25 };

test('a line of a stack counts as Terraform does, and names what is only done again', () => {
  expect(stackLine(RECORD)).toBe(
    'volumes                    2 to add, 0 to change, 1 to destroy (done again: a_settings); applied, second plan empty, 1.3 s',
  );
  expect(stackLine({ stack: 'backup', add: 0, change: 0, destroy: 0, changes: [], seconds: 0.4 })).toBe(
    'backup                     nothing to do, 0.4 s',
  );
});

test('more than was asked for is a disagreement, and so is less', () => {
  expect(() => expectOnly([RECORD], { create: ['vsphere_folder'] })).not.toThrow();
  expect(() => expectOnly([RECORD], {})).toThrow('more than was asked for: create volumes:vsphere_folder.a');
  expect(() => expectOnly([RECORD], { create: ['vsphere_folder'], update: ['vsphere_tag'] })).toThrow(
    'nothing of vsphere_tag is there to update',
  );
});

test('a machine that moves changes the groups of both sites, brings them, or takes them with it', () => {
  const [machine, group, rule] = ['vsphere_virtual_machine', 'vsphere_compute_cluster_vm_group', 'vsphere_compute_cluster_vm_host_rule'];
  expect(changesOf({ before: true, after: true })).toEqual({ update: [machine, group] });
  expect(changesOf({ before: true, after: false })).toEqual({ update: [machine, group], create: [group, rule] });
  expect(changesOf({ before: false, after: true })).toEqual({ update: [machine, group], delete: [group, rule] });
  expect(changesOf({ before: false, after: false })).toEqual({ update: [machine], create: [group, rule], delete: [group, rule] });
});

test('an edit keeps the comments of its file, and is taken back to the byte', () => {
  const folder = estateFolder('minimal');
  const draft = new Draft(folder, 'minimal', AS_OF);
  const edit = draft.set('tenants.ville.workloads.fichiers.disks.systeme.size', '50 GiB');
  const before = draft.files.find(({ file }) => file === 'tenants/ville.yaml')?.text;
  expect(edit).toEqual({ file: 'tenants/ville.yaml', text: before?.replace('size: 40 GiB', 'size: 50 GiB') });
  const back = draft.undo([edit]);
  draft.write([edit]);
  expect(draft.examine().model?.workloads['ville/fichiers']?.disks['systeme']?.size).toBe(50 * 1024);
  draft.write(back);
  expect(draft.files.find(({ file }) => file === 'tenants/ville.yaml')?.text).toBe(before);
  rmSync(folder, { recursive: true });
});

test.each(['minimal', 'chelles'])('what the loss of each site comes to was written down for %s', (environment) => {
  const expected = readExpectedLoss(join(__dirname, '..', '..', '..', 'config', 'environments', environment));
  expect(Object.keys(expected ?? {}).sort()).toEqual(['agglo', 'mairie']);
});

test('a file of expectations that is not understood is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  expect(readExpectedLoss(folder)).toBe(undefined);
  mkdirSync(join(folder, '.expected'));
  writeFileSync(join(folder, EXPECTED_LOSS), 'mairie:\n  loss: { off: none }\n');
  expect(() => readExpectedLoss(folder)).toThrow(`${join(folder, EXPECTED_LOSS)} is not understood`);
  rmSync(folder, { recursive: true });
});

test('the copy of an environment that nobody may change can be changed, and removed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  const estate = join(folder, 'minimal');
  cpSync(join(PROJECT, 'config', 'environments', 'minimal'), estate, { recursive: true });
  const modeOf = (path: string): number => statSync(path).mode & 0o777;
  chmodSync(join(estate, 'estate.yaml'), 0o444);
  chmodSync(join(estate, 'tenants'), 0o555);
  const lab = labFolder(join(folder, 'labs'), 'minimal');
  copyEstate({ name: 'minimal', folder: estate }, lab);
  expect([modeOf(join(lab.estate, 'estate.yaml')), modeOf(join(lab.estate, 'tenants'))]).toEqual([0o644, 0o755]);
  expect([modeOf(join(estate, 'estate.yaml')), modeOf(join(estate, 'tenants'))]).toEqual([0o444, 0o555]);
  chmodSync(join(estate, 'tenants'), 0o755);
  rmSync(folder, { recursive: true });
});

test('an environment that is a link is copied as what it leads to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
  const link = join(folder, 'minimal');
  symlinkSync(join(PROJECT, 'config', 'environments', 'minimal'), link);
  const lab = labFolder(join(folder, 'labs'), 'minimal');
  copyEstate({ name: 'minimal', folder: link }, lab);
  expect([lstatSync(lab.estate).isSymbolicLink(), existsSync(join(lab.estate, 'estate.yaml'))]).toEqual([false, true]);
  rmSync(folder, { recursive: true });
});
