/** A datastore on a volume that grew: done when it was read to be as large as was ordered, on every host; else it stays open. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type VmfsReport, vmfsAt } from '../../../scripts/apply/vmfs';
import { fillDatastore, shortDatastore } from '../../../scripts/apply/vmfs-growth';

const GIB = 1024;
const DEVICE = 'naa.60030d900000000000000001';
const BY_TOOL =
  'or with Go here and VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD set: terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.donnees_settings';
const INCREASE = 'in vCenter, rescan the storage of every host, then datastore d > Configure > General > Increase';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const HOSTS = ['esx-1', 'esx-2'].map((name) => ({ name, iqn: `iqn.1998-01.com.vmware:${name}` }));
const SEEN = HOSTS.map(({ name }) => ({ name, state: 'connected', sees: true }));
const sizes = (beforeMib: number, afterMib: number, away: VmfsReport['away'] = []): VmfsReport => ({
  ...{ vcenter: 'ours', asked: SEEN, datastore: 'd', hosts: ['esx-1', 'esx-2'], away },
  ...{ beforeMib, afterMib },
});

const VOLUME = { name: 'donnees', sizeMib: 200 * GIB, hosts: HOSTS };

/** The tool, where it answers these one after the other, the last for ever. */
function answering(...reports: readonly VmfsReport[]) {
  const [path, count] = [join(folder, 'tool'), join(folder, 'count')];
  const program = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
appendFileSync(${JSON.stringify(count)}, '.');
const reports = ${JSON.stringify(reports)};
console.log(JSON.stringify(reports[Math.min(reports.length, readFileSync(${JSON.stringify(count)}).length) - 1]));
`;
  writeFileSync(path, program);
  rmSync(count, { force: true });
  chmodSync(path, 0o755);
  return vmfsAt(path, {}, () => undefined);
}

/** What is left of a volume that grew to 200 GiB, and what is said. */
async function filled(...reports: readonly VmfsReport[]) {
  const said: string[] = [];
  const step = await fillDatastore(VOLUME, DEVICE, answering(...reports), (line) => said.push(line));
  return { said, step };
}

test('a datastore that does not fill its volume is noticed, though nobody noted that it grew', async () => {
  const said: string[] = [];
  const short = (tool: Parameters<typeof shortDatastore>[2]) => shortDatastore(VOLUME, DEVICE, tool, (line) => said.push(line));
  expect(await short(answering(sizes(100 * GIB, 100 * GIB)))).toBe(100 * GIB);
  expect(await short(answering(sizes(200 * GIB - 512, 200 * GIB - 512)))).toBe(undefined);
  expect(await short(answering(sizes(200 * GIB - 513, 200 * GIB - 513)))).toBe(200 * GIB - 513);
  expect(await short(answering({ ...sizes(0, 0), datastore: null, hosts: [] }))).toBe(undefined);
  expect(await short('VSPHERE_SERVER is not set')).toBe(undefined);
  expect(said).toEqual([]);
  writeFileSync(join(folder, 'tool'), '#!/bin/sh\nexit 1\n');
  expect(await short(vmfsAt(join(folder, 'tool'), {}, () => undefined))).toBe(undefined);
  expect(said).toEqual([
    `  = whether a datastore fills it was not seen: the datastore on ${DEVICE} was not read: the VMFS tool gave no reason`,
  ]);
});

test('it fills its volume: done, also with what VMFS keeps for itself', async () => {
  expect(await filled(sizes(100 * GIB, 200 * GIB))).toEqual({ said: ['  ~ datastore d: 100 GiB -> 200 GiB'], step: undefined });
  expect(await filled(sizes(200 * GIB, 200 * GIB))).toEqual({ said: ['  = datastore d fills it: 200 GiB'], step: undefined });
  const least = 200 * GIB - 512;
  expect(await filled(sizes(100 * GIB, least))).toEqual({ said: [`  ~ datastore d: 100 GiB -> ${String(least)} MiB`], step: undefined });
  expect(await filled({ ...sizes(0, 0), datastore: null, hosts: [] })).toEqual({
    said: [`  = no datastore lies on ${DEVICE}`],
    step: undefined,
  });
});

test('no datastore is believed of a vCenter that knows the hosts and shows the LUN; of another it stays open', async () => {
  const none = { ...sizes(0, 0), datastore: null, hosts: [] };
  const other = { ...none, asked: HOSTS.map(({ name }) => ({ name, state: 'missing', sees: false })) };
  const click = `in the vCenter of its hosts, rescan the storage of every host; if a datastore lies on ${DEVICE}: Configure > General > Increase`;
  expect(await filled(other)).toEqual({
    said: [],
    step: {
      id: 'vmfs-grow',
      text: `${click}; ${BY_TOOL}; the vCenter that was asked knows of none and cannot: vCenter has no host esx-1; vCenter has no host esx-2`,
    },
  });
  const oneOff = { ...none, asked: [SEEN[0]!, { name: 'esx-2', state: 'notResponding', sees: false }] };
  expect((await filled(oneOff)).step).toBeUndefined();
});

test('a host that has the old size in its cache is asked twice', async () => {
  expect(await filled(sizes(100 * GIB, 100 * GIB), sizes(100 * GIB, 200 * GIB))).toEqual({
    said: ['  ~ datastore d: 100 GiB -> 200 GiB'],
    step: undefined,
  });
});

test('nothing was offered to expand into: it stays open', async () => {
  expect(await filled(sizes(100 * GIB, 100 * GIB))).toEqual({
    said: [],
    step: { id: 'vmfs-grow', text: `${INCREASE}; ${BY_TOOL}; read now: 100 GiB, the volume is 200 GiB` },
  });
  expect(await filled(sizes(100 * GIB, 200 * GIB - 513), sizes(200 * GIB - 513, 200 * GIB - 513))).toEqual({
    said: [`  ~ datastore d: 100 GiB -> ${String(200 * GIB - 513)} MiB`],
    step: { id: 'vmfs-grow', text: `${INCREASE}; ${BY_TOOL}; read now: ${String(200 * GIB - 513)} MiB, the volume is 200 GiB` },
  });
});

test('a host that is not connected stays open, by its name', async () => {
  const away = [{ name: 'esx-2', state: 'notResponding' }];
  expect(await filled(sizes(100 * GIB, 200 * GIB, away))).toEqual({
    said: ['  ~ datastore d: 100 GiB -> 200 GiB'],
    step: {
      id: 'vmfs-grow',
      text: `in vCenter, rescan the storage of esx-2 when it is connected, until it shows datastore d with 200 GiB; ${BY_TOOL}; esx-2 is notResponding`,
    },
  });
  expect((await filled(sizes(100 * GIB, 100 * GIB, away))).step?.text).toBe(
    `${INCREASE}; ${BY_TOOL}; read now: 100 GiB, the volume is 200 GiB; esx-2 is notResponding`,
  );
});
