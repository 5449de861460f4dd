/** A volume applied on the simulated storage: what is printed, what is done, and what is refused. */
import { hosts } from '../../../scripts/apply/datacore/hosts';
import { type LogicalUnit, logicalUnits } from '../../../scripts/apply/datacore/logical-units';
import { servers } from '../../../scripts/apply/datacore/servers';
import { logicalDisks } from '../../../scripts/apply/datacore/snapshots';
import { virtualDisks } from '../../../scripts/apply/datacore/virtual-disks';
import { serving } from '../../../scripts/apply/plan-hosts';
import { volumeOrder } from '../../../scripts/apply/volume-order';
import { diskNamed, hostNamed } from '../../../scripts/apply/storage-view';
import { UsageError } from '../../../scripts/usage-error';
import { type Ground, ground, ORDER, type TestOrder } from '../../lab/datacore/ground';
import { refusal } from './refused';

let lab: Ground;
beforeEach(async () => (lab = await ground()));
afterEach(() => lab.end());

const device = async (name = 'donnees'): Promise<string> => {
  const disk = (await lab.list('virtualdisks')).find(({ Alias }) => Alias === name);
  return `naa.${String(disk?.['ScsiDeviceIdString']).toLowerCase()}`;
};
const APPROVAL = { key: 'une-copie', for: ['unmirror'], reason: 'fin du double', owner: 'direction', until: '2027-01-31' };
type Changes = Partial<TestOrder> & { readonly approval?: unknown };
const order = (changes: Changes): TestOrder => ({ ...ORDER, ...changes });
const refused = (message: string, remedy: string, out = '') => ({ code: 1, out, err: `cordee: ${message}\n        ${remedy}` });
const pool = async (name: string): Promise<string> => String((await lab.list('pools')).find(({ Alias }) => Alias === name)?.['Id']);
const idOf = async (collection: string, name: string): Promise<string> =>
  String((await lab.list(collection)).find(({ Caption }) => Caption === name)?.['Id']);

/** What somebody does in the console: taken from a host, and served to it in another way. */
const again = async (name: string, how: object): Promise<void> => {
  const disk = `virtualdisks/${await idOf('virtualdisks', 'donnees')}`;
  const Host = await idOf('hosts', name);
  await lab.rest('POST', disk, { Operation: 'Unserve', Host });
  await lab.rest('POST', disk, { Operation: 'Serve', Host, Redundancy: true, ...how });
};

const HOSTS = `  + register host esx-agglo.ville.example
  + register host esx-mairie.ville.example
  + give host esx-agglo.ville.example its initiator iqn.1998-01.com.vmware:esx-agglo
  + give host esx-mairie.ville.example its initiator iqn.1998-01.com.vmware:esx-mairie`;
const CREATE = `${HOSTS}
  + create virtual disk: 10 GiB, mirrored, in ssd-mairie on dcs-mairie and ssd-agglo on dcs-agglo
  + serve to esx-agglo.ville.example as LUN 1
  + serve to esx-mairie.ville.example as LUN 1`;

const NAMES = ORDER.hosts.map(({ name }) => name);
const BY_TOOL =
  'or with Go here and VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD set: terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.donnees_settings';
/** What is left to people while nobody can ask vCenter. */
const rescan = async (why = 'VSPHERE_SERVER is not set', hosts = NAMES): Promise<string> => {
  const naa = await device();
  return `  manual step [host-rescan]: in vCenter, rescan the storage of ${hosts.join(', ')} until each shows ${naa}; ${BY_TOOL}; it was not verified: ${why}`;
};

