/** A volume that leaves: deleted under a live approval only, and only when nothing needs it any more. */
import { type DataCore, dataCore } from '../../../scripts/apply/datacore/client';
import { dataCoreSettings } from '../../../scripts/apply/datacore/settings';
import { logicalDisks, snapshots } from '../../../scripts/apply/datacore/snapshots';
import { virtualDisks } from '../../../scripts/apply/datacore/virtual-disks';
import { growth } from '../../../scripts/apply/plan-size';
import { releaseVolume } from '../../../scripts/apply/release-volume';
import { viewStorage } from '../../../scripts/apply/storage-view';
import type { Vmfs, VmfsReport } from '../../../scripts/apply/vmfs';
import { volumeOrder } from '../../../scripts/apply/volume-order';
import type { Step } from '../../../scripts/apply/volume-plan';
import { ESTATE, type Ground, ground, INVENTORY, ORDER, QUICK } from '../../lab/datacore/ground';
import { AS_OF } from '../../support/estates';
import { refusal } from './refused';

let lab: Ground;
beforeEach(async () => {
  lab = await ground();
  await lab.apply('volume');
});
afterEach(() => lab.end());

const APPROVAL = { key: 'depart', for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
const HOSTS = ORDER.hosts.map(({ name }) => name);
const release = (order: object = {}) =>
  lab.apply('release', { key: 'volume/donnees', approval: APPROVAL, ...order }, { where: { hosts: HOSTS } });
const BY = 'approval `depart` (fin du service; direction; until 2027-01-31)';
const stays = (message: string, remedy?: string) => ({
  code: 1,
  out: '',
  err: `cordee: ${message}${remedy === undefined ? '' : `\n        ${remedy}`}`,
});
const disk = async (): Promise<Readonly<Record<string, unknown>>> => (await lab.list('virtualdisks'))[0] ?? {};
const unserve = async (): Promise<void> => {
  const { Id } = await disk();
  for (const host of await lab.list('hosts'))
    await lab.rest('POST', `virtualdisks/${String(Id)}`, { Operation: 'Unserve', Host: host['Id'] });
};
const there = async (): Promise<unknown> => [(await lab.list('virtualdisks')).map(({ Alias }) => Alias), lab.factsText()];

test.each<[string, object, string, string]>([
  [
    'no approval',
    { approval: null },
    '`volume/donnees` stays: it would leave without an approval',
    'add one that names it to approvals.yaml, with `for: [leave]`; synthesize and plan again',
  ],
  [
    'an approval whose end is no day',
    { approval: { ...APPROVAL, until: '9999-99-99' } },
    '`volume/donnees` stays: `until` of its approval is `"9999-99-99"`',
    'allowed: a day that exists, as 2027-06-30; correct approvals.yaml, synthesize and plan again',
  ],
  [
    'an approval that has ended',
    { approval: { ...APPROVAL, until: '2026-11-22' } },
    '`volume/donnees` stays: approval `depart` (fin du service; direction; until 2026-11-22) has expired',
    'if its owner still consents, give it a later day; synthesize and plan again',
  ],
])('%s: it stays', async (_, order, message, remedy) => {
  const before = await there();
  expect(await release(order)).toEqual(stays(message, remedy));
  expect(await there()).toEqual(before);
});

test.each([
  ['served', () => Promise.resolve()],
  ['served to nobody, for somebody took it from its hosts by hand', () => unserve()],
])('%s, it stays if nobody can see whether a datastore lies on it', async (_, first) => {
  await first();
  const before = await there();
  expect(await release()).toEqual(
    stays(
      'volume `donnees` stays: whether a datastore lies on it could not be seen: VSPHERE_SERVER is not set',
      'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed)',
    ),
  );
  expect(await there()).toEqual(before);
});

test('it is taken from its hosts and deleted, and its facts with it; asked again, it is gone', async () => {
  const { ScsiDeviceIdString } = await disk();
  const { said } = await releasedWith(() => EMPTY);
  expect(said).toEqual([
    ...HOSTS.map((host) => `  - taken from ${host}`),
    `  - virtual disk donnees deleted (naa.${String(ScsiDeviceIdString).toLowerCase()})`,
  ]);
  expect(await there()).toEqual([[], { volumes: {} }]);
  expect(lab.luns()).toEqual([]);
  expect(await release()).toEqual({
    code: 0,
    out: `volume donnees: not there any more\ncordee: \`volume/donnees\` is let go under ${BY}`,
    err: '',
  });
});

describe('no datastore is believed of a vCenter that knows the disk, and of no other', () => {
  const [AGGLO = '', MAIRIE = ''] = HOSTS;
  const asked = (agglo: string, mairie: string) => {
    const sight = (name: string, state: string) => ({ name, state: state.replace('blind', 'connected'), sees: state === 'connected' });
    return [sight(AGGLO, agglo), sight(MAIRIE, mairie)];
  };
  const unseen = (why: string, remedy: string) => [
    `volume \`donnees\` stays: whether a datastore lies on it could not be seen: ${why}`,
    remedy,
  ];
  const RESCAN =
    'is VSPHERE_SERVER the vCenter of its hosts? If so, rescan their storage there until they see it (from a host that is gone for good, unserve it in the console), then apply again';
  const SERVE =
    'serve it again to one of its hosts in the console and rescan that host in its vCenter, then apply again; or, if you know that nobody needs it, delete it in the console';

  test.each([
    ['missing', 'missing', `vCenter has no host ${AGGLO}; vCenter has no host ${MAIRIE}`],
    ['connected', 'missing', `vCenter has no host ${MAIRIE}`],
    ['blind', 'blind', `${AGGLO} does not see it; ${MAIRIE} does not see it`],
    ['connected', 'blind', `${MAIRIE} does not see it`],
    ['notResponding', 'blind', `${MAIRIE} does not see it`],
    ['notResponding', 'disconnected', `${AGGLO} is notResponding; ${MAIRIE} is disconnected`],
  ])('one host is %s, the other %s: it stays', async (agglo, mairie, why) => {
    const before = await there();
    expect(await refusal(() => releasedWith(() => ({ ...EMPTY, asked: asked(agglo, mairie) })))).toEqual(unseen(why, RESCAN));
    expect(await there()).toEqual(before);
  });

  test('a host that is off hides nothing from the other: it leaves, also when only that one is left', async () => {
    await releasedWith((_, hosts) => ({ ...EMPTY, asked: asked('connected', 'notResponding').filter(({ name }) => hosts.includes(name)) }));
    expect(await names()).toEqual([]);
  });

  test('taken from its hosts by somebody else, it stays: nobody can see it any more', async () => {
    await unserve();
    const before = await there();
    expect(await refusal(() => releasedWith(() => EMPTY))).toEqual(unseen('it is served to no host that could be asked', SERVE));
    expect(await there()).toEqual(before);
  });

  test('interrupted once it was taken from them, it goes on with the vCenter that knew it, and with no other', async () => {
    let looks = 0;
    const died = (): Told => {
      if ((looks += 1) <= HOSTS.length)
        return { ...EMPTY, asked: looks === 1 ? asked('connected', 'connected') : asked('connected', 'connected').slice(1) };
      throw new Error('killed');
    };
    await expect(releasedWith(died)).rejects.toThrow('killed');
    const before = await there();
    expect([await names(), lab.luns()]).toEqual([['donnees'], []]);
    expect(await refusal(() => releasedWith(() => ({ ...EMPTY, vcenter: 'another' })))).toEqual(
      unseen('it is served to no host that could be asked', SERVE),
    );
    expect(await there()).toEqual(before);
    await releasedWith(() => EMPTY);
    expect(await there()).toEqual([[], { volumes: {} }]);
  });

  test('applied again in between, what vCenter knew before is forgotten', async () => {
    const [, { volumes }] = (await there()) as [unknown, { volumes: { donnees: object } }];
    lab.writeFacts({ volumes: { donnees: { ...volumes.donnees, leavesBy: EMPTY.vcenter } } });
    await lab.apply('volume');
    await unserve();
    expect(await refusal(() => releasedWith(() => EMPTY))).toEqual(unseen('it is served to no host that could be asked', SERVE));
  });
});

test('taken from its hosts by hand, it stays while vCenter knows a datastore on it', async () => {
  await unserve();
  const before = await there();
  expect(await refusal(() => releasedWith(() => FILLED))).toEqual(DATASTORE);
  expect(await there()).toEqual(before);
});

test('served to a host that the estate does not describe, it stays: what is kept there cannot be seen from here', async () => {
  const before = await there();
  expect(await refusal(() => releasedWith(() => EMPTY, ['esx-mairie.ville.example']))).toEqual([
    'volume `donnees` is served to `esx-agglo.ville.example`, which this estate does not describe: what is used there cannot be seen from here',
    'ask whoever runs that host; when it needs the volume no more, it is taken from it in the console',
  ]);
  expect(await there()).toEqual(before);
});

test('with snapshots it stays, with their names', async () => {
  const { Id, PoolIds } = await disk();
  await lab.rest('POST', 'snapshots', { VirtualDisk: Id, Name: 'lundi', Type: 1, DestinationPool: (PoolIds as string[])[0] });
  expect(await release()).toEqual(stays('volume `donnees` has snapshots: lundi', 'delete them in the console first, if nobody needs them'));
});

const renamed =
  (from: string) =>
  ({ [from]: value, ...rest }: Fields): Fields => ({ ...rest, [`${from}2`]: value });
const VERSION = 'another version of SANsymphony than this client knows; report it with the version';

test('a snapshot that does not say whose it is stops what it would not survive: deleting and growing', async () => {
  const { Id, PoolIds } = await disk();
  await lab.rest('POST', 'snapshots', { VirtualDisk: Id, Name: 'lundi', Type: 1, DestinationPool: (PoolIds as string[])[0] });
  const refused = [
    'whether `donnees` has snapshots cannot be read: `lundi` names no disk that it was taken of (SourceLogicalDiskId of a snapshot, VirtualDiskId of a logical disk)',
    'if somebody just deleted them, apply again; else it is another version of SANsymphony than this client knows: report it with the version',
  ];
  const before = await there();
  const versions: readonly Answers[] = [{ snapshots: renamed('SourceLogicalDiskId') }, { logicaldisks: renamed('VirtualDiskId') }];
  for (const answers of versions) {
    expect(await refusal(() => releasedWith(() => EMPTY, HOSTS, answers))).toEqual(refused);
    expect(await refusal(() => grown(answers))).toEqual(refused);
  }
  expect(await there()).toEqual(before);
});

test('where no field says what hangs on it, it stays', async () => {
  const before = await there();
  const none: Answers = { virtualdisks: (entry) => renamed('VirtualDiskReplicationData')(renamed('VirtualDiskRollbackData')(entry)) };
  expect(await refusal(() => releasedWith(() => EMPTY, HOSTS, none))).toEqual([
    'volume `donnees` stays: whether it has continuous data protection, rollbacks or a replication cannot be read: the REST service answers a virtual disk without `VirtualDiskRollbackData` and `VirtualDiskReplicationData`',
    VERSION,
  ]);
  expect(await there()).toEqual(before);
});

test.each<[what: string, fields: object]>([
  ['continuous data protection and rollbacks', { VirtualDiskRollbackData: { ContinuousDataProtectionEnabled: true, Rollbacks: [{}] } }],
  ['a replication', { VirtualDiskReplicationData: {} }],
])('with %s it neither leaves nor grows', async (what, fields) => {
  const answers: Answers = { virtualdisks: (entry) => ({ ...entry, ...fields }) };
  expect(await refusal(() => releasedWith(() => EMPTY, HOSTS, answers))).toEqual([
    `volume \`donnees\` still has ${what}`,
    'end that in the console first, if nobody needs it',
  ]);
  expect(await refusal(() => grown(answers))).toEqual([
    `volume \`donnees\` cannot grow while it has ${what}`,
    'end that in the console first, if nobody needs what it holds; apply, then begin it anew',
  ]);
});

test('one that is not ours stays', async () => {
  await lab.rest('PUT', `virtualdisks/${String((await disk())['Id'])}`, { Description: 'à garder' });
  expect((await release()).err.split('\n')[0]).toBe(
    'cordee: virtual disk `donnees` exists and was not made by Cordée: 10 GiB, mirrored, in ssd-mairie and ssd-agglo',
  );
});

/** `asked` that is left out: every host sees the disk. */
type Told = Omit<VmfsReport, 'asked'> & Partial<Pick<VmfsReport, 'asked'>>;
const EMPTY: Told = { vcenter: 'ours', datastore: null, hosts: [], away: [], beforeMib: 0, afterMib: 0 };
const FILLED: Told = { ...EMPTY, datastore: 'donnees', hosts: ['esx'], beforeMib: 1, afterMib: 1 };
const DATASTORE = ['datastore `donnees` lies on volume `donnees`', 'let the datastore go first, in a deployment of its own'];

test('with no answer after each step was done it is taken from every host and deleted all the same', async () => {
  await lab.control('POST', '/lab/faults', { kind: 'hold', method: 'POST', path: 'virtualdisks/', times: 1 });
  await lab.control('POST', '/lab/faults', { kind: 'hold', method: 'DELETE', times: 1 });
  const { said } = await releasedWith(() => EMPTY);
  expect(said.map((line) => line.replace(/https:\S+:\d+/, 'https://…').replace(/naa\.\w+/, 'naa.…'))).toEqual([
    '  ? it is unclear whether DataCore did unserve virtual disk donnees from esx-agglo.ville.example: https://…: no answer within 1 s; looking again',
    '  - taken from esx-mairie.ville.example',
    '  ? it is unclear whether DataCore did delete virtual disk donnees: https://…: no answer within 1 s; looking again',
  ]);
  expect(await there()).toEqual([[], { volumes: {} }]);
});

test('a datastore on it keeps it', async () => {
  const before = await there();
  expect(await refusal(() => releasedWith(() => FILLED))).toEqual(DATASTORE);
  expect(await there()).toEqual(before);
});

/** What somebody else does after so many looks of ours: vCenter is asked at each while the volume is served. */
const meanwhile = (after: number, deed: () => Promise<unknown>) => {
  let looks = 0;
  return async (): Promise<Told> => {
    if ((looks += 1) === after) await deed();
    return EMPTY;
  };
};
const LATER = 'find out who and why; apply again when it may go';
const names = async (): Promise<unknown> => (await lab.list('virtualdisks')).map(({ Alias }) => Alias);
const change = async (body: object): Promise<unknown> => lab.rest('PUT', `virtualdisks/${String((await disk())['Id'])}`, body);

describe('between two looks', () => {
  test('a datastore is made on it: it stays where it is still served', async () => {
    let looks = 0;
    expect(await refusal(() => releasedWith(() => ((looks += 1) === 1 ? EMPTY : FILLED)))).toEqual(DATASTORE);
    expect([await names(), (lab.luns() as { hosts: unknown }[])[0]?.hosts]).toEqual([['donnees'], ['esx-mairie.ville.example']]);
  });

  test('it is given away, or renamed: it stays', async () => {
    const owned = meanwhile(1, () => change({ Description: 'cordee:autre.example/minimal/donnees' }));
    expect((await refusal(() => releasedWith(owned)))[0]).toBe(
      'virtual disk `donnees` exists and belongs to `cordee:autre.example/minimal/donnees`: 10 GiB, mirrored, in ssd-mairie and ssd-agglo',
    );
    await change({ Description: 'cordee:ville.example/minimal/donnees' });
    const renamed = meanwhile(1, () => change({ Caption: 'a-garder' }));
    expect(await refusal(() => releasedWith(renamed))).toEqual([
      'volume `donnees` is named `a-garder` since a moment ago: somebody works on it',
      LATER,
    ]);
    await change({ Caption: 'donnees' });
    expect(await names()).toEqual(['donnees']);
  });

  test('it is served to somebody else: it stays', async () => {
    await lab.rest('POST', 'hosts', { Name: 'sauvegarde', OperatingSystem: 12, MPIO: true, Alua: true });
    const host = (await lab.list('hosts')).find(({ Caption }) => Caption === 'sauvegarde')?.['Id'];
    await lab.rest('POST', `hosts/${String(host)}`, { Operation: 'AssignPort', Port: 'iqn.1998-01.com.vmware:sauvegarde' });
    const serve = async () =>
      lab.rest('POST', `virtualdisks/${String((await disk())['Id'])}`, {
        Operation: 'Serve',
        Host: host,
        Redundancy: true,
        StartingLUN: 7,
      });
    expect(await refusal(() => releasedWith(meanwhile(2, serve)))).toEqual([
      'volume `donnees` is served to `sauvegarde` since a moment ago: somebody begins to use it',
      LATER,
    ]);
    expect(await names()).toEqual(['donnees']);
  });

  test('it is deleted and made anew under the same name and mark: the new one is left alone', async () => {
    const { Description } = await disk();
    const remake = async (): Promise<void> => {
      await unserve();
      await lab.rest('DELETE', `virtualdisks/${String((await disk())['Id'])}`);
      const [pool] = await lab.list('pools');
      await lab.rest('POST', 'virtualdisks', { Name: 'donnees', Description, Size: '1 GB', Type: 0, FirstPool: pool?.['Id'] });
    };
    const [message, remedy] = await refusal(() => releasedWith(meanwhile(1, remake)));
    const { ScsiDeviceIdString, Size } = await disk();
    expect([message, remedy]).toEqual([
      `the virtual disk that \`donnees\` was is gone, and another one bears its name since (naa.${String(ScsiDeviceIdString).toLowerCase()}): it is left alone`,
      'find out who made it; what was approved has left',
    ]);
    expect([await names(), Size]).toEqual([['donnees'], { Value: 1024 ** 3 }]);
  });
});

test('one that was made anew since it was last applied stays', async () => {
  const before = String((await disk())['ScsiDeviceIdString']).toLowerCase();
  lab.writeFacts({ volumes: { donnees: { device: 'naa.60030d90other' } } });
  expect(await release()).toEqual(
    stays(
      `volume \`donnees\` is naa.${before}; when it was last applied it was naa.60030d90other`,
      'somebody made it anew: if that is right, take `donnees` out of .cordee/facts/minimal.json, then apply again',
    ),
  );
});

test('one that was renamed in the console stays', async () => {
  await unserve();
  await change({ Caption: 'ancien' });
  expect(await release()).toEqual(
    stays(
      'volume `donnees` is named `ancien` on the storage: its description says `cordee:ville.example/minimal/donnees`',
      'name it `donnees` again in the console; or, if it is a copy, take the mark out of its description',
    ),
  );
});

test.each([
  ['cordee:minimal/donnees', 'bears the older mark `cordee:minimal/donnees`, which does not say whose `minimal` it is'],
  ['cordee:autre.example/minimal/donnees', 'belongs to `cordee:autre.example/minimal/donnees`'],
  ['cordee:ville.example/minimal/donnees-2', 'belongs to `cordee:ville.example/minimal/donnees-2`'],
  [
    'cordee:ville.example/minimal/donnees cordee:autre.example/minimal/donnees',
    'bears several marks: `cordee:ville.example/minimal/donnees`, `cordee:autre.example/minimal/donnees`',
  ],
  ['xcordee:ville.example/minimal/donnees', 'was not made by Cordée'],
])('one that is marked %s stays', async (Description, whose) => {
  await change({ Description });
  const before = await there();
  expect(await release()).toEqual(
    stays(
      `virtual disk \`donnees\` exists and ${whose}: 10 GiB, mirrored, in ssd-mairie and ssd-agglo`,
      'to read it as it is, write `existing: true`; to hand it over, write `cordee:ville.example/minimal/donnees` into its description in the console',
    ),
  );
  expect(await there()).toEqual(before);
  await change({ Description: `${Description.includes(' ') ? '' : 'note: '}cordee:ville.example/minimal/donnees` });
  await releasedWith(() => EMPTY);
  expect(await names()).toEqual([]);
});

test('what is neither a volume nor a datastore needs neither storage nor vCenter; a datastore is looked at in vCenter', async () => {
  const environment = { DATACORE_USER: '' };
  expect(await lab.apply('release', { key: 'stack/essai', approval: APPROVAL }, { environment })).toEqual({
    code: 0,
    out: `cordee: \`stack/essai\` is let go under ${BY}`,
    err: '',
  });
  expect(await lab.apply('release', { key: 'datastore/donnees', approval: APPROVAL }, { environment })).toEqual(
    stays(
      '`datastore/donnees` stays: whether files remain on it could not be seen: VSPHERE_SERVER is not set',
      'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed)',
    ),
  );
});

test('--dry-run is refused where it means nothing', async () => {
  expect(await lab.apply('release', ORDER, { flags: { dryRun: true } })).toEqual(
    stays('`--dry-run` is there for `volume` only', 'leave it out; volume-identity changes nothing'),
  );
});

type Fields = Readonly<Record<string, unknown>>;
type Answers = Readonly<Record<string, (entry: Fields) => Fields>>;
/** The storage, whose answers are those of another version. */
const other = (storage: DataCore, answers: Answers): DataCore => {
  const read = async (path: string) => (await lab.list(path)).map((entry) => answers[path]?.(entry) ?? entry);
  const rest = { read, write: () => Promise.reject(new Error('nobody writes')) };
  return {
    ...storage,
    virtualDisks: { ...storage.virtualDisks, list: virtualDisks(rest).list },
    snapshots: snapshots(rest),
    logicalDisks: logicalDisks(rest),
  };
};

const simulated = (): DataCore => {
  const servers = INVENTORY.servers.map(({ name, management }) => ({ server: name, management }));
  return dataCore({ ...dataCoreSettings(lab.environment), timing: QUICK }, { endpoints: lab.endpoints, servers });
};

/** The steps by which it would become twice as large. */
async function grown(answers: Answers): Promise<readonly Step[]> {
  const view = await viewStorage(other(simulated(), answers));
  return growth(
    volumeOrder({ ...ORDER, sizeMib: 2 * ORDER.sizeMib }),
    view.disks.find(({ name }) => name === 'donnees')!,
    [],
    view,
  );
}

/** With what vCenter says of the LUN, each time it is asked. */
async function releasedWith(
  show: (device: string, hosts: readonly string[]) => Told | Promise<Told>,
  described: readonly string[] = HOSTS,
  answers: Answers = {},
): Promise<{ readonly said: readonly string[] }> {
  const said: string[] = [];
  const unused = (): Promise<never> => Promise.reject(new Error('nobody asks for this'));
  const shown: Vmfs['show'] = async (device, hosts) => ({
    asked: hosts.map((name) => ({ name, state: 'connected', sees: true })),
    ...(await show(device, hosts)),
  });
  await releaseVolume('donnees', described, {
    storage: other(simulated(), answers),
    timing: QUICK,
    estate: ESTATE,
    facts: lab.facts,
    today: AS_OF,
    say: (line) => said.push(line),
    vmfs: () => Promise.resolve({ show: shown, expand: unused, rescan: unused, files: unused }),
  });
  return { said };
}
