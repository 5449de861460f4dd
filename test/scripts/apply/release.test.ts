/** A volume that leaves: deleted under a live approval only, and only when nothing needs it any more. */
import { dataCore } from '../../../scripts/apply/datacore/client';
import { dataCoreSettings } from '../../../scripts/apply/datacore/settings';
import { releaseVolume } from '../../../scripts/apply/release-volume';
import type { VmfsReport } from '../../../scripts/apply/vmfs';
import { ESTATE, type Ground, ground, INVENTORY, ORDER, QUICK } from '../../lab/datacore/ground';
import { refusal } from './refused';

let lab: Ground;
beforeEach(async () => {
  lab = await ground();
  await lab.apply('volume');
});
afterEach(() => lab.end());

const APPROVAL = { key: 'depart', for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
const release = (order: object = {}) => lab.apply('release', { key: 'volume/donnees', approval: APPROVAL, ...order });
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

test('while it is served it stays, if nobody can see whether a datastore lies on it', async () => {
  const before = await there();
  expect(await release()).toEqual(
    stays(
      'volume `donnees` is served, and whether a datastore lies on it could not be seen: VSPHERE_SERVER is not set',
      'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed), or unserve it in the console first',
    ),
  );
  expect(await there()).toEqual(before);
});

test('served to nobody it is deleted, and its facts with it; asked again, it is gone', async () => {
  await unserve();
  const { ScsiDeviceIdString } = await disk();
  expect(await release()).toEqual({
    code: 0,
    out: `  - virtual disk donnees deleted (naa.${String(ScsiDeviceIdString).toLowerCase()})\ncordee: \`volume/donnees\` is let go under ${BY}`,
    err: '',
  });
  expect(await there()).toEqual([[], { volumes: {} }]);
  expect(lab.luns()).toEqual([]);
  expect(await release()).toEqual({
    code: 0,
    out: `volume donnees: not there any more\ncordee: \`volume/donnees\` is let go under ${BY}`,
    err: '',
  });
});

test('with snapshots it stays, with their names', async () => {
  const { Id, PoolIds } = await disk();
  await lab.rest('POST', 'snapshots', { VirtualDisk: Id, Name: 'lundi', Type: 1, DestinationPool: (PoolIds as string[])[0] });
  expect(await release()).toEqual(stays('volume `donnees` has snapshots: lundi', 'delete them in the console first, if nobody needs them'));
});

test('one that is not ours stays', async () => {
  await lab.rest('PUT', `virtualdisks/${String((await disk())['Id'])}`, { Description: 'à garder' });
  expect((await release()).err.split('\n')[0]).toBe(
    'cordee: virtual disk `donnees` exists and was not made by Cordée: 10 GiB, mirrored, in ssd-mairie and ssd-agglo',
  );
});

const EMPTY: VmfsReport = { datastore: null, hosts: [], beforeMib: 0, afterMib: 0 };
const FILLED: VmfsReport = { datastore: 'donnees', hosts: ['esx'], beforeMib: 1, afterMib: 1 };
const DATASTORE = ['datastore `donnees` lies on volume `donnees`', 'let the datastore go first, in a deployment of its own'];

test('with no answer after each step was done it is taken from every host and deleted all the same', async () => {
  await lab.control('POST', '/lab/faults', { kind: 'hold', method: 'POST', path: 'virtualdisks/', times: 1 });
  await lab.control('POST', '/lab/faults', { kind: 'hold', method: 'DELETE', times: 1 });
  const { said } = await releasedWith(() => EMPTY);
  expect(said.map((line) => line.replace(/https:\S+:\d+/, 'https://…').replace(/naa\.\w+/, 'naa.…'))).toEqual([
    '  ? it is unclear whether DataCore did unserve virtual disk donnees from esx-agglo.ville.example: https://…: no answer within 1.5 s; looking again',
    '  - taken from esx-mairie.ville.example',
    '  ? it is unclear whether DataCore did delete virtual disk donnees: https://…: no answer within 1.5 s; looking again',
  ]);
  expect(await there()).toEqual([[], { volumes: {} }]);
});

test('a datastore on it keeps it', async () => {
  const before = await there();
  expect(await refusal(() => releasedWith(() => FILLED))).toEqual(DATASTORE);
  expect(await there()).toEqual(before);
});

test('what is no volume needs no storage', async () => {
  expect(await lab.apply('release', { key: 'datastore/donnees', approval: APPROVAL }, { environment: { DATACORE_USER: '' } })).toEqual({
    code: 0,
    out: `cordee: \`datastore/donnees\` is let go under ${BY}`,
    err: '',
  });
});

test('--dry-run is refused where it means nothing', async () => {
  expect(await lab.apply('release', ORDER, { flags: { dryRun: true } })).toEqual(
    stays('`--dry-run` is there for `volume` only', 'leave it out; volume-identity changes nothing'),
  );
});

/** With what vCenter says of the LUN, each time it is asked. */
async function releasedWith(show: (device: string) => VmfsReport | Promise<VmfsReport>): Promise<{ readonly said: readonly string[] }> {
  const settings = { ...dataCoreSettings(lab.environment), timing: QUICK };
  const servers = INVENTORY.servers.map(({ name, management }) => ({ server: name, management }));
  const said: string[] = [];
  const unused = (): Promise<never> => Promise.reject(new Error('nobody asks for this'));
  await releaseVolume('donnees', {
    storage: dataCore(settings, { endpoints: lab.endpoints, servers }),
    timing: QUICK,
    estate: ESTATE,
    facts: lab.facts,
    say: (line) => said.push(line),
    vmfs: () => Promise.resolve({ show: async (device) => show(device), expand: unused, rescan: unused }),
  });
  return { said };
}
