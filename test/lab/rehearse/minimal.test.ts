/** A whole rehearsal of the smallest estate, as a person runs it: by the command line, on what providers there are. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runRehearse } from '../../../scripts/commands/rehearse';
import { copyEstate, synthesizeCopy } from '../../../scripts/lab/ground';
import { OVERRIDE_FILE } from '../../../scripts/lab/override';
import type { ProviderKind } from '../../../scripts/lab/providers';
import type { RehearsalRecord } from '../../../scripts/lab/rehearse/record';
import { STEPS } from '../../../scripts/lab/rehearse/steps';
import { AS_OF } from '../../support/estates';
import { needs } from '../../support/needs';
import { rendered } from '../../stacks/rendered';
import { build, ENVIRONMENT, filesBelow, labGround } from './ground';

async function rehearsal(
  provider: ProviderKind,
): Promise<{ readonly code: number; readonly record: RehearsalRecord; readonly said: readonly string[] }> {
  build();
  const ground = labGround(provider);
  const path = join(ground.labs, 'record.json');
  const flags = { ...ground.options, environment: ENVIRONMENT.folder, format: 'text', keep: false, parallel: 2, record: path } as const;
  const estate = filesBelow(ENVIRONMENT.folder);
  try {
    const code = await runRehearse(flags, process.env, ground.shell);
    // What is tried out changes nothing of what is tried.
    expect(filesBelow(ENVIRONMENT.folder)).toEqual(estate);
    return { code, record: JSON.parse(readFileSync(path, 'utf8')) as RehearsalRecord, said: ground.said };
  } finally {
    await ground.away();
  }
}

/** Steps that the smallest estate has nothing for. */
const NOT_APPLICABLE = ['add-school-network', 'change-backup'];

function expectWhole({ code, record, said }: Awaited<ReturnType<typeof rehearsal>>, kind: ProviderKind): void {
  expect([code, record.steps.filter(({ outcome }) => outcome === 'failed').map(({ key, why }) => `${key}: ${why ?? ''}`)]).toEqual([0, []]);
  expect(record.steps.map(({ key }) => key)).toEqual(STEPS.map(({ key }) => key));
  expect(record.steps.filter(({ outcome }) => outcome === 'not applicable').map(({ key }) => key)).toEqual(NOT_APPLICABLE);
  expect(Object.keys(record).sort()).toEqual(
    [
      'before',
      'cordee',
      'environment',
      'kinds',
      'leftOut',
      'peakMib',
      'passed',
      'providers',
      'seconds',
      'started',
      'steps',
      'terraform',
      'version',
    ].sort(),
  );
  expect([record.version, record.environment, record.passed, record.providers.kind]).toEqual([1, 'minimal', true, kind]);
  expect(record.providers.binaries.map(({ name, sha256 }) => [name, /^[0-9a-f]{64}$/.test(sha256)])).toEqual([
    ['vsphere', true],
    ['null', true],
  ]);
  // Every kind of the estate was made, and left alone by the plan after.
  const kinds = new Set([...rendered('minimal').stacks.values()].flatMap(({ resource }) => Object.keys(resource)));
  const unseen = [...kinds].filter((name) => !((record.kinds[name]?.created ?? 0) > 0 && (record.kinds[name]?.replanned ?? 0) > 0));
  expect(unseen).toEqual([]);
  const step = (key: string) => record.steps.find((one) => one.key === key)!;
  expect(step('grow-disk').stacks).toMatchObject([{ stack: 'tenant-ville', add: 0, change: 1, destroy: 0 }]);
  expect(step('deletion-refused').refusals).toEqual([
    expect.stringMatching(/^stateful-vanished: `vm\/.+` holds data and is described no more$/),
  ]);
  expect(step('deletion-approved').stacks[0]?.changes).toContainEqual(
    expect.objectContaining({ kind: 'vsphere_virtual_machine', action: 'delete' }),
  );
  // A move destroys nothing, and a volume that goes is gone from the storage.
  expect(step('move-home').stacks.map(({ stack, add, change, destroy }) => [stack, add, change, destroy])).toEqual([
    ['tenant-ville', 0, 3, 0],
  ]);
  expect(step('volume-leaves').compared.filter(({ what }) => what.startsWith('volume-a-rendre'))).toEqual(
    ['in DataCore', 'in the facts'].map((where) => ({
      ...{ what: `volume-a-rendre ${where}`, expected: 'not there any more', observed: 'not there any more', agrees: true },
    })),
  );
  // In the end nothing of what was made is there any more, and each kind was destroyed once.
  const undestroyed = [...kinds].filter((name) => (record.kinds[name]?.destroyed ?? 0) === 0);
  expect([undestroyed, step('throw-away').changes]).toEqual([[], ['refused at first, because it is protected: 5 stacks']]);
  expect(step('lose-site').compared.filter(({ agrees }) => agrees).length).toBe(kind === 'real' ? 26 : 10);
  expect(said.filter((line) => line.includes('minimal: '))).toEqual([
    `minimal: ${String(STEPS.length - 2)} steps done, 2 not applicable, none failed`,
  ]);
  expect(said.slice(said.indexOf('not shown:') + 1)).toEqual([
    ...(kind === 'real' ? [] : [expect.stringMatching(/^ {2}what a stand-in cannot: /) as string]),
    ...(kind === 'real' ? [] : ['  that the datastore on donnees-agglo-1 grows: the stand-in’s datastores are in no vCenter']),
    '  “Add a network to a school”: the estate has no school',
    '  “Change a machine’s backup class”: the estate has no second backup class',
    ...['a third machine in a rule of separation', 'a rule of separation that goes', 'power management that goes'].map(
      (what) => `  ${what}: there is none`,
    ),
    ...(kind === 'real' ? [] : [expect.stringMatching(/^ {2}that the datastore on volume-a-rendre goes first: it has none, /) as string]),
    ...(kind === 'real' ? [] : ['  what becomes of machines when a site is lost: the stand-in runs none']),
    '  that a vCenter, or a DataCore server, would do the same: both were simulated (scripts/lab/README.md)',
  ]);
}

