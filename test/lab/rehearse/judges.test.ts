/** Who judges a rehearsal: each must fail what is not as it must be. Terraform is played by a function here, so that it can misbehave. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Finding } from '../../../config/finding';
import { REGISTER_FILE, renderRegister } from '../../../config/register';
import type { Children, Ended } from '../../../scripts/lab/children';
import { labFolder } from '../../../scripts/lab/folder';
import { copyEstate, synthesizeCopy } from '../../../scripts/lab/ground';
import { Deployment, type DeploymentSettings } from '../../../scripts/lab/rehearse/deployment';
import { Destruction } from '../../../scripts/lab/rehearse/destruction';
import { expectCreated, expectNothingDestroyed, expectOnly } from '../../../scripts/lab/rehearse/expect';
import { expectRefusedFor } from '../../../scripts/lab/rehearse/leaving';
import type { StackRecord } from '../../../scripts/lab/rehearse/record';
import type { Stage } from '../../../scripts/lab/rehearse/stage';
import { Disagreement, UnapprovedDestruction } from '../../../scripts/lab/rehearse/step';
import { tenantLeaves } from '../../../scripts/lab/rehearse/steps/tenant-leaves';
import { Tally } from '../../../scripts/lab/rehearse/tally';
import type { Action, PlannedChange } from '../../../scripts/lab/terraform-plan';
import type { Lab } from '../../../scripts/lab/up';
import type { StackSummary } from '../../../scripts/synth';
import { checked, filesOf } from '../../support/estates';
import { ENVIRONMENT, labGround } from './ground';
import { stageOn } from './stage-on';

let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const change = (action: Action, address: string): PlannedChange => ({ action, address, kind: address.split('.')[0] ?? '' });
const record = (stack: string, ...changes: PlannedChange[]): StackRecord => ({ stack, add: 0, change: 0, destroy: 0, changes, seconds: 0 });
const thrown = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
    return 'nothing was thrown';
  } catch (error) {
    return error;
  }
};

type Played = (words: string, stack: string) => Partial<Ended>;
/** What Terraform prints of a plan that would do this. */
const planned = (...changes: readonly PlannedChange[]): Partial<Ended> => ({
  out: changes
    .map(({ action, address, kind }) =>
      JSON.stringify({ type: 'planned_change', change: { action, resource: { addr: address, resource_type: kind } } }),
    )
    .join('\n'),
});

const VOLUME = { null_resource: { donnees_identity: { lifecycle: { prevent_destroy: true } } } };

/** A lab whose Terraform answers as `played`, with one stack that holds what Terraform protects, first a volume which the register knows. */
function labWith(played: Played, kept: object = VOLUME): { readonly settings: DeploymentSettings; readonly ran: string[] } {
  const folder = labFolder(root, 'minimal');
  mkdirSync(folder.estate, { recursive: true });
  const keys = { 'volume/donnees': { stack: 'volumes', address: 'null_resource.donnees_identity' } };
  writeFileSync(join(folder.estate, REGISTER_FILE), renderRegister({ keys, leaving: {} }));
  const stack = join(folder.output, 'stacks', 'volumes');
  mkdirSync(join(stack, '.terraform'), { recursive: true });
  writeFileSync(join(stack, '.terraform', 'terraform.tfstate'), '{}');
  writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({ resource: kept }));
  const ran: string[] = [];
  const run: Children['run'] = (_, words, settings) => {
    const said = words.filter((word) => !word.startsWith('-input') && !word.startsWith('-out')).join(' ');
    ran.push(said);
    return Promise.resolve({ code: 0, out: '', err: '', ...played(said, basename(settings.folder)) });
  };
  const lab = { folder, children: { run }, environment: {} } as unknown as Lab;
  const screen = { line: () => undefined, doing: () => undefined };
  return { settings: { lab, screen, tally: new Tally(folder), parallel: 1 }, ran };
}
const STACK = [{ name: 'volumes', dependencies: [] }] as unknown as readonly StackSummary[];
const deployed = (settings: DeploymentSettings, approved: readonly string[] = []) =>
  thrown(() => new Deployment(settings).deploy(STACK, new Set(approved), () => undefined));

