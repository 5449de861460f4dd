/** Section 5: where it runs, and whether HA reacts. */
import type { Cluster } from '../../../../../config/model/cluster';
import { card, cluster, datastore, disk, host, physicalSwitch, volume, workload } from '../entities';
import { BEE, type Case, CUT } from './case';

const APP = 'workload:t/app';
const BEES = 'workload:t/bee';
const SWITCHES = { 'physical-switches': { 'a-3': physicalSwitch('a'), 'b-3': physicalSwitch('b') } };
const third = (distributed: string) => ({
  a1: { nics: { vmnic2: card('a-3', distributed) } },
  a2: { nics: { vmnic2: card('a-3', distributed) } },
  b1: { nics: { vmnic2: card('b-3', distributed) } },
  b2: { nics: { vmnic2: card('b-3', distributed) } },
});
const answer = (more: Partial<Cluster>) => ({ clusters: { main: cluster(more) } });
/** Management on a distributed switch of its own, cabled to a-3 and b-3. */
const apart = (more: Partial<Cluster>) => ({
  ...SWITCHES,
  ...answer(more),
  networks: { management: { switch: 'adm' } },
  hosts: third('adm'),
});
/** The workloads’ network on a distributed switch of its own, cabled to a-3 and b-3. */
const DMZ = { ...SWITCHES, networks: { servers: { switch: 'dmz' } }, hosts: third('dmz') };
/** Storage on cards of its own: a-1 and a-2 carry no other traffic of the hosts at a. */
const SAN = (more: Partial<Cluster>) => {
  const nics = { vmnic0: card('a-1', 'san'), vmnic1: card('a-2', 'san'), vmnic2: card('a-3') };
  return { ...SWITCHES, ...answer(more), hosts: { a1: host('a', { nics }), a2: host('a', { nics }) } };
};
/** `t/bee` lives at b, whose server answers and does not serve where a side is chosen. */
const REFUSED = (more: Partial<Cluster>) => ({ ...BEE, ...answer(more) });
/** Its second disk is on `store-a` alone, which its hosts at b no longer reach once the fibres are cut. */
const TWO_DISKS = (more: Partial<Cluster>) => ({
  ...answer(more),
  datastores: { single: datastore('single') },
  volumes: { single: volume('a', { mirrored: false, pools: { 'store-a': 'ssd' } }) },
  workloads: { 't/bee': workload('t/bee', 'b', { disks: { system: disk('data-b'), more: disk('single') } }) },
});
const NO_PATH = 'switch:a-1 + switch:a-2';

/** Hosts at a hang on one feed alone; the agent of a UPS needs 12 min, people one hour before. */
const BATTERY = (ups: number, shutdownBy: 'agent' | 'people' | 'nobody' = 'agent') => ({
  sites: { a: { feeds: { f1: { ups } } } },
  hosts: { a1: { feeds: ['f1'] }, a2: { feeds: ['f1'] } },
  estate: { assumptions: { power: { shutdownBy } } },
});
const MINUTE = 60;

