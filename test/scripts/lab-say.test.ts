/** What a lab says of what became of machines and volumes, and of what it does not ask for. */
import type { SiteChanged } from '../../scripts/lab/control';
import { dayZero, localMachines, lossRows, outcomeLines } from '../../scripts/lab/say';
import { changed, modelOf } from '../constructs/telecom/estate';

const NOTHING: SiteChanged = {
  vcenter: { model: 'Ours.', site: 'mairie', hosts: [], restarted: [], off: [], inaccessible: [], resumed: [], moved: [], advised: [] },
  datacore: { simulator: '', held: 0, sites: { mairie: 'lost', agglo: 'up' }, disks: [] },
  recovered: [],
  lost: ['mairie'],
};
const after = (more: Partial<SiteChanged['vcenter']>): SiteChanged => ({ ...NOTHING, vcenter: { ...NOTHING.vcenter, ...more } });

test('machines that lose their disks are told with what they were terminated for, or why they were not', () => {
  const outcome = after({
    restarted: [{ machine: 'a', priority: 'high', host: 'esx-agglo', cause: 'all paths down, after 140 s + 180 s' }],
    off: [{ machine: 'b', priority: 'low', why: 'no host', cause: 'permanent device loss, at once' }],
    inaccessible: [{ machine: 'c', priority: 'low', host: 'esx-mairie', why: 'all paths to local are down; HA is off' }],
  });
  expect(outcomeLines('lose-storage', outcome)).toEqual([
    'the storage of mairie is lost: its servers are silent, the hosts go on',
    '  restarted   a on esx-agglo (high; all paths down, after 140 s + 180 s)',
    '  stays off   b: no host; permanent device loss, at once',
    '  runs without its disks   c on esx-mairie: all paths to local are down; HA is off',
    // Told while there is time for it: once the storage is back, DRS moves at once.
    expect.stringMatching(/^In this order: storage, hosts, every mirror whole, then DRS\. .* `drs: manual` .* before it comes back/),
    'Ours.',
  ]);
  expect(outcomeLines('lose', after({}))).toContainEqual(expect.stringMatching(/ `drs: manual` .* before the hosts come back/));
});

test('what goes on, goes home, and would go home is told after the mirrors', () => {
  const outcome = after({ resumed: ['c'], moved: ['a → esx-mairie'], advised: ['d → esx-mairie'] });
  expect(outcomeLines('restore', { ...outcome, recovered: ['donnees'], lost: [] })).toEqual([
    'mairie is back: its side of the storage answers',
    '  has its disks again   c',
    '  whole again   donnees',
    '  went home after that   a → esx-mairie',
    '  would go home (DRS asks first)   d → esx-mairie',
    'Ours.',
  ]);
});

test('machines that fare alike for one reason are one line', () => {
  const why = (machine: string, datastore: string): string =>
    `all paths to ${datastore} are down; it is not terminated: No host that answers reaches what ${machine} needs.`;
  const one = (machine: string, datastore: string) => ({ machine, priority: 'low', host: 'esx-agglo', why: why(machine, datastore) });
  const lines = outcomeLines('lose-storage', after({ inaccessible: [one('a', 'bases'), one('b', 'bases'), one('c', 'fichiers')] }));
  expect(lines.slice(1, 3)).toEqual([
    `  runs without its disks   a on esx-agglo, b on esx-agglo: ${why('it', 'bases')}`,
    `  runs without its disks   c on esx-agglo: ${why('it', 'fichiers')}`,
  ]);
});

test('what lies on a local disk is named with the move that a rehearsal makes', () => {
  expect(localMachines(modelOf('minimal'))).toEqual([]);
  expect(localMachines(modelOf('chelles'))).toEqual([
    'It needs a person, once the stacks storage and servers are deployed: vcsa-01 lies on a local disk, as in a fresh estate, and stays off when its site is lost until it is moved: govc vm.migrate -ds socle-mairie vcsa-01',
  ]);
});

test('a status names what is lost, and machines without their disks', () => {
  const vcenter = { simulator: '', drsHeld: false, hosts: [], datastores: [], objects: {}, existing: {}, lostSites: [], machines: [] };
  const storage = { ...NOTHING.datacore, sites: { mairie: 'lost', agglo: 'lost' } } as const;
  const machine = { host: 'esx-agglo', site: 'agglo', power: 'poweredOn' };
  const machines = [
    { ...machine, name: 'a', inaccessible: true },
    { ...machine, name: 'b' },
    { ...machine, name: 't', inaccessible: true, template: true },
  ];
  expect(lossRows(vcenter, { ...storage, sites: { mairie: 'up' } })).toEqual([['lost', 'no site']]);
  expect(lossRows({ ...vcenter, lostSites: ['mairie'] }, undefined)).toEqual([
    ['lost', 'mairie; what storage is lost is not known: DataCore does not run'],
  ]);
  expect(lossRows({ ...vcenter, lostSites: ['mairie'], machines }, storage)).toEqual([
    ['lost', 'mairie, the storage of agglo'],
    ['without disks', 'a'],
  ]);
});

test('a lab says what the first deployment of the real estate needs of people, and on how many hosts', () => {
  const model = modelOf('minimal');
  const line = (on: string): string =>
    `The real estate needs a person between the stacks telecom and volumes: cdktf.out/files/servers/HOST/prepare.sh, run on ${on} (iSCSI sessions, path rules, APD time-out). Here hosts have their sessions from the start.`;
  expect(dayZero(model)).toBe(line('each of 2 hosts'));
  const bare = Object.fromEntries(Object.keys(model.hosts).map((key) => [`hosts.${key}.addresses`, {}]));
  const [first = ''] = Object.keys(bare);
  expect(dayZero(changed(model, { [first]: {} }))).toBe(line('its host'));
  expect(dayZero(changed(model, bare))).toBeUndefined();
});
