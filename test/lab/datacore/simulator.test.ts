/** The simulated storage itself: its refusals word for word, its mirrors, its sites, and what the simulated vCenter reads of it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { storageInventory } from '../../../scripts/lab/datacore/inventory';
import { AS_OF, checked, filesOf } from '../../support/estates';
import { PROJECT } from '../../support/needs';
import { build } from './child-applier';
import { type Ground, ground, INVENTORY } from './ground';

let lab: Ground;
beforeEach(async () => (lab = await ground()));
afterEach(() => lab.end());

const GIB = 1024 ** 3;
const pools = async (): Promise<readonly string[]> => (await lab.list('pools')).map(({ Id }) => String(Id));
const ids = async (collection: string): Promise<readonly string[]> => (await lab.list(collection)).map(({ Id }) => String(Id));
const item = (collection: string, id: unknown): string => `${collection}/${encodeURIComponent(String(id))}`;
const mirrored = async (name: string, size = GIB) => {
  const [FirstPool, SecondPool] = await pools();
  return lab.rest('POST', 'virtualdisks', { Name: name, Size: size, Type: 2, FirstPool, SecondPool });
};
const single = async (name: string, size: number | string = GIB) =>
  lab.rest('POST', 'virtualdisks', { Name: name, Size: size, Type: 0, FirstPool: (await pools())[0] });
const host = async (name: string): Promise<string> => {
  const { body } = await lab.rest('POST', 'hosts', { Name: name, OperatingSystem: 12, MPIO: 'true', Alua: 'true' });
  const { Id } = body as { Id: string };
  await lab.rest('POST', item('hosts', Id), { Operation: 'AssignPort', Port: `iqn.1998-01.com.vmware:${name}` });
  return Id;
};
const serve = async (disk: number, Host: unknown, more: object = {}) =>
  lab.rest('POST', item('virtualdisks', (await ids('virtualdisks'))[disk]), { Operation: 'Serve', Host, Redundancy: 'true', ...more });

test('its inventory is made from the estate, with no host registered', () => {
  const { model } = checked(filesOf('minimal'), 'minimal');
  const pool = (name: string) => [{ name, capacityMib: 4 * 1024 ** 2, allocationUnitMib: 128 }];
  expect([AS_OF, storageInventory(model!)]).toEqual([
    '2026-11-23',
    {
      serverGroup: 'Ville',
      servers: [
        { name: 'dcs-agglo', site: 'agglo', management: '10.0.10.22', pools: pool('ssd-agglo') },
        { name: 'dcs-mairie', site: 'mairie', management: '10.0.10.21', pools: pool('ssd-mairie') },
      ],
      disks: [],
      hosts: [],
    },
  ]);
});

describe('it answers as the service does', () => {
  test('ids, sizes, enums and nulls in their own forms; a write answers a list of one', async () => {
    const { status, body } = await mirrored('données');
    expect([status, body]).toEqual([
      200,
      [
        expect.objectContaining({
          Id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
          Alias: 'données',
          Description: null,
          Size: { Value: GIB },
          Type: 2,
          DiskStatus: 0,
          PoolIds: [expect.stringMatching(/^[0-9A-F-]{36}:\{[0-9a-f-]{36}\}$/), expect.stringMatching(/^[0-9A-F-]{36}:\{[0-9a-f-]{36}\}$/)],
          ScsiDeviceIdString: expect.stringMatching(/^60030D90[0-9A-F]{24}$/) as string,
          IsServed: false,
        }),
      ],
    ]);
  });

  test('dates as milliseconds with a zone, in a snapshot', async () => {
    await mirrored('a');
    const [VirtualDisk] = await ids('virtualdisks');
    const { body } = await lab.rest('POST', 'snapshots', { VirtualDisk, Name: 's', Type: 1, DestinationPool: (await pools())[1] });
    expect(body).toEqual([
      expect.objectContaining({ Caption: 's', TimeStamp: expect.stringMatching(/^\/Date\(\d{13}\+0000\)\/$/) as string }),
    ]);
    expect((await lab.rest('DELETE', item('snapshots', (await ids('snapshots'))[0]))).status).toBe(200);
    expect((await lab.list('virtualdisks')).map(({ Alias }) => Alias)).toEqual(['a']);
  });

  test('both forms of Basic: encoded, and in clear as documented', async () => {
    const clear = { Authorization: 'Basic cordee Geheim-4711:', ServerHost: '10.0.10.21' };
    expect((await lab.rest('GET', 'servers', undefined, clear)).status).toBe(401);
    expect((await lab.rest('GET', 'servers')).status).toBe(200);
  });

  test('a name is cut at 48 characters; a collection may be written in any case', async () => {
    await mirrored('x'.repeat(60));
    expect((await lab.list('VirtualDisks')).map(({ Alias }) => Alias)).toEqual(['x'.repeat(48)]);
  });
});

describe('it refuses', () => {
  const served = async (): Promise<void> => {
    await mirrored('a');
    await serve(0, await host('esx'));
  };
  const snapshot = async (): Promise<void> => {
    await mirrored('a');
    await lab.rest('POST', 'snapshots', {
      VirtualDisk: (await ids('virtualdisks'))[0],
      Name: 's',
      Type: 1,
      DestinationPool: (await pools())[0],
    });
  };
  const first = async (): Promise<string> => item('virtualdisks', (await ids('virtualdisks'))[0]);
  type Case = readonly [what: string, request: () => Promise<unknown>, status: number, message: string, code?: number];
  const cases: readonly Case[] = [
    ['no ServerHost', () => lab.rest('GET', 'pools', undefined, auth()), 400, 'The ServerHost header is missing.', 9],
    [
      'an unknown ServerHost',
      () => lab.rest('GET', 'pools', undefined, { ...auth(), ServerHost: 'dcs' }),
      400,
      'The server dcs is not known.',
    ],
    [
      'no login',
      () => lab.rest('GET', 'pools', undefined, { ServerHost: '10.0.10.21' }),
      401,
      'The user name or the password is not valid.',
    ],
    ['a twin', async () => [await mirrored('a'), await mirrored('a')][1], 400, 'A virtual disk with the name a already exists.'],
    [
      'less than an allocation unit',
      () => single('a', 1024 ** 2),
      400,
      'the disk size provided is less than the storage allocation unit size',
    ],
    ['more than a pool has', () => single('a', '5 TB'), 400, 'There is not enough space in the pool ssd-mairie.'],
    ['no size', () => single('a', 'much'), 400, 'The parameter Size is no size.'],
    [
      'an unknown pool',
      () => lab.rest('POST', 'virtualdisks', { Name: 'a', Size: GIB, Type: 0, FirstPool: 'x:{y}' }),
      400,
      'The pool x:{y} does not exist.',
    ],
    [
      'a mirror on one server',
      async () => {
        const [pool] = await pools();
        return lab.rest('POST', 'virtualdisks', { Name: 'a', Size: GIB, Type: 2, FirstPool: pool, SecondPool: pool });
      },
      400,
      'The pools of a mirrored virtual disk must belong to two servers.',
    ],
    [
      'an enum as a word',
      async () => lab.rest('POST', 'virtualdisks', { Name: 'a', Size: GIB, Type: 'Mirrored', FirstPool: (await pools())[0] }),
      400,
      'The parameter Type must be a number.',
    ],
    [
      'a dual disk',
      async () => lab.rest('POST', 'virtualdisks', { Name: 'a', Size: GIB, Type: 3, FirstPool: (await pools())[0] }),
      501,
      'simulator: creating a virtual disk of type 3 is not published, so it is not simulated',
    ],
    [
      'a template',
      () => lab.rest('POST', 'virtualdisks', { VirtualDiskTemplate: 't', Name: 'a', Size: '1 GB', Count: 1 }),
      501,
      'simulator: what a template of virtual disks holds is not published, so it is not simulated',
    ],
    [
      'serving again',
      async () => {
        await served();
        return serve(0, (await ids('hosts'))[0]);
      },
      400,
      'A path with the chosen initiator and target ports already exists.',
    ],
    [
      'serving to an unknown host',
      async () => {
        await mirrored('a');
        return serve(0, 'nobody');
      },
      400,
      'The host nobody does not exist.',
    ],
    [
      'serving to a host without initiators',
      async () => {
        await mirrored('a');
        const { body } = await lab.rest('POST', 'hosts', { Name: 'esx', OperatingSystem: 12 });
        return serve(0, (body as { Id: string }).Id);
      },
      400,
      'The host esx has no ports.',
    ],
    [
      'redundant paths to a single disk',
      async () => {
        await single('a');
        return serve(0, await host('esx'));
      },
      400,
      'Virtual disk a has no second server for redundant paths.',
    ],
    [
      'unserving what is not served',
      async () => {
        await mirrored('a');
        return lab.rest('POST', await first(), { Operation: 'Unserve', Host: await host('esx') });
      },
      400,
      'Virtual disk a is not served to esx.',
    ],
    [
      'deleting while served',
      async () => {
        await served();
        return lab.rest('DELETE', await first());
      },
      400,
      'Virtual disk a is served to a host.',
    ],
    [
      'resizing with snapshots',
      async () => {
        await snapshot();
        return lab.rest('PUT', await first(), { Size: 2 * GIB });
      },
      400,
      'Virtual disk a cannot be resized because it has snapshots attached.',
    ],
    [
      'deleting with snapshots',
      async () => {
        await snapshot();
        return lab.rest('DELETE', await first());
      },
      400,
      'Virtual disk a cannot be deleted because it has snapshots attached.',
    ],
    [
      'a snapshot of a single disk on the other server',
      async () => {
        await single('a');
        const [VirtualDisk] = await ids('virtualdisks');
        return lab.rest('POST', 'snapshots', { VirtualDisk, Name: 's', Type: 1, DestinationPool: (await pools())[1] });
      },
      400,
      'Disk a does not belong to server dcs-agglo.',
    ],
    [
      'a host that is there',
      async () => {
        await host('esx');
        return lab.rest('POST', 'hosts', { Name: 'esx', OperatingSystem: 12 });
      },
      400,
      'A host with the name esx already exists.',
    ],
    [
      'an initiator that is there',
      async () => {
        const id = await host('esx');
        return lab.rest('POST', item('hosts', id), { Operation: 'AssignPort', Port: 'IQN.1998-01.com.vmware:esx' });
      },
      400,
      'The port IQN.1998-01.com.vmware:esx already exists.',
    ],
    ['one pool', async () => lab.rest('GET', item('pools', (await pools())[0])), 404, ''],
    ['a disk that is not there', () => lab.rest('DELETE', 'virtualdisks/none'), 404, 'The virtual disk none does not exist.'],
    [
      'changing the preferred server',
      async () => {
        await mirrored('a');
        return lab.rest('PUT', await first(), { PreferredServer: 'x' });
      },
      501,
      'simulator: changing PreferredServer of a virtual disk is not published, so it is not simulated',
    ],
    [
      'changing the storage profile',
      async () => {
        await mirrored('a');
        return lab.rest('PUT', await first(), { StorageProfileId: 'x' });
      },
      501,
      'simulator: changing StorageProfileId of a virtual disk is not published, so it is not simulated',
    ],
    [
      'continuous data protection',
      async () => {
        await mirrored('a');
        return lab.rest('POST', await first(), { Operation: 'EnableDataProtection' });
      },
      501,
      'simulator: the operation EnableDataProtection on a virtual disk is not published, so it is not simulated',
    ],
    [
      'a witness',
      () => lab.rest('POST', 'witnesses', { Name: 'w' }),
      501,
      'simulator: creating in witnesses is not published, so it is not simulated',
    ],
    ['a body that is none', () => lab.rest('POST', 'hosts', []), 400, 'The body is no JSON object.'],
  ];

  test.each(cases.map(([what, ...rest]) => [what, rest] as const))('%s', async (what, [request, status, message, code = 0]) => {
    const said = what === 'one pool' ? `pools has no ${String((await pools())[0])}.` : message;
    expect(await request()).toEqual({ status, body: { ErrorCode: code, ErrorMessage: said } });
  });

  const auth = () => ({ Authorization: `Basic ${Buffer.from('cordee:Geheim-4711:è').toString('base64')}` });
});

describe('a LUN', () => {
  test('is told to the vCenter when it is served, and not before; it is gone when the last host is', async () => {
    await mirrored('a', 2 * GIB);
    expect(lab.luns()).toEqual([]);
    const [one, two] = [await host('esx-1'), await host('esx-2')];
    await serve(0, two, { StartingLUN: 7 });
    await serve(0, one, { StartingLUN: 7 });
    const [disk] = await lab.list('virtualdisks');
    const naa = `naa.${String(disk?.['ScsiDeviceIdString']).toLowerCase()}`;
    expect(lab.luns()).toEqual([{ naa, sizeMib: 2048, lun: 7, hosts: ['esx-1', 'esx-2'] }]);
    for (const Host of [one, two]) await lab.rest('POST', item('virtualdisks', disk?.['Id']), { Operation: 'Unserve', Host });
    expect(lab.luns()).toEqual([]);
  });

  test('is hidden from a host whose only path leads to a server that is down', async () => {
    await mirrored('a');
    const [both, one] = [await host('esx-both'), await host('esx-one')];
    await serve(0, both, { StartingLUN: 7 });
    await serve(0, one, { StartingLUN: 7, Redundancy: 'false' });
    const shown = () => (lab.luns() as { hosts: unknown; silent?: unknown }[]).map(({ hosts, silent }) => [hosts, silent]);
    expect(shown()).toEqual([[['esx-both', 'esx-one'], undefined]]);
    const { ServerId } = (await lab.list('pools'))[0] ?? {};
    const site = (await lab.list('servers')).find(({ Id }) => Id === ServerId)?.['HostName'] === 'dcs-mairie' ? 'mairie' : 'agglo';
    await lab.control('POST', `/lab/sites/${site}/lose`);
    expect(shown()).toEqual([[['esx-both'], ['esx-one']]]);
    await lab.control('POST', `/lab/sites/${site}/restore`);
    expect(shown()).toEqual([[['esx-both', 'esx-one'], undefined]]);
  });

  test('has the number asked for, or the next that is free; a mirror has paths of its own', async () => {
    await mirrored('a');
    await mirrored('b');
    const esx = await host('esx');
    await serve(0, esx, { StartingLUN: 3 });
    await serve(1, esx, { StartingLUN: 3 });
    const units = await lab.list('virtuallogicalunits');
    expect(units.filter(({ Type }) => Type === 1).map(({ Lun }) => Lun)).toEqual([{ Quad: 3 }, { Quad: 3 }, { Quad: 4 }, { Quad: 4 }]);
    expect(units.filter(({ Type }) => Type === 2)).toHaveLength(4);
  });
});

describe('a site', () => {
  const state = async (): Promise<readonly unknown[]> =>
    (await lab.list('virtualdisks')).map(({ Alias, DiskStatus, Status, Offline }) => [Alias, DiskStatus, Status, Offline]);
  const agglo = { ServerHost: '10.0.10.22' };

  test('that is lost takes its listener, its server and its single disks with it; mirrors go on, and recover when it is back', async () => {
    await lab.end();
    lab = await ground({ recoveryMs: 3_600_000 });
    await mirrored('m');
    await single('s');
    const esx = await host('esx');
    await serve(0, esx);
    await serve(1, esx, { Redundancy: 'false', StartingLUN: 1 });
    expect(await state()).toEqual([
      ['m', 1, 'In full recovery', false],
      ['s', 0, 'Healthy', false],
    ]);
    // The side that is still recovering is lost: the other one goes on alone.
    const { body } = await lab.control('POST', '/lab/sites/agglo/lose');
    expect((body as { sites: unknown }).sites).toEqual({ mairie: 'up', agglo: 'lost' });
    expect(await state()).toEqual([
      ['m', 1, 'Path down', false],
      ['s', 0, 'Healthy', false],
    ]);
    expect(await lab.rest('GET', 'pools', undefined, { ...authorized(), ...agglo })).toEqual({
      status: 500,
      body: { ErrorCode: 0, ErrorMessage: 'The connection with the server 10.0.10.22 is lost.' },
    });
    await lab.control('POST', '/lab/sites/agglo/restore');
    expect(await state()).toEqual([
      ['m', 1, 'In log recovery', false],
      ['s', 0, 'Healthy', false],
    ]);
    // Now the only current copy goes: nothing serves the mirror, whose other side is behind.
    await lab.control('POST', '/lab/sites/mairie/lose');
    const silent = [
      { hosts: [], silent: ['esx'] },
      { hosts: [], silent: ['esx'] },
    ];
    expect(lab.luns()).toEqual(silent.map((lun) => expect.objectContaining(lun) as unknown));
    await expect(lab.rest('GET', 'pools')).rejects.toThrow(/ECONNREFUSED/);
    await lab.control('POST', '/lab/sites/mairie/restore');
    expect((lab.luns() as unknown[]).length).toBe(2);
    expect((await lab.rest('GET', 'pools')).status).toBe(200);
  });

  test('that is lost while the other still recovers from it leaves a copy that is behind, however long that waits', async () => {
    await lab.end();
    lab = await ground({ recoveryMs: 300 });
    await mirrored('m');
    const whole = async (): Promise<boolean> => (await state()).every((disk) => (disk as readonly unknown[])[2] === 'Healthy');
    while (!(await whole())) await sleep(20);
    await lab.control('POST', '/lab/sites/agglo/lose');
    await lab.control('POST', '/lab/sites/agglo/restore');
    expect(await state()).toEqual([['m', 1, 'In log recovery', false]]);
    // Now the source goes, and with it the only current copy. Its listener is gone too: what is said is said by the other server.
    await lab.control('POST', '/lab/sites/mairie/lose');
    const statusOf = async (): Promise<unknown> =>
      ((await lab.control('GET', '/lab/status')).body as { disks: readonly { status: string }[] }).disks.map(({ status }) => status);
    expect(await statusOf()).toEqual(['Offline']);
    await sleep(600);
    expect(await statusOf()).toEqual(['Offline']);
    await lab.control('POST', '/lab/sites/mairie/restore');
    expect(await statusOf()).toEqual(['In log recovery']);
    while (!(await whole())) await sleep(20);
  });

  test('that is unknown is told with those there are', async () => {
    expect(await lab.control('POST', '/lab/sites/nowhere/lose')).toEqual({
      status: 404,
      body: { ErrorCode: 0, ErrorMessage: 'there is no site nowhere, only mairie, agglo' },
    });
    expect(INVENTORY.servers.map(({ site }) => site)).toEqual(['mairie', 'agglo']);
  });

  const authorized = () => ({ Authorization: `Basic ${Buffer.from('cordee:Geheim-4711:è').toString('base64')}` });
});

test('a fault that cannot be is refused with the field that is wrong', async () => {
  expect(await lab.control('POST', '/lab/faults', { kind: 'hold', when: 'later' })).toEqual({
    status: 400,
    body: { ErrorCode: 0, ErrorMessage: 'a fault cannot have `when`: "later"' },
  });
  expect(await lab.control('POST', '/lab/faults', { status: 500 })).toEqual({
    status: 400,
    body: { ErrorCode: 0, ErrorMessage: 'a fault is a JSON object with a `kind`' },
  });
});

test('it listens on loopback only', () => {
  build();
  const words = ['--inventory', 'i', '--state', 's', '--luns', 'l', '--listen', '0.0.0.0:443'];
  const ran = spawnSync(process.execPath, [join(PROJECT, 'dist/datacore-simulator.js'), ...words], { encoding: 'utf8' });
  expect([ran.status, ran.stdout, ran.stderr]).toEqual([
    1,
    '',
    "error: option '--listen <address>' argument '0.0.0.0:443' is invalid. a simulator listens on 127.0.0.1:PORT only\n",
  ]);
}, 60_000);
