/** After the storage: hosts are rescanned and datastores grown by the tool that asks vCenter, both simulated; what it answers is not believed blindly. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rescanHosts } from '../../../scripts/apply/host-rescan';
import { refuseFiles } from '../../../scripts/apply/release-datastore';
import { vmfsAt, vmfsTool } from '../../../scripts/apply/vmfs';
import { goTool } from '../../../scripts/go-tool';
import { Children } from '../../../scripts/lab/children';
import { labFolder } from '../../../scripts/lab/folder';
import type { VcenterRun } from '../../../scripts/lab/run-file';
import { startVcenter } from '../../../scripts/lab/simulators';
import { stopGroup } from '../../../scripts/lab/stop-process';
import { type Ground, ground, ORDER } from '../../lab/datacore/ground';
import { ask } from '../../lab/datacore/requests';
import { needs } from '../../support/needs';
import { refusal } from './refused';

const NAMES = ORDER.hosts.map(({ name }) => name);
const [AGGLO = '', MAIRIE = ''] = NAMES;
const DEVICE = 'naa.60030d900000000000000001';

describe('both simulators', () => {
  let storage: Ground;
  let vcenter: VcenterRun;
  let root = '';

  let others: VcenterRun[] = [];

  /** Another one that serves nothing to anybody where `served` is false. */
  async function started(hosts: readonly string[], served: boolean): Promise<VcenterRun> {
    const folder = mkdtempSync(join(root, 'v-'));
    const lab = { ...labFolder(folder, 'minimal'), ...(served ? { luns: storage.lunsFile } : {}) };
    mkdirSync(lab.root, { recursive: true });
    const inventory = join(folder, 'inventory.json');
    const host = (name: string) => ({
      ...{
        name,
        site: name === AGGLO ? 'agglo' : 'mairie',
        cores: 16,
        mhz: 2600,
        memoryMib: 65536,
        nics: ['vmnic0'],
        evcMax: 'intel-icelake',
      },
      localDatastore: { name: `local-${name}`, sizeMib: 1024 },
    });
    writeFileSync(inventory, JSON.stringify({ datacenter: 'Ville', hosts: hosts.map(host), templates: [], vms: [] }));
    const start = { lab, children: new Children(lab), environment: { PATH: process.env['PATH'] ?? '', TMPDIR: root } };
    const run = await startVcenter(start, await goTool('vcenter'), inventory);
    others.push(run);
    return run;
  }
  async function begin(hosts: readonly string[]): Promise<void> {
    storage = await ground();
    root = mkdtempSync(join(tmpdir(), 'cordee-'));
    vcenter = await started(hosts, true);
  }
  afterEach(async () => {
    for (const run of others) await stopGroup(run.process);
    others = [];
    await storage.end();
    rmSync(root, { recursive: true, force: true });
  });

  const vsphere = (more: object = {}): Record<string, string> => ({
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    VSPHERE_SERVER: vcenter.server,
    VSPHERE_USER: 'someone',
    VSPHERE_PASSWORD: 'word',
    VSPHERE_ALLOW_UNVERIFIED_SSL: 'true',
    ...more,
  });
  const apply = async (order: object = ORDER, more: object = {}) => {
    const ran = await storage.apply('volume', order, { environment: vsphere(more) });
    return { ...ran, out: ran.out.split('\n').filter((line) => !line.startsWith('building ') && !line.startsWith('built ')) };
  };
  const device = async (): Promise<string> =>
    `naa.${String((await storage.list('virtualdisks'))[0]?.['ScsiDeviceIdString']).toLowerCase()}`;
  const facts = () => (storage.factsText() as { volumes: { donnees: unknown } }).volumes.donnees;

  needs(
    ['go'],
    'a new volume is seen by its hosts before it is handed over; nothing is open, and asked again nothing is rescanned',
    async () => {
      await begin(NAMES);
      const ran = await apply();
      const naa = await device();
      const done = `volume donnees: ${naa}, 10 GiB, mirrored and up to date, served to 2 hosts as LUN 1`;
      expect([ran.code, ran.err, ran.out.slice(-2)]).toEqual([0, '', [`  = rescanned: 2 hosts see ${naa}`, done]]);
      expect(facts()).toEqual({ device: naa });
      expect((await apply()).out).toEqual([done]);
    },
  );

  needs(['go'], 'a host that does not see it, or is not there, is a step by hand, until it was read that it does', async () => {
    await begin([MAIRIE]);
    const ran = await apply();
    const naa = await device();
    const byTool =
      'or with Go here and VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD set: terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.donnees_settings';
    expect([ran.code, ran.err, ran.out.at(-2)]).toEqual([
      0,
      '',
      `  manual step [host-rescan]: in vCenter, rescan the storage of ${AGGLO} until each shows ${naa}; ${byTool}; it was not verified: vCenter has no host ${AGGLO}`,
    ]);
    expect(facts()).toEqual({ device: naa, manualSteps: ['host-rescan'] });
    await ask('POST', new URL('/lab/sites/mairie/lose', vcenter.url).href, undefined, {});
    expect((await apply()).out.at(-2)).toContain(`it was not verified: vCenter has no host ${AGGLO}; ${MAIRIE} is notResponding`);
    const only = { ...ORDER, hosts: [ORDER.hosts[1]] };
    await ask('POST', new URL('/lab/sites/mairie/restore', vcenter.url).href, undefined, {});
    expect((await apply(only)).out.at(-2)).toBe(`  = rescanned: ${MAIRIE} sees ${naa}`);
    expect(facts()).toEqual({ device: naa });
  });

  const letGo = async (more: object = {}) => {
    const approval = { key: 'depart', for: ['leave'], reason: 'fin du service', owner: 'direction', until: '2027-01-31' };
    const environment = vsphere(more);
    return storage.apply('release', { key: 'volume/donnees', approval }, { where: { hosts: NAMES }, environment });
  };

  needs(
    ['go'],
    'the vCenter of another lab lets no volume go and fills no datastore, whether it has hosts of these names or not',
    async () => {
      await begin(NAMES);
      await apply();
      const naa = await device();
      const elsewhere = [await started(NAMES, false), await started([], false)].map((run) => ({ VSPHERE_SERVER: run.server }));
      const why = [
        NAMES.map((name) => `${name} does not see it`).join('; '),
        NAMES.map((name) => `vCenter has no host ${name}`).join('; '),
      ];
      const larger = { ...ORDER, sizeMib: 2 * ORDER.sizeMib };
      for (const [i, other] of elsewhere.entries()) {
        const { code, err } = await letGo(other);
        expect([code, err.split('\n')[0]]).toEqual([
          1,
          `cordee: volume \`donnees\` stays: whether a datastore lies on it could not be seen: ${String(why[i])}`,
        ]);
        const ran = await apply(larger, other);
        expect([ran.code, ran.out.at(-2)?.split('; ').slice(-2).join('; ')]).toEqual([
          0,
          `the vCenter that was asked knows of none and cannot: ${String(why[i])}`,
        ]);
        expect(facts()).toEqual({ device: naa, manualSteps: ['vmfs-grow'], grownFromMib: ORDER.sizeMib });
      }
      expect((await apply(larger)).out.at(-2)).toBe(`  = no datastore lies on ${naa}`);
      expect(facts()).toEqual({ device: naa });
      const gone = await letGo();
      expect([gone.code, gone.err, await storage.list('virtualdisks')]).toEqual([0, '', []]);
    },
  );

  needs(['go'], 'a vCenter that does not answer stops no new volume, and no password is said', async () => {
    await begin(NAMES);
    const ran = await apply(ORDER, { VSPHERE_SERVER: '127.0.0.1:1' });
    expect([ran.code, ran.err]).toEqual([0, '']);
    expect(ran.out.at(-2)).toContain(
      'it was not verified: the hosts were not rescanned: 127.0.0.1:1 as someone: Post "https://127.0.0.1:1/sdk": dial tcp 127.0.0.1:1: connect: connection refused',
    );
  });
});

