/** Sites lost and back on both simulators, a volume between them: in any order, and never a site that is not there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goTool } from '../../scripts/go-tool';
import { Children } from '../../scripts/lab/children';
import { changeSite, datacoreStatus, recovered, type SiteChange, vcenterStatus } from '../../scripts/lab/control';
import { labFolder } from '../../scripts/lab/folder';
import type { LiveRun } from '../../scripts/lab/run-file';
import { outcomeLines } from '../../scripts/lab/say';
import { startVcenter } from '../../scripts/lab/simulators';
import { stopGroup } from '../../scripts/lab/stop-process';
import { UsageError } from '../../scripts/usage-error';
import { ground, type Ground, ORDER } from '../lab/datacore/ground';
import { needs } from '../support/needs';

const SITES = ['agglo', 'mairie'];
const nobody = { pid: 0, started: '', command: '' };
let storage: Ground;
let run: LiveRun;
let root = '';

/** Both simulators: a host on each site, and a volume that is served to both. */
async function begin(recoveryMs: number): Promise<void> {
  storage = await ground({ recoveryMs });
  root = mkdtempSync(join(tmpdir(), 'cordee-'));
  const lab = { ...labFolder(root, 'minimal'), luns: storage.lunsFile };
  mkdirSync(lab.root);
  const inventory = join(root, 'inventory.json');
  const host = (site: string) => ({
    ...{ name: `esx-${site}.ville.example`, site, cores: 16, mhz: 2600, memoryMib: 65536, nics: ['vmnic0'], evcMax: 'intel-icelake' },
    localDatastore: { name: `local-${site}`, sizeMib: 1024 },
  });
  writeFileSync(inventory, JSON.stringify({ datacenter: 'Ville', hosts: SITES.map(host), templates: [], vms: [] }));
  const start = { lab, children: new Children(lab), environment: { PATH: process.env['PATH'] ?? '', TMPDIR: root } };
  const vcenter = await startVcenter(start, await goTool('vcenter'), inventory);
  expect((await storage.apply('volume')).code).toBe(0);
  run = {
    ...{ version: 1, environment: 'minimal', started: '2026-11-23T00:00:00.000Z', temporary: root, vcenter },
    datacore: { process: nobody, endpoints: storage.endpoints, ca: storage.ca, control: storage.controlUrl },
    providers: { kind: 'real', binaries: [], cannotShow: [], environment: {} },
  };
}
afterEach(async () => {
  await stopGroup(run.vcenter.process);
  await storage.end();
  rmSync(root, { recursive: true, force: true });
});

const volume = async (): Promise<string | undefined> => (await datacoreStatus(run)).disks[0]?.status;
const said = async (site: string, change: SiteChange): Promise<string[]> => outcomeLines(change, await changeSite(run, site, change));
const orderOfReturn = (comes: string): string =>
  `In this order: storage, hosts, every mirror whole, then DRS. A real DRS does not wait for mirrors: say \`drs: manual\` of the cluster and deploy it before ${comes} back, and what it was before once every mirror is whole.`;
const MODEL = 'This is the lab’s own model of HA and DRS, not vSphere’s: it shows what the settings ask for, not what a vCenter would do.';

needs(['go'], 'both sites are lost, one after the other, and come back in either order', async () => {
  await begin(0);
  for (const back of [SITES, [...SITES].reverse()]) {
    expect(await said('mairie', 'lose')).toEqual([
      'mairie is lost: 1 host does not answer, and its side of the storage is gone',
      '  goes on with one copy   donnees',
      orderOfReturn('the hosts come'),
      MODEL,
    ]);
    expect(await said('agglo', 'lose')).toEqual([
      'agglo is lost: 1 host does not answer, and its side of the storage is gone',
      '  out of reach   donnees',
      '  no site is left: agglo and mairie are lost',
      orderOfReturn('the hosts come'),
      MODEL,
    ]);
    expect([await volume(), (await vcenterStatus(run)).hosts.map(({ state }) => state)]).toEqual([
      'Offline',
      ['notResponding', 'notResponding'],
    ]);
    // The copy of the site that was lost first is older: nobody is given it.
    const current = back[0] === 'agglo';
    expect(await said(back[0]!, 'restore')).toEqual([
      `${back[0]!} is back: 1 host answers, and so does its side of the storage`,
      current ? '  goes on with one copy   donnees' : '  out of reach   donnees',
      `  still lost   ${back[1]!}`,
      MODEL,
    ]);
    expect((await said(back[1]!, 'restore'))[0]).toBe(`${back[1]!} is back: 1 host answers, and so does its side of the storage`);
    expect((await recovered(run)).disks.map(({ name, status }) => [name, status])).toEqual([[ORDER.name, 'Healthy']]);
    expect((await vcenterStatus(run)).hosts.map(({ state }) => state)).toEqual(['connected', 'connected']);
  }
});