describe('a volume', () => {
  test('is created, mirrored, served and written down; asked again, nothing is done', async () => {
    const first = await lab.apply('volume');
    const done = `volume donnees: ${await device()}, 10 GiB, mirrored and up to date, served to 2 hosts as LUN 1; manual steps open: 1`;
    expect(first).toEqual({ code: 0, out: `volume donnees:\n${CREATE}\n${await rescan()}\n${done}`, err: '' });
    // Nobody has read that the hosts see it: that is still open.
    expect(await lab.apply('volume')).toEqual({ code: 0, out: `${await rescan()}\n${done}`, err: '' });
    expect(lab.factsText()).toEqual({ volumes: { donnees: { device: await device(), manualSteps: ['host-rescan'] } } });
    expect(lab.luns()).toEqual([
      { naa: await device(), sizeMib: 10240, lun: 1, hosts: ['esx-agglo.ville.example', 'esx-mairie.ville.example'] },
    ]);
    expect(await lab.list('virtualdisks')).toEqual([
      expect.objectContaining({
        Alias: 'donnees',
        Description: 'cordee:ville.example/minimal/donnees (managed by Cordee and Terraform; keep this text)',
        Type: 2,
        PoolIds: [await pool('ssd-mairie'), await pool('ssd-agglo')],
        DiskStatus: 0,
        IsServed: true,
      }),
    ]);
  });

  test('that is not mirrored lies in one pool', async () => {
    const single = order({ mirrored: false, pools: [ORDER.pools[1]!] });
    expect((await lab.apply('volume', single)).out.split('\n').slice(5)).toEqual([
      '  + create virtual disk: 10 GiB, single, in ssd-mairie on dcs-mairie',
      '  + serve to esx-agglo.ville.example as LUN 1',
      '  + serve to esx-mairie.ville.example as LUN 1',
      await rescan(),
      `volume donnees: ${await device()}, 10 GiB, single, served to 2 hosts as LUN 1; manual steps open: 1`,
    ]);
  });

  test('is only shown with --dry-run: nothing is written, not even facts', async () => {
    const before = (await lab.control('GET', '/lab/status')).body;
    expect(await lab.apply('volume', ORDER, { flags: { dryRun: true } })).toEqual({
      code: 0,
      out: `volume donnees: would be changed (7 steps)\n${CREATE}`,
      err: '',
    });
    expect((await lab.control('GET', '/lab/status')).body).toEqual({ ...(before as object), requests: 9 });
    expect(() => lab.factsText()).toThrow(/ENOENT/);
    await lab.apply('volume');
    expect((await lab.apply('volume', ORDER, { flags: { dryRun: true } })).out).toBe('volume donnees: nothing to do');
  });

  test('grows, and says by hand what it cannot do itself, until it was seen', async () => {
    await lab.apply('volume');
    const naa = await device();
    const step = `  manual step [vmfs-grow]: in vCenter, rescan the storage of every host, then Datastore on ${naa} > Configure > General > Increase; ${BY_TOOL}; it was not verified: VSPHERE_SERVER is not set`;
    const done = `volume donnees: ${naa}, 20 GiB, mirrored and up to date, served to 2 hosts as LUN 1; manual steps open: 2`;
    const larger = order({ sizeMib: 20 * 1024 });
    expect(await lab.apply('volume', larger)).toEqual({
      code: 0,
      out: `volume donnees:\n  ~ grow: 10 GiB -> 20 GiB\n${await rescan()}\n${step}\n${done}`,
      err: '',
    });
    expect(lab.factsText()).toEqual({
      volumes: { donnees: { device: naa, manualSteps: ['host-rescan', 'vmfs-grow'], grownFromMib: 10240 } },
    });
    // The datastore has still not been seen to fill it.
    expect((await lab.apply('volume', larger)).out).toBe(`${await rescan()}\n${step}\n${done}`);
    expect(lab.luns()).toEqual([expect.objectContaining({ naa, sizeMib: 20480 })]);
  });

  test('has settings that no published call makes: each is told, counted and kept, and none stops', async () => {
    const ran = await lab.apply('volume', order({ profile: 'Critical', snapshots: { every: 3600, keep: 24 } }));
    expect([ran.code, ...ran.out.split('\n').slice(8)]).toEqual([
      0,
      '  manual step [volume-profile]: in the console, give virtual disk donnees the storage profile Critical; it was not verified: no published read shows it',
      '  manual step [volume-snapshots]: in the console, make a task that takes a snapshot of virtual disk donnees every 1 h and keeps 24; it was not verified: no published read shows it',
      await rescan(),
      `volume donnees: ${await device()}, 10 GiB, mirrored and up to date, served to 2 hosts as LUN 1; manual steps open: 3`,
    ]);
    expect(lab.factsText()).toEqual({
      volumes: { donnees: { device: await device(), manualSteps: ['volume-profile', 'volume-snapshots', 'host-rescan'] } },
    });
    // Back to what is usual: that has to be undone by hand as well.
    expect((await lab.apply('volume')).out.split('\n').slice(0, 2)).toEqual([
      '  manual step [volume-profile]: in the console, give virtual disk donnees the storage profile Normal; it was not verified: no published read shows it',
      '  manual step [volume-snapshots]: in the console, remove the task that takes snapshots of virtual disk donnees; it was not verified: no published read shows it',
    ]);
  });

  test('whose preferred side is another one is told so, by what was read', async () => {
    await lab.apply('volume');
    const ran = await lab.apply('volume', order({ preferred: 'agglo' }));
    expect([ran.code, ran.out.split('\n')[0]]).toEqual([
      0,
      '  manual step [volume-preferred-side]: in the console, make dcs-agglo the preferred server of virtual disk donnees; read now: dcs-mairie',
    ]);
  });

  test('is served to a host that came later, and to none that the estate does not name', async () => {
    await lab.apply('volume', order({ hosts: [ORDER.hosts[0]!] }));
    const ran = await lab.apply('volume', order({ hosts: [ORDER.hosts[1]!] }));
    expect(ran.out.split('\n').slice(1, -1)).toEqual([
      '  + register host esx-mairie.ville.example',
      '  + give host esx-mairie.ville.example its initiator iqn.1998-01.com.vmware:esx-mairie',
      '  + serve to esx-mairie.ville.example as LUN 1',
      '  = it is also served to esx-agglo.ville.example, which the estate does not name: left as it is',
      await rescan(undefined, [NAMES[1]!]),
    ]);
  });

  test('that has other numbers on its hosts than its order grows and is served all the same: VMFS knows it by its name', async () => {
    await lab.apply('volume');
    await again(NAMES[0]!, { StartingLUN: 4 });
    await again(NAMES[1]!, { StartingLUN: 5 });
    const third = { name: 'esx-nord.ville.example', iqn: 'iqn.1998-01.com.vmware:esx-nord' };
    const ran = await lab.apply('volume', order({ lun: 5, sizeMib: 20 * 1024, hosts: [...ORDER.hosts, third] }));
    expect([ran.code, ran.err, ...ran.out.split('\n').slice(0, 6)]).toEqual([
      0,
      '',
      'volume donnees:',
      '  + register host esx-nord.ville.example',
      '  + give host esx-nord.ville.example its initiator iqn.1998-01.com.vmware:esx-nord',
      '  ~ grow: 10 GiB -> 20 GiB',
      '  + serve to esx-nord.ville.example as LUN 5',
      '  = it is LUN 4 of esx-agglo.ville.example, the estate says 5: left as it is, VMFS knows it by its name',
    ]);
    expect(ran.out.split('\n').at(-1)).toBe(
      `volume donnees: ${await device()}, 20 GiB, mirrored and up to date, served to 3 hosts as LUN 4 and 5; manual steps open: 2`,
    );
  });

  test('gets a new initiator of a host; the old one is left', async () => {
    await lab.apply('volume');
    const changed = order({ hosts: [{ name: 'esx-agglo.ville.example', iqn: 'iqn.1998-01.com.vmware:new' }, ORDER.hosts[1]!] });
    expect((await lab.apply('volume', changed)).out.split('\n').slice(0, -1)).toEqual([
      'volume donnees:',
      '  + give host esx-agglo.ville.example its initiator iqn.1998-01.com.vmware:new',
      '  = host esx-agglo.ville.example has another initiator, iqn.1998-01.com.vmware:esx-agglo: left as it is',
      await rescan(),
    ]);
  });
});