describe('the tool', () => {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'cordee-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A program in its place that answers this. */
  const answering = (text: string, code = 0) => {
    const path = join(folder, 'tool');
    writeFileSync(path, `#!${process.execPath}\nprocess.stdout.write(${JSON.stringify(text)}); process.exitCode = ${String(code)};\n`);
    chmodSync(path, 0o755);
    return vmfsAt(path, {}, () => undefined);
  };
  const NOT_OURS = 'it is not the tool of this version: remove .cordee/bin in the project, and apply again';
  const show = `show --device ${DEVICE}`;
  const WHOLE = { vcenter: 'ours', asked: [], datastore: 'd', hosts: ['esx'], away: [], beforeMib: 1, afterMib: 2 };

  test.each<[answer: string, message: string]>([
    ['', `the VMFS tool answers no JSON to \`${show}\``],
    ['{"datastore":"d","hosts":[', `the VMFS tool answers no JSON to \`${show}\``],
    ['null', `the VMFS tool answers \`null\` to \`${show}\`; allowed: an object`],
    ['{}', `the VMFS tool answers missing at \`vcenter\` to \`${show}\`; allowed: a text`],
    [JSON.stringify({ ...WHOLE, hosts: 'esx' }), `the VMFS tool answers \`"esx"\` at \`hosts\` to \`${show}\`; allowed: a list`],
    [
      JSON.stringify({ ...WHOLE, afterMib: -1 }),
      `the VMFS tool answers \`-1\` at \`afterMib\` to \`${show}\`; allowed: a whole number from 0 to 9007199254740991`,
    ],
  ])('answers %j', async (answer, message) => {
    expect(await refusal(() => answering(answer).show(DEVICE, []))).toEqual([message, NOT_OURS]);
  });

  test('is believed where its answer is whole', async () => {
    expect(await answering(JSON.stringify(WHOLE)).expand(DEVICE, [])).toEqual(WHOLE);
    expect(await answering('{"hosts":[{"name":"esx","state":"connected","sees":true}]}').rescan(DEVICE, ['esx'])).toEqual([
      { name: 'esx', state: 'connected', sees: true },
    ]);
  });

  test('lets a datastore go that holds nothing of anybody, and no other', async () => {
    const left = (datastore: string | null, count: number, first: readonly string[]) =>
      refusal(() => refuseFiles('donnees', answering(JSON.stringify({ datastore, count, first }))));
    const MOVE =
      'they would be destroyed with it (a removed machine leaves the disks that `keep_on_remove` keeps): move what is needed, delete the rest in vCenter, then apply again';
    expect(await left('donnees', 0, [])).toEqual(['nothing was refused', undefined]);
    expect(await left('donnees', 1, ['web/data.vmdk'])).toEqual(['`datastore/donnees` stays: 1 file is on it: web/data.vmdk', MOVE]);
    expect(await left('donnees', 12, ['a.iso', 'b.vmdk'])).toEqual([
      '`datastore/donnees` stays: 12 files are on it: a.iso, b.vmdk and 10 more',
      MOVE,
    ]);
    expect(await left(null, 0, [])).toEqual([
      '`datastore/donnees` stays: vCenter has no datastore of that name',
      'was it renamed? Name it as before, so that its files can be looked at; then apply again',
    ]);
    expect(await refusal(() => refuseFiles('donnees', 'VSPHERE_SERVER is not set'))).toEqual([
      '`datastore/donnees` stays: whether files remain on it could not be seen: VSPHERE_SERVER is not set',
      'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed)',
    ]);
    expect(await refusal(() => refuseFiles('donnees', answering('', 1)))).toEqual([
      'the files on datastore donnees were not listed: the VMFS tool gave no reason',
      'nothing was changed; apply again when vCenter answers',
    ]);
  });

  test('that answers nothing of a host leaves that host to people', async () => {
    const { text } = (await rescanHosts(ORDER, DEVICE, answering('{"hosts":[]}'), () => undefined)) ?? {};
    expect(text?.split('; ').slice(-2)).toEqual([`it was not verified: vCenter has no host ${AGGLO}`, `vCenter has no host ${MAIRIE}`]);
  });

  test('that fails says why in its own words', async () => {
    expect(await refusal(() => answering('', 1).expand(DEVICE, []))).toEqual([
      `the datastore on ${DEVICE} was not expanded: the VMFS tool gave no reason`,
      'the volume is as it should be; apply again when vCenter answers',
    ]);
  });

  test.each(['VSPHERE_SERVER', 'VSPHERE_USER', 'VSPHERE_PASSWORD'])('is not built without %s', async (name) => {
    const environment = { VSPHERE_SERVER: 'v', VSPHERE_USER: 'u', VSPHERE_PASSWORD: 'p', [name]: '' };
    expect(await vmfsTool(environment, join(folder, 'lock'), () => undefined)).toBe(`${name} is not set`);
  });
});