describe('a deployment', () => {
  test('whose second plan is not empty has failed', async () => {
    const { settings, ran } = labWith((words) => (words === 'plan -json' ? planned(change('create', 'vsphere_tag.a')) : {}));
    expect(await deployed(settings)).toEqual(
      new Disagreement('volumes: the next plan is not empty (0 to add, 0 to change, 0 to destroy): create vsphere_tag.a'),
    );
    expect(ran.map((words) => words.split(' ')[0])).toEqual(['plan', 'apply', 'plan']);
  });

  test.each<[Action]>([['delete'], ['replace']])('that would %s what holds data is not applied, but with an approval', async (action) => {
    let plans = 0;
    const once: Played = (words) =>
      words === 'plan -json' && (plans += 1) === 1 ? planned(change(action, 'null_resource.donnees_identity')) : {};
    const { settings, ran } = labWith(once);
    expect(await deployed(settings)).toEqual(
      new UnapprovedDestruction('a plan destroys what holds data: volumes:null_resource.donnees_identity'),
    );
    expect(ran.map((words) => words.split(' ')[0])).toEqual(['plan']);
    plans = 0;
    expect(await deployed(labWith(once).settings, ['volumes:null_resource.donnees_identity'])).toBe('nothing was thrown');
  });
});

test('what a step lets go later was planned again without a change all the same', () => {
  const folder = labFolder(root, 'minimal');
  mkdirSync(folder.states, { recursive: true });
  const tally = new Tally(folder);
  for (const names of [['a', 'b'], ['a'], []]) {
    const resources = names.map((name) => ({ mode: 'managed', type: 'vsphere_tag', name, instances: [{}] }));
    writeFileSync(join(folder.states, 'servers.tfstate'), JSON.stringify({ resources }));
    tally.leftAlone('servers');
  }
  expect(tally.kinds).toEqual({ vsphere_tag: { created: 0, changed: 0, destroyed: 0, replanned: 2 } });
});

describe('a destruction', () => {
  const destroyed = (played: Played) =>
    thrown(() =>
      new Destruction(labWith(played).settings).destroy(
        STACK,
        () => undefined,
        () => Promise.reject(new Error('there is no cluster')),
      ),
    );
  const diagnostic = (summary: string): string => JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary } });

  test('that Terraform does not refuse at first, or refuses for another reason, has failed', async () => {
    const must = 'volumes: Terraform had to refuse to destroy it (Instance cannot be destroyed), and said: ';
    expect(await destroyed(() => ({}))).toEqual(new Disagreement(`${must}nothing`));
    expect(await destroyed(() => ({ code: 1, out: diagnostic('No such file') }))).toEqual(new Disagreement(`${must}No such file`));
    let plans = 0;
    const asItMust: Played = (words) =>
      words.startsWith('plan') && (plans += 1) === 1 ? { code: 1, out: diagnostic('Instance cannot be destroyed') } : {};
    expect(await destroyed(asItMust)).toBe('nothing was thrown');
  });

  test('of clusters has machines set aside once hosts may leave, before it looks what there is to destroy', async () => {
    const cluster = { vsphere_compute_cluster: { production: { lifecycle: { prevent_destroy: true } } } };
    const refusedOnce: Played = (words) =>
      words === 'plan -destroy -json' && !ran.some((before) => before.startsWith('apply'))
        ? { code: 1, out: diagnostic('Instance cannot be destroyed') }
        : {};
    const { settings, ran } = labWith(refusedOnce, cluster);
    await new Destruction(settings).destroy(
      STACK,
      () => undefined,
      () => Promise.resolve(void ran.push('set aside')),
    );
    expect(ran.map((words) => words.replace(/ -json.*/, ''))).toEqual([
      'plan -destroy',
      'plan',
      'apply',
      'set aside',
      'plan -destroy',
      'apply',
    ]);
  });
});

