/** What the REST service answers is read by name: another version, or half a group, is understood and not acted on. */
import { virtualDisks } from '../../../scripts/apply/datacore/virtual-disks';
import type { VolumeFacts } from '../../../scripts/apply/facts';
import { refuseAnother } from '../../../scripts/apply/volume-refusals';
import { refusal } from './refused';

const DISK = {
  Id: '65e604b87a7a42f0b346a4147c5421a4',
  Alias: 'donnees',
  Description: null,
  Size: { Value: 1024 ** 3 },
  Type: 2,
  DiskStatus: 0,
  Status: 'Healthy',
  PoolIds: ['a', 'b'],
  PreferredServer: null,
  ScsiDeviceIdString: '60030D90F8B2A0C0D5E6A4147C5421A4',
};
const listed = (answer: unknown) =>
  virtualDisks({ read: () => Promise.resolve(answer), write: () => Promise.reject(new Error('nobody writes')) }).list();
const REPORT = 'another version of SANsymphony than this client knows; report it with the version';

test('a disk, as clients have seen it', async () => {
  expect(await listed([DISK])).toEqual([
    {
      id: '65e604b87a7a42f0b346a4147c5421a4',
      name: 'donnees',
      description: '',
      size: 1024 ** 3,
      type: 2,
      diskStatus: 0,
      status: 'Healthy',
      poolIds: ['a', 'b'],
      preferredServer: '',
      device: 'naa.60030d90f8b2a0c0d5e6a4147c5421a4',
      isSnapshot: false,
      protections: [],
      unsaid: ['VirtualDiskRollbackData', 'VirtualDiskReplicationData'],
    },
  ]);
  expect(await listed([])).toEqual([]);
});

const QUIET = { ContinuousDataProtectionEnabled: false, Rollbacks: [] };
const PARTS = ['continuous data protection', 'rollbacks', 'a replication'];
test.each<[what: string, fields: object, protections: readonly string[], unsaid: readonly string[]]>([
  ['nothing', { VirtualDiskRollbackData: QUIET, VirtualDiskReplicationData: null }, [], []],
  ['nothing, in nulls', { VirtualDiskRollbackData: null, VirtualDiskReplicationData: null }, [], []],
  [
    'everything',
    { VirtualDiskRollbackData: { ContinuousDataProtectionEnabled: true, Rollbacks: [{}] }, VirtualDiskReplicationData: {} },
    PARTS,
    [],
  ],
  ['fields of other names', { RollbackData: QUIET, Replication: {} }, [], ['VirtualDiskRollbackData', 'VirtualDiskReplicationData']],
  [
    'parts of other names or types',
    { VirtualDiskRollbackData: { ContinuousDataProtectionEnabled: 'true' }, VirtualDiskReplicationData: null },
    [],
    ['VirtualDiskRollbackData.ContinuousDataProtectionEnabled', 'VirtualDiskRollbackData.Rollbacks'],
  ],
])('what hangs on a disk: %s', async (_, fields, protections, unsaid) => {
  expect(await listed([{ ...DISK, ...fields }])).toEqual([expect.objectContaining({ protections, unsaid })]);
});

test.each([
  ['no id: its path would be that of all disks', { Id: '' }, '`Id` is not an id'],
  ['an id that leads elsewhere', { Id: '..' }, '`Id` is not an id'],
  ['a size of its own form', { Size: 1024 }, '`Size` is not {"Value": a number}'],
  ['an enum as a word', { Type: 'Mirrored' }, '`Type` is not a number'],
  ['no pools', { PoolIds: null }, '`PoolIds` is not a list'],
])('%s', async (_, change, what) => {
  expect(await refusal(() => listed([DISK, { ...DISK, ...change }]))).toEqual([
    `the REST service answers a virtual disk whose ${what}`,
    REPORT,
  ]);
});

test.each([null, undefined, 'Service Unavailable', 5])('%j in place of a collection', async (answer) => {
  expect(await refusal(() => listed(answer))).toEqual(['the REST service answers a virtual disk whose `Id` is not a text', REPORT]);
});

test('a disk of somebody else’s without a LUN’s name stops nobody; ours is not handed over without it', async () => {
  const [disk] = await listed([{ ...DISK, ScsiDeviceIdString: null }]);
  const owner = { estate: 'ville.example/minimal', volume: 'donnees' };
  const known: VolumeFacts = { device: 'naa.60030d90f8b2a0c0d5e6a4147c5421a4' };
  for (const facts of [undefined, known])
    expect(await refusal(() => refuseAnother('donnees', owner, disk!, facts))).toEqual([
      'the REST service does not say what the LUN of volume `donnees` is called (ScsiDeviceIdString)',
      'is the disk whole in the console? Apply again when it is',
    ]);
});
