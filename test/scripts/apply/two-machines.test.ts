/** One estate applied from two machines at once: two folders, so no lock between them. What the storage refuses to one, the other has done. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataCore } from '../../../scripts/apply/datacore/client';
import { dataCoreSettings } from '../../../scripts/apply/datacore/settings';
import { viewStorage } from '../../../scripts/apply/storage-view';
import { volumeOrder } from '../../../scripts/apply/volume-order';
import { planVolume } from '../../../scripts/apply/volume-plan';
import { performStep } from '../../../scripts/apply/volume-steps';
import { whereIn } from '../../../scripts/apply/where';
import { type Ground, ground, ORDER, QUICK, type Ran } from '../../lab/datacore/ground';
import { whereText } from '../../lab/datacore/orders';
import { AS_OF } from '../../support/estates';

let lab: Ground;
beforeEach(async () => (lab = await ground({ recoveryMs: 20 })));
afterEach(() => lab.end());

const factsOf = (machine: string): string => join(lab.folder, machine, 'minimal.json');
const from = (machine: string, order: object = ORDER): Promise<Ran> => {
  mkdirSync(join(lab.folder, machine), { recursive: true });
  return lab.apply('volume', order, { where: { facts: factsOf(machine) } });
};
const counted = async () => ({
  disks: (await lab.list('virtualdisks')).length,
  hosts: (await lab.list('hosts')).length,
  ports: (await lab.list('ports')).length,
  paths: (await lab.list('virtuallogicalunits')).filter(({ Type }) => Type === 1).length,
});
const ONCE = { disks: 1, hosts: 2, ports: 2, paths: 4 };
const codes = (ran: readonly Ran[]) => ran.map(({ code, err }) => [code, err]);
const slow = (path: string, method = 'POST') => lab.control('POST', '/lab/faults', { kind: 'slow', ms: 60, method, path, times: 20 });

test.each(['1.0/hosts', 'hosts/', '1.0/virtualdisks', 'virtualdisks/'])('made once, whoever is quicker at %s', async (path) => {
  await slow(path);
  expect(codes(await Promise.all([from('a'), from('b')]))).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await counted()).toEqual(ONCE);
  expect(readFileSync(factsOf('a'), 'utf8')).toBe(readFileSync(factsOf('b'), 'utf8'));
});

describe('when both have looked before either wrote', () => {
  beforeEach(async () => {
    // Hosts are there already, so that both begin with the disk; their first looks end late, and together.
    await from('before', { ...ORDER, name: 'autre', lun: 9 });
    await lab.control('POST', '/lab/faults', { kind: 'slow', ms: 300, method: 'GET', path: '1.0/snapshots', times: 2 });
  });

  test('the one who was slower says so, and goes on with what the other has made', async () => {
    const ran = await Promise.all([from('a'), from('b')]);
    expect(codes(ran)).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const slower = ran.flatMap(({ out }) => out.split('\n').filter((line) => line.includes('create') && line.startsWith('  ?')));
    expect(slower).toEqual([
      '  ? DataCore refuses to create virtual disk donnees: A virtual disk with the name donnees already exists.; it is done all the same, somebody else was quicker',
    ]);
    expect(await counted()).toEqual({ disks: 2, hosts: 2, ports: 2, paths: 8 });
  });

  test('a storage that takes a name twice: both stop, nothing is served, and a person chooses', async () => {
    await lab.control('POST', '/lab/faults', { kind: 'twin' });
    // Neither is told that it is done before the other has asked.
    await lab.control('POST', '/lab/faults', { kind: 'slow', ms: 600, method: 'POST', path: '1.0/virtualdisks', times: 2 });
    const stopped = [1, 'cordee: 2 virtual disks are named `donnees`\n        rename all but one in the console'];
    expect(codes(await Promise.all([from('a'), from('b')]))).toEqual([stopped, stopped]);
    expect(await counted()).toEqual({ disks: 3, hosts: 2, ports: 2, paths: 4 });
  });
});

test('an older checkout never makes smaller what the other has grown, not even between its look and its call', async () => {
  await from('a');
  const settings = { ...dataCoreSettings(lab.environment), timing: QUICK };
  const { endpoints, servers, estate } = whereIn(JSON.parse(whereText(lab.facts)) as Readonly<Record<string, unknown>>);
  const storage = dataCore(settings, { endpoints: settings.endpoints ?? endpoints, servers });
  const older = volumeOrder({ ...ORDER, sizeMib: 15 * 1024 });
  const owner = { estate, volume: older.name };
  const view = await viewStorage(storage);
  const plan = planVolume(older, owner, view, undefined, AS_OF);
  expect(plan.steps).toEqual([{ kind: 'grow', fromMib: 10 * 1024 }]);

  expect((await from('a', { ...ORDER, sizeMib: 20 * 1024 })).code).toBe(0);
  const silent = { storage, timing: QUICK, estate, facts: lab.facts, today: AS_OF, say: () => undefined, vmfs: () => Promise.resolve('') };
  await performStep(plan.steps[0]!, older, owner, { view, plan }, silent);
  expect((await lab.list('virtualdisks')).map(({ Size }) => Size)).toEqual([{ Value: 20 * 1024 ** 3 }]);
  expect((await from('b', older)).err).toBe(
    'cordee: volume `donnees` is 20 GiB, the estate says 15 GiB\n        write 20 GiB: a volume is never made smaller, what lies beyond its new end would be lost',
  );
});