export const hosts: readonly Case[] = [
  ['nothing has failed', {}, '', APP, 'uninterrupted'],
  ['it may have been on the host that failed', {}, 'host:a1', APP, 'restarted'],
  ['no host is left at home: it restarts at the other side', {}, 'named:compute-a', APP, 'restarted'],
  ['a host of the other side', {}, 'host:b1', APP, 'uninterrupted'],
  [
    'a host of another cluster',
    { hosts: { a3: host('a', { cluster: 'other' }) }, clusters: { other: cluster() } },
    'host:a3',
    APP,
    'uninterrupted',
  ],
  ['a host goes with its feed', { hosts: { a1: { feeds: ['f1'] } } }, 'feed:a/f1', APP, 'restarted'],
  ['shut down in order by its agent: HA starts nothing', BATTERY(12 * MINUTE), 'mains:a-1', APP, 'stopped'],
  ['the battery is empty first: HA restarts what crashed', BATTERY(11 * MINUTE), 'mains:a-1', APP, 'restarted'],
  ['people come too late to shut it down', BATTERY(60 * MINUTE, 'people'), 'mains:a-1', APP, 'restarted'],
  ['people are there before the battery is empty', BATTERY(72 * MINUTE, 'people'), 'mains:a-1', APP, 'stopped'],
  ['nobody shuts it down', BATTERY(600 * MINUTE, 'nobody'), 'mains:a-1', APP, 'restarted'],
  ['its feed fails, not the mains: nobody had time', BATTERY(12 * MINUTE), 'feed:a/f1', APP, 'restarted'],
  ['shut down in order, and its site is lost all the same', BATTERY(12 * MINUTE), 'mains:a-1 + site:a', APP, 'restarted'],
  [
    'one feed fails, then the mains of the other: its battery lasts',
    { sites: { a: { feeds: { f2: { ups: 12 * MINUTE } } } } },
    'feed:a/f1 + mains:a-2',
    APP,
    'stopped',
  ],
  ['existing workloads count like others', { workloads: { 't/app': { existing: true } } }, 'host:a1', APP, 'restarted'],
  ['a network without distributed switch needs no card', { networks: { servers: { switch: undefined } } }, '', APP, 'uninterrupted'],
  [
    'a management network without distributed switch isolates nobody',
    { networks: { management: { switch: undefined } } },
    '',
    APP,
    'uninterrupted',
  ],
  ['one card of its switch is enough', {}, 'switch:a-2', APP, 'uninterrupted'],
  ['only the workloads’ switch is cut off: HA does not react', DMZ, 'switch:a-3', APP, 'stopped'],
  [
    'one home host without reaction is enough to stop',
    { ...DMZ, hosts: { ...DMZ.hosts, a2: { nics: { vmnic2: card('a-1', 'dmz') } } } },
    'switch:a-3',
    APP,
    'stopped',
  ],
  ['the other side’s workloads’ switch', DMZ, 'switch:b-3', APP, 'uninterrupted'],
  ['all home hosts down, nowhere else to go: the other side’s switch is cut off', DMZ, 'host:a1 + host:a2 + switch:b-3', APP, 'stopped'],
  ['isolated, powerOff: it restarts', apart({ isolationResponse: 'powerOff' }), 'switch:a-3', APP, 'restarted'],
  ['isolated, shutdown: it restarts', apart({ isolationResponse: 'shutdown' }), 'switch:a-3', APP, 'restarted'],
  ['isolated, none: HA does not react', apart({ isolationResponse: 'none' }), 'switch:a-3', APP, 'stopped'],
  ['no path to storage, restartConservative', SAN({ apdResponse: 'restartConservative' }), NO_PATH, APP, 'restarted'],
  ['no path to storage, restartAggressive', SAN({ apdResponse: 'restartAggressive' }), NO_PATH, APP, 'restarted'],
  ['no path to storage, warning', SAN({ apdResponse: 'warning' }), NO_PATH, APP, 'stopped'],
  ['no path to storage, disabled', SAN({ apdResponse: 'disabled' }), NO_PATH, APP, 'stopped'],
  ['no path to storage, and nobody answers: device loss is not asked', SAN({ pdlResponse: 'disabled' }), NO_PATH, APP, 'restarted'],
  ['a server that refuses may say that the device is gone: restart', REFUSED({}), 'named:partition-a', BEES, 'restarted'],
  [
    'a server that refuses may say that the device is gone: warning',
    REFUSED({ pdlResponse: 'warning' }),
    'named:partition-a',
    BEES,
    'stopped',
  ],
  [
    'a server that refuses may say that the device is gone: disabled',
    REFUSED({ pdlResponse: 'disabled' }),
    'named:partition-a',
    BEES,
    'stopped',
  ],
  ['a server that refuses may as well say nothing', REFUSED({ apdResponse: 'disabled' }), 'named:partition-a', BEES, 'stopped'],
  [
    'the server that refused is down as well: nobody answers',
    REFUSED({ pdlResponse: 'disabled' }),
    `${CUT} + storage-server:store-b`,
    BEES,
    'restarted',
  ],
  ['its pool is down, and the server answers', REFUSED({ pdlResponse: 'disabled' }), `${CUT} + pool:store-b/ssd`, BEES, 'stopped'],
  [
    'one disk is refused, of another nobody answers: HA is called for that one',
    TWO_DISKS({ pdlResponse: 'disabled' }),
    `${CUT} + pool:store-b/ssd`,
    BEES,
    'restarted',
  ],
  ['no path to storage and isolated: the isolation alone calls HA', answer({ apdResponse: 'disabled' }), NO_PATH, APP, 'restarted'],
  ['no path to storage and isolated: the paths alone call HA', answer({ isolationResponse: 'none' }), NO_PATH, APP, 'restarted'],
  ['no path and isolated, no answer to either', answer({ apdResponse: 'disabled', isolationResponse: 'none' }), NO_PATH, APP, 'stopped'],
  ['a partition is no isolation', { ...BEE, storage: { partition: 'preferred-side' } }, 'named:partition-both', APP, 'uninterrupted'],
  ['where it restarts, its side’s gateway counts', {}, `named:compute-a`, APP, 'restarted'],
  ['it restarts at home while one host there can: a needs no link', {}, `host:a1 + ${CUT}`, APP, 'restarted'],
];
