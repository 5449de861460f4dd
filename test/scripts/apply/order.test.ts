/** Orders that are torn, or contradict themselves or the storage: refused whole, before the first write. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ground, ground, ORDER, type Ran } from '../../lab/datacore/ground';

let lab: Ground;
beforeAll(async () => (lab = await ground()));
afterAll(() => lab.end());

/** What the storage holds, byte by byte. */
const held = (): readonly string[] => ['state/state.json', 'luns.json'].map((name) => readFileSync(join(lab.folder, name), 'utf8'));
const refused = (message: string, remedy: string): Ran => ({ code: 1, out: '', err: `cordee: ${message}\n        ${remedy}` });
const requests = async (): Promise<number> => ((await lab.control('GET', '/lab/status')).body as { requests: number }).requests;

const AGAIN = 'synthesize again, and plan again';
const ESTATE = `correct volumes/ in the estate, ${AGAIN}`;
const KEY = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$, at most 40 characters';
const [agglo, mairie] = ORDER.pools;
const [first, second] = ORDER.hosts;

describe('an order that needs no storage to be refused:', () => {
  test.each<[what: string, changes: object, message: string, remedy: string]>([
    ['a name that is none', { name: '' }, '`name` of CORDEE_ORDER is `""`', `allowed: ${KEY}; ${AGAIN}`],
    ['a name as a path', { name: '../donnees' }, '`name` of CORDEE_ORDER is `"../donnees"`', `allowed: ${KEY}; ${AGAIN}`],
    ['a name with a mark in it', { name: 'a cordee:b/c/d' }, '`name` of CORDEE_ORDER is `"a cordee:b/c/d"`', `allowed: ${KEY}; ${AGAIN}`],
    [
      'a name that the storage would cut',
      { name: 'a'.repeat(49) },
      `\`name\` of CORDEE_ORDER is \`"${'a'.repeat(49)}"\``,
      `allowed: ${KEY}; ${AGAIN}`,
    ],
    ...[0, -1, 7, 2 ** 31, 10.5, '10 GiB', null].map((sizeMib): [string, object, string, string] => [
      `a size of ${JSON.stringify(sizeMib)}`,
      { sizeMib },
      `\`sizeMib\` of CORDEE_ORDER is \`${JSON.stringify(sizeMib)}\``,
      `allowed: a whole number from 8 to 1073741824 (MiB); ${AGAIN}`,
    ]),
    [
      'no size',
      { sizeMib: undefined },
      '`sizeMib` of CORDEE_ORDER is missing',
      `allowed: a whole number from 8 to 1073741824 (MiB); ${AGAIN}`,
    ],
    ['a LUN as a text', { lun: '1' }, '`lun` of CORDEE_ORDER is `"1"`', `allowed: a whole number from 0 to 255; ${AGAIN}`],
    ['a mirror as a text', { mirrored: 'true' }, '`mirrored` of CORDEE_ORDER is `"true"`', `allowed: true or false; ${AGAIN}`],
    [
      'an unknown profile',
      { profile: 'Fast' },
      '`profile` of CORDEE_ORDER is `"Fast"`',
      `allowed: Critical, High, Normal, Low, Archive; ${AGAIN}`,
    ],
    [
      'half a schedule',
      { snapshots: { every: 3600 } },
      '`snapshots.keep` of CORDEE_ORDER is missing',
      `allowed: a whole number from 1 to 1024; ${AGAIN}`,
    ],
    [
      'an initiator that is none',
      { hosts: [{ ...first, iqn: 'esx' }] },
      '`hosts.0.iqn` of CORDEE_ORDER is `"esx"`',
      `allowed: an iSCSI name, as iqn.1998-01.com.vmware:esx-1; ${AGAIN}`,
    ],
    ['no pool', { pools: [] }, '`pools` of CORDEE_ORDER is `[]`', `allowed: a list with at least 1 entry; ${AGAIN}`],
    [
      'a mirror with one side',
      { pools: [mairie] },
      'volume `donnees` is mirrored, and its order has `ssd-mairie on dcs-mairie`',
      `allowed: two pools, of two servers at two sites; ${ESTATE}`,
    ],
    [
      'a mirror with three sides',
      { pools: [agglo, mairie, { ...mairie, server: 'dcs-3' }] },
      'volume `donnees` is mirrored, and its order has `ssd-agglo on dcs-agglo`, `ssd-mairie on dcs-mairie`, `ssd-mairie on dcs-3`',
      `allowed: two pools, of two servers at two sites; ${ESTATE}`,
    ],
    [
      'a mirror on one server',
      { pools: [mairie, { ...mairie, pool: 'or', site: 'agglo' }] },
      'both sides of volume `donnees` are in one place: `ssd-mairie on dcs-mairie`, `or on dcs-mairie`',
      `allowed: two pools, of two servers at two sites; ${ESTATE}`,
    ],
    [
      'a mirror at one site',
      { pools: [mairie, { ...agglo, site: 'mairie' }] },
      'both sides of volume `donnees` are in one place: `ssd-mairie on dcs-mairie`, `ssd-agglo on dcs-agglo`',
      `allowed: two pools, of two servers at two sites; ${ESTATE}`,
    ],
    [
      'two pools without a mirror',
      { mirrored: false },
      'volume `donnees` is not mirrored, and its order has `ssd-agglo on dcs-agglo`, `ssd-mairie on dcs-mairie`',
      `allowed: one pool; ${ESTATE}`,
    ],
    [
      'a preferred side without a copy',
      { preferred: 'nord' },
      'the preferred side of volume `donnees` is `nord`, where it has no pool',
      `allowed: \`agglo\`, \`mairie\`; ${ESTATE}`,
    ],
    [
      'a host twice',
      { hosts: [first, { ...second, name: first!.name }] },
      'the order of volume `donnees` names `esx-agglo.ville.example` twice among its hosts',
      `allowed: each host and each initiator once; correct hosts/ in the estate, ${AGAIN}`,
    ],
    [
      'an initiator for two hosts',
      { hosts: [first, { ...second, iqn: first!.iqn.toUpperCase() }] },
      'the order of volume `donnees` names `iqn.1998-01.com.vmware:esx-agglo` twice among its hosts',
      `allowed: each host and each initiator once; correct hosts/ in the estate, ${AGAIN}`,
    ],
  ])('%s', async (_, changes, message, remedy) => {
    const [before, asked] = [held(), await requests()];
    expect(await lab.apply('volume', { ...ORDER, ...changes })).toEqual(refused(message, remedy));
    expect([held(), await requests()]).toEqual([before, asked]);
  });
});