describe('a mirror that may go, by an approval in the order,', () => {
  const NOTE = '  = whatever else the estate says of it waits until its mirror is split';
  const STEP =
    '  manual step [volume-unmirror]: in the console, split the mirror of virtual disk donnees, and keep the side of dcs-mairie under this name and description; the call is not published; then terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.donnees_settings; read now: it is mirrored';
  const single = order({ mirrored: false, pools: [ORDER.pools[1]!], approval: APPROVAL });

  test('is split by a person: a step until it was read, and nothing else meanwhile', async () => {
    await lab.apply('volume');
    const { body: before } = await lab.control('GET', '/lab/status');
    const larger = { ...single, sizeMib: 20 * 1024 };
    for (const flags of [{ dryRun: true }, { dryRun: false }]) {
      const ran = await lab.apply('volume', larger, { flags });
      expect([ran.code, ran.err]).toEqual([0, '']);
      expect(ran.out.split('\n').filter((line) => !line.includes('[host-rescan]'))).toEqual([
        ...(flags.dryRun ? ['volume donnees: nothing to do'] : []),
        NOTE,
        STEP,
        ...(flags.dryRun
          ? []
          : [`volume donnees: ${await device()}, 10 GiB, mirrored and up to date, served to 2 hosts as LUN 1; manual steps open: 2`]),
      ]);
    }
    const { body: after } = await lab.control('GET', '/lab/status');
    expect({ ...(after as object), requests: 0 }).toEqual({ ...(before as object), requests: 0 });
    expect(lab.factsText()).toEqual({ volumes: { donnees: { device: await device(), manualSteps: ['volume-unmirror', 'host-rescan'] } } });

    await lab.control('POST', '/lab/disks/donnees/keep/dcs-mairie');
    const done = await lab.apply('volume', larger);
    expect([done.code, done.out.split('\n')[1], done.out.split('\n').at(-1)]).toEqual([
      0,
      '  ~ grow: 10 GiB -> 20 GiB',
      `volume donnees: ${await device()}, 20 GiB, single, served to 2 hosts as LUN 1; manual steps open: 2`,
    ]);
  });

  test('is not split before both sides are whole', async () => {
    await lab.end();
    lab = await ground({ recoveryMs: 60_000 });
    const ran = lab.apply('volume');
    expect((await ran).err).toContain('is not up to date');
    const split = await lab.apply('volume', single);
    expect([split.code, split.out.includes('[volume-unmirror]'), split.err.split('\n')[0]]).toEqual([
      1,
      false,
      expect.stringContaining('virtual disk `donnees` is not up to date') as unknown,
    ]);
  });

  test('split at the wrong side, it is refused: the data are where the estate does not say', async () => {
    await lab.apply('volume');
    await lab.control('POST', '/lab/disks/donnees/keep/dcs-agglo');
    expect((await lab.apply('volume', single)).err).toBe(
      'cordee: volume `donnees` is 10 GiB, single, in ssd-agglo; the estate says ssd-mairie\n        data is not moved between pools here: correct the estate, or move it in the console first',
    );
  });
});

