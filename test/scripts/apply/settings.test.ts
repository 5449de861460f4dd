/** How the storage is reached: each setting that cannot be, with what is allowed, and no secret in what is said. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataCoreSettings } from '../../../scripts/apply/datacore/settings';
import { certificates } from '../../../scripts/lab/datacore/certificate';
import { refusal } from './refused';

const LOGIN = { DATACORE_USER: 'cordee', DATACORE_PASSWORD: 'geheim' };
const told = (environment: Readonly<Record<string, string>>) => refusal(() => dataCoreSettings({ ...LOGIN, ...environment }));

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'cordee-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const NOWHERE_ELSE = 'set them in the environment of whoever runs Terraform; they are read from nowhere else';
test.each([
  ['no user', { DATACORE_USER: '' }, 'DATACORE_USER is not set', NOWHERE_ELSE],
  [
    'neither user nor password',
    { DATACORE_USER: '', DATACORE_PASSWORD: '' },
    'DATACORE_USER and DATACORE_PASSWORD are not set',
    NOWHERE_ELSE,
  ],
  [
    'a user with his password',
    { DATACORE_USER: 'cordee:geheim' },
    'DATACORE_USER holds a colon (it is not shown)',
    'write the name alone; the password belongs into DATACORE_PASSWORD',
  ],
  ['a time that is none', { CORDEE_DATACORE_WAIT: '10 min' }, 'CORDEE_DATACORE_WAIT is `10 min`', 'allowed: seconds, as 600'],
  ['a negative time', { CORDEE_DATACORE_TIMEOUT: '-1' }, 'CORDEE_DATACORE_TIMEOUT is `-1`', 'allowed: seconds, as 60'],
  ['no time for an answer', { CORDEE_DATACORE_TIMEOUT: '0' }, 'CORDEE_DATACORE_TIMEOUT is `0`', 'allowed: seconds, as 60'],
])('%s', async (_, environment, message, remedy) => {
  expect(await told(environment)).toEqual([message, remedy]);
});

const URLS = 'allowed: https://HOST or https://HOST:PORT';
const SEVERAL = '; several are separated by commas';
const TLS = `${URLS}: without TLS the password could be read on its way${SEVERAL}`;
const LOGIN_ELSEWHERE = `${URLS}, without a user name or password: these come from DATACORE_USER and DATACORE_PASSWORD alone (if it was in a file, change the password)${SEVERAL}`;
const NOT_SHOWN = 'not shown: it holds a user name or password';
test.each([
  ['without TLS', 'http://10.0.0.2', '`"http://10.0.0.2"`', TLS],
  ['without TLS on this machine', 'HTTP://127.0.0.1', '`"HTTP://127.0.0.1"`', TLS],
  ['without a protocol', '10.0.0.2', '`"10.0.0.2"`', URLS + SEVERAL],
  ['with half an address', 'https://[::1', '`"https://[::1"`', URLS + SEVERAL],
  ['with a port that is none', 'https://10.0.0.2:99999', '`"https://10.0.0.2:99999"`', URLS + SEVERAL],
  ['with a path', 'https://10.0.0.2/RestService', '`"https://10.0.0.2/RestService"`', URLS + SEVERAL],
  ['with a query', 'https://10.0.0.2?password=geheim', '`"https://10.0.0.2…"`', URLS + SEVERAL],
  ['that is empty', '', '`""`', URLS + SEVERAL],
  ['with a login', 'https://admin:geheim@10.0.0.2', NOT_SHOWN, LOGIN_ELSEWHERE],
  ['with a user', 'https://geheim@10.0.0.2', NOT_SHOWN, LOGIN_ELSEWHERE],
  ['with a password that tears it', 'https://admin:ge/heim@10.0.0.2', NOT_SHOWN, LOGIN_ELSEWHERE],
  ['with a login that is coded', 'https://admin:geheim%4010.0.0.2', NOT_SHOWN, LOGIN_ELSEWHERE],
  ['with a login and without TLS', 'http://admin:geheim@127.0.0.1', NOT_SHOWN, LOGIN_ELSEWHERE],
])('an endpoint %s', async (_, endpoint, shown, remedy) => {
  const [message, ...rest] = await told({ CORDEE_DATACORE_ENDPOINTS: `https://10.0.0.1, ${endpoint}` });
  expect([message, ...rest]).toEqual([`entry 2 of CORDEE_DATACORE_ENDPOINTS is ${shown}`, remedy]);
  expect(message).not.toContain('heim');
});

test('endpoints are taken as they are asked: without spaces and slashes around them', () => {
  const { endpoints } = dataCoreSettings({ ...LOGIN, CORDEE_DATACORE_ENDPOINTS: ' https://10.0.0.1/ ,https://[fd00::1]:8443//' });
  expect(endpoints).toEqual(['https://10.0.0.1', 'https://[fd00::1]:8443']);
  expect(dataCoreSettings({ ...LOGIN, CORDEE_DATACORE_ENDPOINTS: '' }).endpoints).toBe(undefined);
});

describe('the file of an own CA', () => {
  const at = (name: string): string => join(folder, name);
  const PEM = 'it must be PEM: -----BEGIN CERTIFICATE----- …';
  const NAME = 'name a file with the certificate of your CA (PEM)';

  test('that is not there, is a folder, holds none or a damaged one', async () => {
    mkdirSync(at('folder'));
    writeFileSync(at('empty'), 'nothing');
    writeFileSync(at('torn'), '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    const ask = (name: string) => told({ CORDEE_DATACORE_CA: at(name) });
    expect(await ask('nowhere')).toEqual([`CORDEE_DATACORE_CA names \`${at('nowhere')}\`, which cannot be read`, NAME]);
    expect(await ask('folder')).toEqual([`CORDEE_DATACORE_CA names \`${at('folder')}\`, which cannot be read`, NAME]);
    expect(await ask('empty')).toEqual([`CORDEE_DATACORE_CA names \`${at('empty')}\`, which holds no certificate`, PEM]);
    expect(await ask('torn')).toEqual([`CORDEE_DATACORE_CA names \`${at('torn')}\`, which holds a damaged certificate`, PEM]);
  });

  test('that is whole is taken as it is', () => {
    mkdirSync(at('made'));
    const { caFile } = certificates(at('made'));
    expect(dataCoreSettings({ ...LOGIN, CORDEE_DATACORE_CA: caFile }).ca).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });
});