describe('an order that one look refuses:', () => {
  test.each<[what: string, changes: object, message: string, remedy: string]>([
    [
      'an unknown pool on the side that comes last',
      { pools: [{ ...agglo, pool: 'or' }, mairie] },
      'server `dcs-agglo` has no pool `or`: it has `ssd-agglo`',
      'correct `pools` in storage-servers/',
    ],
    [
      'an unknown server',
      { pools: [{ ...agglo, server: 'dcs-x' }, mairie] },
      'the server group has no server `dcs-x`: it has `dcs-mairie`, `dcs-agglo`',
      'correct `hostName` in storage-servers/',
    ],
    [
      'another server group',
      { serverGroup: 'Agglo' },
      'the REST service speaks for the server group `Ville`, the estate for `Agglo`',
      'correct `serverGroup` or `rest.endpoints` in storage.yaml: another group’s storage is not touched',
    ],
    [
      'less than an allocation unit',
      { sizeMib: 64 },
      'volume `donnees` is 64 MiB, less than the allocation unit of pool `ssd-mairie` (128 MiB)',
      'make it larger',
    ],
  ])('%s', async (_, changes, message, remedy) => {
    const before = held();
    expect(await lab.apply('volume', { ...ORDER, ...changes })).toEqual(refused(message, remedy));
    expect(await lab.apply('volume', { ...ORDER, ...changes }, { flags: { dryRun: true } })).toEqual(refused(message, remedy));
    expect(held()).toEqual(before);
  });
});

describe('how the storage is reached:', () => {
  const where = { endpoints: ['https://10.0.0.1'], servers: [{ server: 's', management: '10.0.0.1' }], facts: 'f', estate: 'a.b/c' };
  const URLS = 'allowed: https://HOST or https://HOST:PORT';
  test.each<[what: string, changes: object, message: string, allowed: string]>([
    ['no endpoint', { endpoints: [] }, '`endpoints` of CORDEE_WHERE is `[]`', 'allowed: a list with at least 1 entry'],
    ['an endpoint that is none', { endpoints: ['dcs'] }, '`endpoints.0` of CORDEE_WHERE is `"dcs"`', URLS],
    ['a number', { endpoints: [5] }, '`endpoints.0` of CORDEE_WHERE is `5`', URLS],
    [
      'no TLS',
      { endpoints: ['https://10.0.0.1', 'http://10.0.0.1'] },
      '`endpoints.1` of CORDEE_WHERE is `"http://10.0.0.1"`',
      `${URLS}: without TLS the password could be read on its way`,
    ],
    [
      'a password',
      { endpoints: ['https://admin:geheim@10.0.0.1'] },
      '`endpoints.0` of CORDEE_WHERE is not shown: it holds a user name or password',
      `${URLS}, without a user name or password: these come from DATACORE_USER and DATACORE_PASSWORD alone (if it was in a file, change the password)`,
    ],
    ['no servers', { servers: undefined }, '`servers` of CORDEE_WHERE is missing', 'allowed: a list with at least 1 entry'],
    [
      'an address that no header takes',
      { servers: [{ server: 's', management: '10.0.0.1\nX: y' }] },
      '`servers.0.management` of CORDEE_WHERE is `"10.0.0.1\\nX: y"`',
      'allowed: an address or a name',
    ],
    [
      'nobody’s estate',
      { estate: 'chelles' },
      '`estate` of CORDEE_WHERE is `"chelles"`',
      'allowed: DOMAIN/ENVIRONMENT, as ville.example/minimal',
    ],
    ['no facts', { facts: '' }, '`facts` of CORDEE_WHERE is `""`', 'allowed: a path'],
  ])('%s', async (_, changes, message, allowed) => {
    const environment = { CORDEE_WHERE: JSON.stringify({ ...where, ...changes }) };
    const asked = await requests();
    for (const action of ['volume', 'volume-identity'] as const)
      expect(await lab.apply(action, ORDER, { environment })).toEqual(refused(message, `${allowed}; ${AGAIN}`));
    expect(await requests()).toBe(asked);
  });

  test.each([
    ['', 'empty'],
    ['{"endpoints": ["https://admin:geheim@', 'no JSON (37 characters, not shown)'],
    ['[]', 'a list'],
    ['null', 'null'],
    ['5', 'a number'],
  ])('%j is no object', async (text, what) => {
    for (const variable of ['CORDEE_ORDER', 'CORDEE_WHERE'])
      expect(await lab.apply('volume', ORDER, { environment: { [variable]: text } })).toEqual(
        refused(`${variable} is ${what}`, `allowed: a JSON object; ${AGAIN}`),
      );
  });
});