needs(
  ['terraform', 'go'],
  'minimal is rehearsed on the stand-in: from nothing, changed in every way, a site lost, a tenant gone',
  async () => {
    const result = await rehearsal('stand-in');
    expectWhole(result, 'stand-in');
    expect(result.said.slice(0, 2)).toEqual([
      'Rehearsal of minimal on a simulated vCenter and a simulated DataCore',
      'providers: stand-in; they know nothing of vSphere',
    ]);
  },
  600_000,
);

needs(
  ['terraform', 'go', 'provider'],
  'the same with the real providers',
  async () => expectWhole(await rehearsal('real'), 'real'),
  900_000,
);

test('the copy that is deployed differs from what is synthesized by one file in each stack', () => {
  const ground = labGround('stand-in');
  const { folder } = ground;
  copyEstate(ENVIRONMENT, folder);
  expect(synthesizeCopy(folder, AS_OF, ground.shell)).toBeDefined();
  const { texts } = rendered('minimal').output;
  const written = new Map(filesBelow(folder.output));
  for (const [path, text] of texts) expect([path, written.get(path)]).toEqual([path, text]);
  const added = [...written.keys()].filter((path) => !texts.has(path) && path !== 'files.txt');
  const stacks = [...rendered('minimal').stacks.keys()];
  expect(added.sort()).toEqual(stacks.map((stack) => `stacks/${stack}/${OVERRIDE_FILE}`).sort());
  for (const stack of stacks)
    expect(JSON.parse(written.get(`stacks/${stack}/${OVERRIDE_FILE}`) ?? '')).toEqual({
      terraform: { backend: { local: { path: `../../../.cordee/state/minimal/${stack}.tfstate` } } },
      // Nobody’s address, until a simulated vCenter runs.
      provider: { vsphere: { vsphere_server: '127.0.0.1:1' } },
    });
  // No lab was begun in it, so there is none to clean away.
  rmSync(ground.labs, { recursive: true, force: true });
});
