/** Section 7: the worst of what applies to a workload alone. */
import { backupClass, cluster, cooling, disk, host, immutable, offline, pool, repository, room } from '../entities';
import { type Case, NO_WITNESS, PARTITION, SINGLE } from './case';

const APP = 'workload:t/app';
const copies = { a: { near: 'disk-a', far: 'disk-b' }, b: { near: 'disk-b', far: 'disk-a' } };
const TAPE = {
  repositories: { tape: repository('a', { medium: 'tape', storage: 'library', offline: offline('w') }) },
  'backup-classes': { daily: backupClass(copies, 'tape') },
};
const DISKS = 'repository:disk-a + repository:disk-b';
const HOSTS = 'host:a1 + host:a2 + host:b1 + host:b2';
/** The storage hangs on one feed of each site; hosts and switches on two. */
const ONE_FEED = { 'storage-servers': { 'store-a': { feeds: ['f1'] }, 'store-b': { feeds: ['f1'] } } };
const BELOW = {
  ...SINGLE,
  'flood-zones': { river: { title: 'Test' } },
  sites: { a: { floodZone: 'river', rooms: { room: room('below') }, cooling: { c1: cooling('f1') } } },
};
const locked = { repositories: { 'disk-b': { immutability: immutable } } };

export const own: readonly Case[] = [
  ['data taken, both copies usable', {}, 'volume:vol-a', APP, 'restorable'],
  ['data taken, the far copy usable', {}, 'volume:vol-a + repository:disk-a', APP, 'restorable'],
  ['data taken, no copy usable', {}, `volume:vol-a + ${DISKS}`, APP, 'lost'],
  ['a repository goes with its room', {}, 'volume:vol-a + repository:disk-a + room:b/room', APP, 'lost'],
  ['data taken, the tape is left', TAPE, `volume:vol-a + ${DISKS}`, APP, 'restorable'],
  ['cartridges in their cabinet outlive the library', TAPE, `volume:vol-a + ${DISKS} + repository:tape`, APP, 'restorable'],
  ['cartridges go with the site of the cabinet', TAPE, `volume:vol-a + ${DISKS} + repository:tape + site:w`, APP, 'lost'],
  ['an intruder takes copies that are within reach', {}, 'intruder', APP, 'lost'],
  ['an intruder cannot change an immutable copy', locked, 'intruder', APP, 'restorable'],
  ['an immutable copy must be up', locked, 'intruder + repository:disk-b', APP, 'lost'],
  ['an intruder does not reach tape', TAPE, 'intruder', APP, 'restorable'],
  ['a class without tape has none', { ...TAPE, 'backup-classes': { daily: backupClass(copies) } }, 'intruder', APP, 'lost'],
  [
    'a copy on what it protects is none',
    { repositories: { 'disk-a': { storage: 'protected-pool' } } },
    'volume:vol-a + repository:disk-b',
    APP,
    'lost',
  ],
  ['its own software', { workloads: { 't/app': { provides: ['directory'] } } }, 'service:t/app', APP, 'restorable'],
  ['another’s software', {}, 'service:t/bee', APP, 'uninterrupted'],
  ['its one disk is gone, a pool is left to restore to', SINGLE, 'pool:store-a/ssd', APP, 'restorable'],
  [
    'data gone from both sides, another pool is left',
    { 'storage-servers': { 'store-b': { pools: { big: pool({ tier: 'capacity' }) } } } },
    'pool:store-a/ssd + pool:store-b/ssd',
    APP,
    'restorable',
  ],
  ['both sides are only without power: it waits for it', ONE_FEED, 'feed:a/f1 + feed:b/f1', APP, 'stopped'],
  ['one side is destroyed, the other only without power: it waits for that', ONE_FEED, 'pool:store-a/ssd + feed:b/f1', APP, 'stopped'],
  ['its one side is only without power', { ...SINGLE, ...ONE_FEED }, 'feed:a/f1', APP, 'stopped'],
  ['its one side burns', SINGLE, 'room:a/room', APP, 'restorable'],
  ['its one side is under water', BELOW, 'flood:river', APP, 'restorable'],
  ['its one side is too warm', BELOW, 'cooling:a/c1', APP, 'stopped'],
  ['its one server fails, with its pools', SINGLE, 'storage-server:store-a', APP, 'restorable'],
  ['gone, and no copy', SINGLE, `pool:store-a/ssd + ${DISKS}`, APP, 'lost'],
  [
    'gone, and its hosts at home are off their networks: it is restored at the other side',
    SINGLE,
    'pool:store-a/ssd + switch:a-1 + switch:a-2',
    APP,
    'restorable',
  ],
  [
    'gone, and all its hosts are off their networks',
    SINGLE,
    'pool:store-a/ssd + switch:a-1 + switch:a-2 + switch:b-1 + switch:b-2',
    APP,
    'lost',
  ],
  ['data taken, no host of its cluster sees a pool', {}, `volume:vol-a + ${HOSTS}`, APP, 'lost'],
  [
    'hosts of another cluster are no ground',
    { clusters: { other: cluster() }, hosts: { a3: host('a', { cluster: 'other' }) } },
    `volume:vol-a + ${HOSTS}`,
    APP,
    'lost',
  ],
  ['the worst: diverged and taken', NO_WITNESS, `${PARTITION} + volume:vol-a`, APP, 'diverged'],
  ['the worst: taken, and restarts', {}, 'volume:vol-a + host:a1', APP, 'restorable'],
  [
    'the worst of two disks: one gone, one well',
    { ...SINGLE, workloads: { 't/app': { disks: { system: disk('data-a'), more: disk('data-b') } } } },
    'pool:store-a/ssd',
    APP,
    'restorable',
  ],
  ['refused, whatever the hosts', {}, 'site:b + witness + host:a1 + host:a2', APP, 'stopped'],
  ['no host of its cluster is up', {}, HOSTS, APP, 'lost'],
  ['hosts are up and none can run it', {}, 'switch:a-1 + switch:a-2 + switch:b-1 + switch:b-2', APP, 'stopped'],
  ['diverged, and no host of its cluster is up', NO_WITNESS, `${PARTITION} + ${HOSTS}`, APP, 'lost'],
];
