/** One estate applied from two machines at once: two folders, so no lock between them. What the storage refuses to one, the other has done. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ground, ground, ORDER, type Ran } from '../../lab/datacore/ground';

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

test('what somebody else was quicker to do is said', async () => {
  // The first is held after its work until the second has looked: both want to make the disk.
  await lab.control('POST', '/lab/faults', { kind: 'slow', ms: 200, method: 'GET', path: 'virtualdisks', skip: 6, times: 2 });
  const ran = await Promise.all([from('a'), from('b')]);
  const quicker = ran.flatMap(({ out }) => out.split('\n').filter((line) => line.includes('somebody else')));
  expect(quicker.every((line) => /^ {2}\? DataCore refuses to .+; it is done all the same, somebody else was quicker$/.test(line))).toBe(
    true,
  );
  expect(await counted()).toEqual(ONCE);
});

test('a storage that takes a name twice: both stop, nothing is served, and a person chooses', async () => {
  await from('a', { ...ORDER, hosts: [] });
  const [pool] = await lab.list('pools');
  await lab.control('POST', '/lab/faults', { kind: 'twin' });
  await lab.rest('POST', 'virtualdisks', { Name: 'donnees', Size: '1 GB', Type: 0, FirstPool: pool?.['Id'] });
  expect(await from('b')).toEqual({
    code: 1,
    out: '',
    err: 'cordee: 2 virtual disks are named `donnees`\n        rename all but one in the console',
  });
  expect(await counted()).toEqual({ disks: 2, hosts: 0, ports: 0, paths: 0 });
});

test('an older checkout never makes smaller what the other has grown, not even between its look and its call', async () => {
  await from('a');
  await from('b');
  // `b` wants less than `a`, and its last look before the call comes late.
  await lab.control('POST', '/lab/faults', { kind: 'slow', ms: 400, method: 'GET', path: '1.0/snapshots', times: 1 });
  const older = from('b', { ...ORDER, sizeMib: 15 * 1024 });
  await new Promise((done) => setTimeout(done, 200));
  expect((await from('a', { ...ORDER, sizeMib: 20 * 1024 })).code).toBe(0);
  expect((await older).err).toBe(
    'cordee: volume `donnees` is 20 GiB, the estate says 15 GiB\n        write 20 GiB: a volume is never made smaller, what lies beyond its new end would be lost',
  );
  expect((await lab.list('virtualdisks')).map(({ Size }) => Size)).toEqual([{ Value: 20 * 1024 ** 3 }]);
});