describe('is refused, and nothing is changed:', () => {
  const cases: readonly (readonly [what: string, prepare: () => Promise<unknown>, changes: Changes, message: string, remedy: string])[] = [
    [
      'a smaller size',
      () => lab.apply('volume'),
      { sizeMib: 5 * 1024 },
      'volume `donnees` is 10 GiB, the estate says 5 GiB',
      'write 10 GiB: a volume is never made smaller, what lies beyond its new end would be lost',
    ],
    [
      'the loss of a mirror',
      () => lab.apply('volume'),
      { mirrored: false, pools: [ORDER.pools[1]!] },
      'volume `donnees` is mirrored, the estate says single: it would lose its mirror without an approval',
      'add one that names it to approvals.yaml, with `for: [unmirror]`; synthesize and plan again; or write `mirrored: true`',
    ],
    [
      'the loss of a mirror, with an approval for something else',
      () => lab.apply('volume'),
      { mirrored: false, pools: [ORDER.pools[1]!], approval: { ...APPROVAL, for: ['change'] } },
      'volume `donnees` is mirrored, the estate says single: approval `une-copie` (fin du double; direction; until 2027-01-31) is for change, not for losing a mirror',
      'add `unmirror` to what it is `for` if one copy may go; synthesize and plan again; or write `mirrored: true`',
    ],
    [
      'the loss of a mirror, with an approval that has ended',
      () => lab.apply('volume'),
      { mirrored: false, pools: [ORDER.pools[1]!], approval: { ...APPROVAL, until: '2026-11-22' } },
      'volume `donnees` is mirrored, the estate says single: approval `une-copie` (fin du double; direction; until 2026-11-22) has expired',
      'if its owner still consents, give it a later day; synthesize and plan again; or write `mirrored: true`',
    ],
    [
      'the loss of a mirror whose kept side is none of the two',
      () => lab.apply('volume'),
      { mirrored: false, pools: [{ ...ORDER.pools[1]!, pool: 'reserve-mairie' }], approval: APPROVAL },
      'server `dcs-mairie` has no pool `reserve-mairie`: it has `ssd-mairie`',
      'correct `pools` in storage-servers/',
    ],
    [
      'a mirror for what has none',
      () => lab.apply('volume', order({ mirrored: false, pools: [ORDER.pools[1]!] })),
      {},
      'volume `donnees` is single, the estate says mirrored',
      'manual step [volume-mirror]: add the mirror in the console (Add Mirror; the call is not published), then apply again',
    ],
    [
      'another pool',
      () => lab.apply('volume', order({ mirrored: false, pools: [ORDER.pools[1]!] })),
      { mirrored: false, pools: [ORDER.pools[0]!], preferred: 'agglo' },
      'volume `donnees` is 10 GiB, single, in ssd-mairie; the estate says ssd-agglo',
      'data is not moved between pools here: correct the estate, or move it in the console first',
    ],
    [
      'growth with snapshots',
      async () => {
        await lab.apply('volume');
        const source = await idOf('virtualdisks', 'donnees');
        for (const name of ['avant-mise-a-jour', 'lundi'])
          await lab.rest('POST', 'snapshots', { VirtualDisk: source, Name: name, Type: 1, DestinationPool: await pool('ssd-agglo') });
      },
      { sizeMib: 20 * 1024 },
      'volume `donnees` cannot grow while it has snapshots: avant-mise-a-jour, lundi',
      'delete them in the console (and pause their schedule), apply, then take new ones',
    ],
    [
      'a disk that is somebody else’s',
      async () => lab.rest('POST', 'virtualdisks', { Name: 'donnees', Size: '12 GB', Type: 0, FirstPool: await pool('ssd-mairie') }),
      {},
      'virtual disk `donnees` exists and was not made by Cordée: 12 GiB, single, in ssd-mairie',
      'to read it as it is, write `existing: true`; to hand it over, write `cordee:ville.example/minimal/donnees` into its description in the console',
    ],
    [
      'a disk that bears the mark of an older Cordée',
      async () => {
        await lab.apply('volume');
        await lab.rest('PUT', `virtualdisks/${await idOf('virtualdisks', 'donnees')}`, { Description: 'cordee:minimal/donnees' });
      },
      {},
      'virtual disk `donnees` exists and bears the older mark `cordee:minimal/donnees`, which does not say whose `minimal` it is: 10 GiB, mirrored, in ssd-mairie and ssd-agglo',
      'to read it as it is, write `existing: true`; to hand it over, write `cordee:ville.example/minimal/donnees` into its description in the console',
    ],
    [
      'a volume under another name',
      async () => {
        await lab.apply('volume');
        await lab.rest('PUT', `virtualdisks/${await idOf('virtualdisks', 'donnees')}`, { Caption: 'ancien' });
      },
      {},
      'volume `donnees` is named `ancien` on the storage: its description says `cordee:ville.example/minimal/donnees`',
      'name it `donnees` again in the console; or, if it is a copy, take the mark out of its description',
    ],
    [
      'a volume that is gone: an empty one in its place would hide that',
      () => {
        lab.writeFacts({ volumes: { donnees: { device: 'naa.60030d90gone' } } });
        return Promise.resolve();
      },
      {},
      'volume `donnees` was naa.60030d90gone when it was last applied, and the storage has no such disk any more',
      'is this the right storage, and does its console show the disk? If it was deleted on purpose, take `donnees` out of .cordee/facts/minimal.json, then apply again',
    ],
    [
      'a disk of another town, whose environment has the same name',
      () => lab.apply('volume', ORDER, { where: { estate: 'autre.example/minimal', facts: `${lab.folder}/facts/autre.json` } }),
      {},
      'virtual disk `donnees` exists and belongs to `cordee:autre.example/minimal/donnees`: 10 GiB, mirrored, in ssd-mairie and ssd-agglo',
      'to read it as it is, write `existing: true`; to hand it over, write `cordee:ville.example/minimal/donnees` into its description in the console',
    ],
    [
      'a number that another disk has',
      () => lab.apply('volume', order({ name: 'autre' })),
      {},
      'LUN 1 of host `esx-agglo.ville.example` is `autre`, which belongs to `cordee:ville.example/minimal/autre` and is served to esx-agglo.ville.example, esx-mairie.ville.example',
      'that disk is in use and keeps its number: write another `lun` for volume `donnees`, as 2, which is free on its hosts',
    ],
    [
      'a host that sees one side of a mirror only: half of the mirror is nothing there',
      async () => {
        await lab.apply('volume');
        await again('esx-agglo.ville.example', { Redundancy: false, StartingLUN: 1 });
      },
      {},
      'volume `donnees` is mirrored, and `esx-agglo.ville.example` sees it by `dcs-mairie` only: `dcs-agglo` does not serve it there',
      'nothing adds a path to a host that has one: put esx-agglo.ville.example into maintenance mode, unserve `donnees` from it in the console, then apply again',
    ],
    [
      'another server group',
      () => Promise.resolve(),
      { serverGroup: 'Agglo' },
      'the REST service speaks for the server group `Ville`, the estate for `Agglo`',
      'correct `serverGroup` or `rest.endpoints` in storage.yaml: another group’s storage is not touched',
    ],
    [
      'an unknown server',
      () => Promise.resolve(),
      { pools: [{ ...ORDER.pools[0]!, server: 'dcs-x' }, ORDER.pools[1]!] },
      'the server group has no server `dcs-x`: it has `dcs-mairie`, `dcs-agglo`',
      'correct `hostName` in storage-servers/',
    ],
    [
      'an unknown pool',
      () => Promise.resolve(),
      { pools: [{ ...ORDER.pools[0]!, pool: 'or' }, ORDER.pools[1]!] },
      'server `dcs-agglo` has no pool `or`: it has `ssd-agglo`',
      'correct `pools` in storage-servers/',
    ],
    [
      'less than an allocation unit',
      () => Promise.resolve(),
      { sizeMib: 64 },
      'volume `donnees` is 64 MiB, less than the allocation unit of pool `ssd-mairie` (128 MiB)',
      'make it larger',
    ],
    [
      'an initiator that belongs to another host',
      () => lab.apply('volume', order({ name: 'autre', lun: 2 })),
      { hosts: [{ ...ORDER.hosts[0]!, iqn: 'IQN.1998-01.com.vmware:esx-mairie' }] },
      'initiator IQN.1998-01.com.vmware:esx-mairie belongs to `esx-mairie.ville.example`, the estate gives it to `esx-agglo.ville.example`',
      'correct it in the console or in hosts/',
    ],
    [
      'a host without several paths and ALUA',
      () => lab.rest('POST', 'hosts', { Name: 'esx-agglo.ville.example', OperatingSystem: 12, MPIO: false, Alua: false }),
      {},
      'host `esx-agglo.ville.example` is registered without multipath support and ALUA',
      'tick both in the console while nothing is served to it, then apply again',
    ],
  ];

  test.each(cases)('%s', async (_, prepare, changes, message, remedy) => {
    await prepare();
    const { body: before } = await lab.control('GET', '/lab/status');
    expect(await lab.apply('volume', order(changes))).toEqual(refused(message, remedy));
    const { body: after } = await lab.control('GET', '/lab/status');
    expect({ ...(after as object), requests: 0 }).toEqual({ ...(before as object), requests: 0 });
  });

  const half = async (change: (unit: LogicalUnit, sides: readonly string[]) => LogicalUnit) => {
    await lab.apply('volume');
    const read = { read: (path: string) => lab.list(path), write: () => Promise.resolve(undefined) };
    const all = { servers: await servers(read).list(), logicalDisks: await logicalDisks(read).list(), hosts: await hosts(read).list() };
    const units = await logicalUnits(read).list();
    const [disk] = await virtualDisks(read).list();
    const view = { ...all, groups: [], pools: [], ports: [], snapshots: [], disks: [disk!] };
    const sides = all.logicalDisks.map(({ id }) => id);
    return refusal(() => serving(volumeOrder(ORDER), disk, { ...view, units: units.map((unit) => change(unit, sides)) }, []));
  };

  test('a host that has it at two numbers, one a side', async () => {
    expect(await half((unit, [first]) => ({ ...unit, lun: unit.logicalDiskId === first ? 1 : 7 }))).toEqual([
      'volume `donnees` has several numbers on `esx-agglo.ville.example`: LUN 1, 7',
      'nothing adds a path to a host that has one: put esx-agglo.ville.example into maintenance mode, unserve `donnees` from it in the console, then apply again',
    ]);
  });

  test('paths that do not say which side they lead to: nobody could say whether both serve', async () => {
    expect(await half((unit) => ({ ...unit, logicalDiskId: '' }))).toEqual([
      'by which servers volume `donnees` is served cannot be read: its paths and its sides do not name each other (LogicalDiskId, VirtualDiskId, ServerHostId)',
      'another version of SANsymphony than this client knows; report it with the version',
    ]);
    expect(await half((unit, [first = '']) => ({ ...unit, logicalDiskId: first }))).toEqual([
      'volume `donnees` is mirrored, and `esx-agglo.ville.example` sees it by `dcs-mairie` only: `dcs-agglo` does not serve it there',
      'nothing adds a path to a host that has one: put esx-agglo.ville.example into maintenance mode, unserve `donnees` from it in the console, then apply again',
    ]);
  });

  test('two hosts of one name: only one of them could be served', () => {
    const host = { id: '1', name: 'esx', mpio: true, alua: true };
    expect(hostNamed({ hosts: [host] }, 'esx')).toBe(host);
    expect(() => hostNamed({ hosts: [host, { ...host, id: '2' }] }, 'esx')).toThrow('2 hosts are registered as `esx`');
  });

  test('a disk that was made anew under the same name and mark', async () => {
    await lab.apply('volume');
    const naa = await device();
    lab.writeFacts({ volumes: { donnees: { device: 'naa.60030d90before' } } });
    for (const action of ['volume', 'volume-identity'] as const)
      expect(await lab.apply(action)).toEqual(
        refused(
          `volume \`donnees\` is ${naa}; when it was last applied it was naa.60030d90before`,
          'somebody made it anew: if that is right, take `donnees` out of .cordee/facts/minimal.json, then apply again',
        ),
      );
  });

  test('two disks of one name: nobody could say which is meant', async () => {
    await lab.apply('volume');
    const disks = await virtualDisks({ read: () => lab.list('virtualdisks'), write: () => Promise.resolve(undefined) }).list();
    expect(diskNamed({ disks }, 'donnees')).toEqual(disks[0]);
    expect(() => diskNamed({ disks: [...disks, ...disks] }, 'donnees')).toThrow(
      new UsageError('2 virtual disks are named `donnees`', 'rename all but one in the console'),
    );
  });
});