test('what a change may do is judged by action and kind', () => {
  const [made, gone, note] = [change('create', 'vsphere_tag.a'), change('delete', 'vsphere_tag.b'), change('replace', 'null_resource.c')];
  expect(() => expectCreated([record('s', made)])).not.toThrow();
  expect(() => expectCreated([record('s', made, change('update', 'vsphere_role.r'))])).toThrow(
    'there was something already: update s:vsphere_role.r',
  );
  expect(() => expectCreated([record('s')])).toThrow('there was nothing to create');
  expect(() => expectNothingDestroyed([record('s', made, note)])).not.toThrow();
  for (const lost of [gone, change('replace', 'vsphere_tag.b')])
    expect(() => expectNothingDestroyed([record('s', made, lost)])).toThrow('this destroys s:vsphere_tag.b');
  expect(() => expectOnly([record('s', made, note)], { create: ['vsphere_tag'] })).not.toThrow();
  expect(() => expectOnly([record('s', made, gone)], { create: ['vsphere_tag'] })).toThrow(
    'more than was asked for: delete s:vsphere_tag.b',
  );
  expect(() => expectOnly([record('s', note)], { create: ['vsphere_tag'] })).toThrow('nothing of vsphere_tag is there to create');
});

const finding = (rule: string, subject: string): Finding =>
  ({ rule, subject, severity: 'error', message: '', place: { file: '', line: 1, column: 1 } }) as unknown as Finding;

test('a refusal counts for these keys and for this reason only', () => {
  const [volume, machine] = [finding('stateful-vanished', 'volume/a'), finding('stateful-vanished', 'machine/b')];
  expect(() => expectRefusedFor(['machine/b', 'volume/a'], [volume, machine])).not.toThrow();
  expect(() => expectRefusedFor(['machine/b', 'volume/a'], [volume])).toThrow(Disagreement);
  expect(() => expectRefusedFor(['volume/a'], [volume, machine])).toThrow(Disagreement);
  expect(() => expectRefusedFor(['volume/a'], [finding('reference', 'volume/a')])).toThrow(
    'cordee synth refused volume/a [reference]; it had to refuse volume/a [stateful-vanished]',
  );
});

test('a deletion that cordee synth lets through has failed, and the files are as before', () => {
  const ground = labGround('stand-in');
  try {
    copyEstate(ENVIRONMENT, ground.folder);
    const synth = synthesizeCopy(ground.folder, ground.options.asOf, ground.shell)!;
    const lab = { folder: ground.folder, synth, model: synth.judged.model } as unknown as Lab;
    const stage = stageOn(lab, ground);
    const before = stage.draft.files;
    const larger = { subject: 'v', what: 'larger', stack: 'volumes', edits: [stage.draft.set('volumes.donnees-mairie-1.size', '501 GiB')] };
    expect(() => stage.refuse(larger)).toThrow(new Disagreement('cordee synth lets this through'));
    expect(stage.draft.files).toEqual(before);
    const gone = { ...larger, edits: [stage.draft.without('tenants.ville.workloads.fichiers')] };
    expect(stage.refuse(gone).map(({ rule }) => rule)).toContain('reference');
  } finally {
    rmSync(ground.labs, { recursive: true, force: true });
  }
});

test('a tenant that leaves and that another one notices has failed', async () => {
  const { settings } = labWith(() => ({}));
  const { model } = checked(filesOf('minimal'), 'minimal');
  const leaving = {
    subject: 'ville',
    what: '',
    edits: [],
    keys: ['tenant/ville'],
    approval: { file: '', text: '' },
    stack: 'tenant-ville',
  };
  const leaves = (...stacks: readonly StackRecord[]) =>
    thrown(() =>
      tenantLeaves.run({
        ...{ model, settings, say: () => undefined, chooseLeaving: () => leaving },
        refuse: () => [finding('stateful-vanished', 'tenant/ville')],
        change: () => Promise.resolve(stacks),
      } as unknown as Stage),
    );
  const own = record('tenant-ville', change('delete', 'vsphere_folder.ville'));
  expect(await leaves(own, record('tenant-ccas'), record('servers', change('update', 'vsphere_role.r')))).toBe('nothing was thrown');
  expect(await leaves(own, record('tenant-ccas', change('update', 'vsphere_folder.ccas')), record('tenant-eau'))).toEqual(
    new Disagreement('other tenants’ plans are not empty: tenant-ccas'),
  );
});
