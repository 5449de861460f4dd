/** What goes wrong between the applier and the storage: each fault, what is said, and that nothing is doubled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificates } from '../../../scripts/lab/datacore/certificate';
import { type Ground, ground, ORDER, PASSWORD, type Ran, USER } from '../../lab/datacore/ground';

let lab: Ground;
beforeEach(async () => (lab = await ground()));
afterEach(() => lab.end());

const fault = (body: object) => lab.control('POST', '/lab/faults', body);
const requests = async (): Promise<number> => ((await lab.control('GET', '/lab/status')).body as { requests: number }).requests;
const counted = async () => ({
  disks: (await lab.list('virtualdisks')).length,
  hosts: (await lab.list('hosts')).length,
  ports: (await lab.list('ports')).length,
  paths: (await lab.list('virtuallogicalunits')).filter(({ Type }) => Type === 1).length,
});
const ONCE = { disks: 1, hosts: 2, ports: 2, paths: 4 };
// A site that is lost gives its ports back, and another test’s simulator may take one before it returns: then a whole new ground is tried.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const lastLine = ({ out }: Ran): string => out.split('\n').at(-1) ?? '';
/** The one step that is open: nobody asks vCenter here whether the hosts see it. */
const DONE =
  /^volume donnees: naa\.60030d90[0-9a-f]{24}, 10 GiB, mirrored and up to date, served to 2 hosts as LUN 1; manual steps open: 1$/;
const unclear = ({ out }: Ran): string[] =>
  out.split('\n').flatMap((line) => (line.startsWith('  ? ') ? [line.replace(/https:\/\/127\.0\.0\.1:\d+/g, 'https://…')] : []));

const WRITES = [
  ['register host esx-agglo.ville.example', 'POST', 'hosts'],
  ['assign iqn.1998-01.com.vmware:esx-agglo to host esx-agglo.ville.example', 'POST', 'hosts/'],
  ['create virtual disk donnees', 'POST', 'virtualdisks'],
  ['serve virtual disk donnees to esx-agglo.ville.example', 'POST', 'virtualdisks/'],
] as const;
/** The path of a fault matches anywhere in a path: a collection is told from its items by what ends it. */
const exact = (path: string): string => (path.endsWith('/') ? path : `1.0/${path}`);

describe.each(WRITES)('%s', (what, method, path) => {
  test.each([
    ['no answer after the work was done', { kind: 'hold', when: 'after' }, 'no answer within 1 s'],
    ['no answer before it was done', { kind: 'hold', when: 'before' }, 'no answer within 1 s'],
    ['an internal error', { kind: 'status', status: 500 }, '500: An internal error has occurred.'],
    ['a conflict', { kind: 'status', status: 409 }, '409: The configuration is being changed by another operation.'],
    ['an answer that comes too late', { kind: 'slow', ms: 1300 }, 'no answer within 1 s'],
    ...(path === 'hosts' || path === 'virtualdisks'
      ? [
          ['half an answer, and then none', { kind: 'stall' }, 'no answer within 1 s'],
          ['half an answer, and a broken connection', { kind: 'torn' }, 'ECONNRESET'],
        ]
      : []),
  ] as [string, object, string][])('%s: it is looked at, and done once', async (_, kind, why) => {
    await fault({ ...kind, method, path: exact(path) });
    const ran = await lab.apply('volume');
    expect([ran.code, lastLine(ran)]).toEqual([0, expect.stringMatching(DONE)]);
    expect(unclear(ran)).toEqual([`  ? it is unclear whether DataCore did ${what}: https://…: ${why}; looking again`]);
    expect(await counted()).toEqual(ONCE);
  });
});

test('growing with no answer after it was done: it is seen to have grown', async () => {
  await lab.apply('volume');
  await fault({ kind: 'hold', method: 'PUT' });
  const ran = await lab.apply('volume', { ...ORDER, sizeMib: 20 * 1024 });
  expect([ran.code, unclear(ran)]).toEqual([
    0,
    ['  ? it is unclear whether DataCore did resize virtual disk donnees: https://…: no answer within 1 s; looking again'],
  ]);
  expect(ran.out).toContain('manual step [vmfs-grow]');
  expect(await lab.list('virtualdisks')).toEqual([expect.objectContaining({ Size: { Value: 20 * 1024 ** 3 } })]);
});