describe('the identity of a volume', () => {
  test('looks, and changes nothing', async () => {
    expect(await lab.apply('volume-identity', { name: 'donnees' })).toEqual({
      code: 0,
      out: 'volume donnees: not there yet; its settings make it',
      err: '',
    });
    await lab.apply('volume');
    expect(await lab.apply('volume-identity', { name: 'donnees' })).toEqual({
      code: 0,
      out: `volume donnees: ${await device()}, 10 GiB, mirrored, in ssd-mairie and ssd-agglo`,
      err: '',
    });
  });

  test('that exists already is written down as it is, whoever made it', async () => {
    const where = { existing: true };
    expect(await lab.apply('volume-identity', { name: 'ancien' }, { where })).toEqual(
      refused(
        'volume `ancien` is described as existing, and the storage has no virtual disk `ancien`',
        'write its name in DataCore as `inventoryName:`, or leave `existing: true` out so that it is made',
      ),
    );
    await lab.rest('POST', 'virtualdisks', { Name: 'ancien', Size: '12 GB', Type: 0, FirstPool: await pool('ssd-mairie') });
    expect(await lab.apply('volume-identity', { name: 'ancien' }, { where })).toEqual({
      code: 0,
      out: `volume ancien: it exists and is only looked at: ${await device('ancien')}, 12 GiB, single, in ssd-mairie`,
      err: '',
    });
    expect(lab.factsText()).toEqual({ volumes: { ancien: { device: await device('ancien') } } });
    // Under its key among the facts, whatever its name in DataCore is.
    expect(await lab.apply('volume-identity', { name: 'archives', inventoryName: 'ancien' }, { where })).toMatchObject({
      code: 0,
      err: '',
    });
    const facts = { device: await device('ancien') };
    expect(lab.factsText()).toEqual({ volumes: { ancien: facts, archives: facts } });
  });

  test('refuses a disk that is somebody else’s before anything is asked of it', async () => {
    await lab.rest('POST', 'virtualdisks', { Name: 'donnees', Size: '12 GB', Type: 0, FirstPool: await pool('ssd-mairie') });
    expect(await lab.apply('volume-identity', { name: 'donnees' })).toEqual(
      refused(
        'virtual disk `donnees` exists and was not made by Cordée: 12 GiB, single, in ssd-mairie',
        'to read it as it is, write `existing: true`; to hand it over, write `cordee:ville.example/minimal/donnees` into its description in the console',
      ),
    );
  });
});