needs(['go'], 'a site that is not there, is lost already, or is not lost, is refused with what is allowed', async () => {
  await begin(0);
  const refused = async (site: string, change: SiteChange): Promise<unknown> => {
    const error = await changeSite(run, site, change, change === 'lose' ? '--labs /l' : undefined).catch((failure: unknown) => failure);
    return error instanceof UsageError ? [error.message, error.remedy] : error;
  };
  expect(await refused('mairi', 'lose')).toEqual([
    'no host and no storage server is at a site `mairi`',
    'did you mean `mairie`? sites of this lab: agglo, mairie',
  ]);
  expect(await refused('../status', 'restore')).toEqual([
    'no host and no storage server is at a site `../status`',
    'sites of this lab: agglo, mairie',
  ]);
  expect(await refused('agglo', 'restore')).toEqual(['agglo is not lost', 'lose it first: cordee lab lose-site agglo -e minimal']);
  await changeSite(run, 'agglo', 'lose');
  expect(await refused('agglo', 'lose')).toEqual(['agglo is lost already', 'have it back: cordee lab restore-site agglo --labs /l']);
});

needs(['go'], 'a site that is back is told after its mirrors are whole, and only then is DRS let go', async () => {
  await begin(300);
  await changeSite(run, 'mairie', 'lose');
  expect(await said('mairie', 'restore')).toEqual([
    'mairie is back: 1 host answers, and so does its side of the storage',
    '  whole again   donnees',
    MODEL,
  ]);
  expect([await volume(), (await vcenterStatus(run)).drsHeld]).toEqual(['Healthy', false]);
});

needs(['go'], 'mirrors that take too long are waited for so long and no longer, and are named', async () => {
  await begin(1000);
  await changeSite(run, 'mairie', 'lose');
  const back = changeSite(run, 'mairie', 'restore');
  while ((await volume()) !== 'In log recovery') await new Promise(setImmediate);
  await expect(recovered(run, 200)).rejects.toThrow(
    new UsageError(
      'after 0.2 s these volumes still recover: donnees (In log recovery)',
      'the simulated DataCore takes what --recovery says: begin the lab with less',
    ),
  );
  expect((await back).recovered).toEqual(['donnees']);
});

needs(['go'], 'the storage of each site is lost while the hosts go on, and comes back', async () => {
  await begin(0);
  expect(await said('mairie', 'lose-storage')).toEqual([
    'the storage of mairie is lost: its servers are silent, the hosts go on',
    '  goes on with one copy   donnees',
    orderOfReturn('it comes'),
    MODEL,
  ]);
  expect(await said('agglo', 'lose-storage')).toEqual([
    'the storage of agglo is lost: its servers are silent, the hosts go on',
    '  out of reach   donnees',
    '  no storage is left: that of agglo and mairie is lost',
    orderOfReturn('it comes'),
    MODEL,
  ]);
  const { hosts, lostSites } = await vcenterStatus(run);
  expect([hosts.map(({ state }) => state), lostSites]).toEqual([['connected', 'connected'], []]);
  expect((await said('agglo', 'restore-storage')).slice(0, 3)).toEqual([
    'the storage of agglo is back',
    '  goes on with one copy   donnees',
    '  still lost   mairie',
  ]);
  expect((await said('mairie', 'restore')).slice(0, 1)).toEqual(['mairie is back: its side of the storage answers']);
  expect(await volume()).toBe('Healthy');
});

needs(['go'], 'storage that is not there, is lost already, or is not lost, is refused with what is allowed', async () => {
  await begin(0);
  const refused = async (site: string, change: SiteChange): Promise<unknown> => {
    const error = await changeSite(run, site, change).catch((failure: unknown) => failure);
    return error instanceof UsageError ? [error.message, error.remedy] : error;
  };
  expect(await refused('temoin', 'lose-storage')).toEqual([
    'no storage server is at a site `temoin`',
    'sites of this lab that have one: agglo, mairie',
  ]);
  expect(await refused('mairie', 'restore-storage')).toEqual([
    'the storage of mairie is not lost',
    'lose it first: cordee lab lose-storage mairie -e minimal',
  ]);
  await changeSite(run, 'mairie', 'lose-storage');
  expect(await refused('mairie', 'lose-storage')).toEqual([
    'the storage of mairie is lost already',
    'have it back: cordee lab restore-storage mairie -e minimal',
  ]);
});