test('a write that never succeeds is given up, and what is there is kept', async () => {
  await fault({ kind: 'status', status: 500, method: 'POST', path: '1.0/virtualdisks', times: 99 });
  const ran = await lab.apply('volume');
  expect([ran.code, ran.err, unclear(ran).length]).toEqual([
    1,
    'cordee: the storage does not become what was asked: `create` was begun 5 times\n        look at its event log; apply again when it is quiet: what is there is kept',
    5,
  ]);
  await lab.control('DELETE', '/lab/faults');
  expect(lastLine(await lab.apply('volume'))).toMatch(DONE);
  expect(await counted()).toEqual(ONCE);
});

describe('a service that shows late what it has done', () => {
  const stale = (path: string, times: number) =>
    fault({ kind: 'stale', method: 'GET', path, skip: path.includes('virtualdisks') ? 3 : 1, times });

  test.each(['1.0/hosts', '1.0/ports', '1.0/virtualdisks', '1.0/virtuallogicalunits'])(
    'in %s: it is waited for, and done once',
    async (path) => {
      await stale(path, 4);
      // Nothing but the applier keeps it from being made a second time.
      await fault({ kind: 'twin', times: 9 });
      const ran = await lab.apply('volume');
      expect([ran.code, ran.err, lastLine(ran), unclear(ran)]).toEqual([0, '', expect.stringMatching(DONE), []]);
      expect(await counted()).toEqual(ONCE);
    },
  );

  test('and never does: it stops, and the disk is there once', async () => {
    await stale('1.0/virtualdisks', 99);
    await fault({ kind: 'twin', times: 9 });
    const ran = await lab.apply('volume');
    expect([ran.code, ran.err]).toEqual([
      1,
      'cordee: the storage said that it did `create`, and does not show it\n        look at it in the console before you apply again: what it does not show may be there all the same',
    ]);
    await lab.control('DELETE', '/lab/faults');
    expect(await counted()).toEqual({ ...ONCE, paths: 0 });
  });
});

test.each([
  ['no answer', { kind: 'hold', when: 'before' }],
  ['an internal error', { kind: 'status', status: 500 }],
  ['a conflict', { kind: 'status', status: 409 }],
  ['half an answer, and then none', { kind: 'stall' }],
  ['half an answer, and a broken connection', { kind: 'torn' }],
  ['an answer that is late, but in time', { kind: 'slow', ms: 300 }],
])('%s while reading: it is asked again, elsewhere first', async (_, kind) => {
  await fault({ ...kind, method: 'GET', path: 'virtualdisks', times: 2 });
  const ran = await lab.apply('volume');
  expect([ran.code, lastLine(ran), unclear(ran)]).toEqual([0, expect.stringMatching(DONE), []]);
});

test('a refused login is told once and never tried again: it could lock the account', async () => {
  const before = await requests();
  expect(await lab.apply('volume', ORDER, { environment: { DATACORE_PASSWORD: 'wrong' } })).toEqual({
    code: 1,
    out: '',
    err: `cordee: ${String(lab.endpoints[0])} does not accept DATACORE_USER and DATACORE_PASSWORD (401: The user name or the password is not valid.)\n        correct them; nothing was tried a second time, so that no account is locked`,
  });
  expect(await requests()).toBe(before + 1);
});

test('a login that is refused in the middle stops there; the next run goes on', async () => {
  await fault({ kind: 'status', status: 401, method: 'POST', path: '1.0/virtualdisks' });
  expect((await lab.apply('volume')).err).toContain('(401: The user name or the password is not valid.)');
  expect(lastLine(await lab.apply('volume'))).toMatch(DONE);
  expect(await counted()).toEqual(ONCE);
});

test('a host without an iSCSI session cannot be served: the storage’s own words, and what to do', async () => {
  await fault({ kind: 'no-session', host: 'esx-mairie.ville.example' });
  const ran = await lab.apply('volume');
  expect([ran.code, ran.err]).toEqual([
    1,
    'cordee: DataCore refuses to serve virtual disk donnees to esx-mairie.ville.example: There is no connection between the initiators of esx-mairie.ville.example and a target.\n        has the host logged in to the iSCSI targets? Run its preparation script (files/servers/), then apply again',
  ]);
  expect(() => lab.factsText()).toThrow(/ENOENT/);
  await lab.control('DELETE', '/lab/faults');
  expect(lastLine(await lab.apply('volume'))).toMatch(DONE);
});

test('a full pool is refused in the storage’s own words', async () => {
  expect(await lab.apply('volume', { ...ORDER, sizeMib: 5 * 1024 ** 2, hosts: [] })).toEqual({
    code: 1,
    out: 'volume donnees:\n  + create virtual disk: 5 TiB, mirrored, in ssd-mairie on dcs-mairie and ssd-agglo on dcs-agglo',
    err: 'cordee: DataCore refuses to create virtual disk donnees: There is not enough space in the pool ssd-mairie.',
  });
});

describe('a lost site', () => {
  test('a volume that is as it should be waits for its mirror, and says what it saw', async () => {
    await lab.apply('volume');
    await lab.control('POST', '/lab/sites/mairie/lose');
    const ran = await lab.apply('volume');
    expect(ran).toEqual({
      code: 1,
      out: 'volume donnees:\n  ~ wait until its copies are up to date: Path down\n  … a server of donnees does not answer: waiting for it, 2 s at most (CORDEE_DATACORE_WAIT)',
      err: 'cordee: virtual disk `donnees` is not up to date after 2 s: Path down\n        are both storage servers up? Apply again when it is; CORDEE_DATACORE_WAIT=SECONDS waits longer',
    });
    await lab.control('POST', '/lab/sites/mairie/restore');
    const again = await lab.apply('volume');
    expect(again.err).toBe('');
    expect(lastLine(again)).toMatch(DONE);
    expect(await counted()).toEqual(ONCE);
  });

  test('nothing new is made while one side is down, and it is made when both are back', async () => {
    await lab.control('POST', '/lab/sites/agglo/lose');
    expect((await lab.apply('volume')).err).toBe(
      'cordee: DataCore refuses to create virtual disk donnees: The server dcs-agglo is not available.',
    );
    await lab.control('POST', '/lab/sites/agglo/restore');
    expect(lastLine(await lab.apply('volume'))).toMatch(DONE);
    expect(await counted()).toEqual(ONCE);
  });

  test('both sites: every endpoint is named, with why', async () => {
    for (const site of ['mairie', 'agglo']) await lab.control('POST', `/lab/sites/${site}/lose`);
    const [first, second] = lab.endpoints;
    expect(await lab.apply('volume')).toEqual({
      code: 1,
      out: '',
      err: `cordee: no REST service of the storage answers (${String(first)}: ECONNREFUSED; ${String(second)}: ECONNREFUSED)\n        is the service running, and reachable from here? Nothing was changed by this call; apply again when it answers`,
    });
  });
});

describe('TLS', () => {
  const untrusted = (endpoint: string, why: string) => ({
    code: 1,
    out: '',
    err: `cordee: ${endpoint} shows a certificate that is not believed (${why})\n        put the certificate of your CA (PEM) into a file and name it in CORDEE_DATACORE_CA; verification cannot be switched off`,
  });

  test('an unknown CA is refused before a word is said, and no other endpoint is tried', async () => {
    const before = await requests();
    const ran = await lab.apply('volume', ORDER, { environment: { CORDEE_DATACORE_CA: '' } });
    expect(ran).toEqual(untrusted(String(lab.endpoints[0]), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
    expect(await requests()).toBe(before);
  });

  test('another CA, and a certificate for another name, are no better', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordee-'));
    const other = certificates(folder);
    expect(await lab.apply('volume', ORDER, { environment: { CORDEE_DATACORE_CA: other.caFile } })).toEqual(
      untrusted(String(lab.endpoints[0]), 'CERT_SIGNATURE_FAILURE'),
    );
    const impostor = createServer({ key: other.key, cert: other.certificate }).listen(0, '127.0.0.2');
    await new Promise((done) => impostor.once('listening', done));
    const endpoint = `https://127.0.0.2:${String((impostor.address() as AddressInfo).port)}`;
    const environment = { CORDEE_DATACORE_CA: other.caFile, CORDEE_DATACORE_ENDPOINTS: endpoint };
    expect(await lab.apply('volume', ORDER, { environment })).toEqual(untrusted(endpoint, 'ERR_TLS_CERT_ALTNAME_INVALID'));
    await new Promise((done) => impostor.close(done));
    rmSync(folder, { recursive: true });
  });

  test('nothing in the environment switches verification off', async () => {
    const ran = await lab.apply('volume', ORDER, { environment: { CORDEE_DATACORE_CA: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' } });
    expect(ran.code).toBe(1);
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect(await lab.apply('volume', ORDER, { environment: { CORDEE_DATACORE_CA: '' } })).toEqual(
        untrusted(String(lab.endpoints[0]), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
      );
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });
});

test('a password with every kind of character is sent as it is, and hidden where the service repeats it', async () => {
  expect([USER, PASSWORD]).toEqual(['cordee', 'Geheim-4711:è']);
  await fault({ kind: 'status', status: 400, method: 'GET', path: 'pools', message: `${USER}:${PASSWORD} is  not welcome` });
  expect((await lab.apply('volume')).err).toBe('cordee: DataCore refuses to read pools: cordee:… is not welcome');
});
