/** Section 6. A host of `base.ts` gives 52 GiB and 32 GHz; a workload needs 1.02 times its memory. */
import { datastore, hardware, pool, volume, workload } from '../entities';
import { BEE, type Case, CUT, onDatastore, PARTITION, SINGLE } from './case';

const GIB = 1024;
const memory = (gib: number) => ({ memory: gib * GIB });
const app = (more: object) => ({ workloads: { 't/app': more } });
/** `t/bee` and `t/cat` leave 21.4 GiB on each host at b. */
const crowd = (gibOfApp: number) => ({
  workloads: {
    't/app': memory(gibOfApp),
    't/bee': workload('t/bee', 'b', memory(30)),
    't/cat': workload('t/cat', 'b', memory(30)),
  },
});
/** Beside `t/bee` 21.4 GiB are free on one host at b and 52 on the other: for one of 40.8 GiB and not for two. */
const queue = (one: 'high' | 'medium', two: 'high' | 'medium') => ({
  workloads: {
    't/bee': workload('t/bee', 'b', memory(30)),
    't/one': workload('t/one', 'a', { ...memory(40), restartPriority: one }),
    't/two': workload('t/two', 'a', { ...memory(40), restartPriority: two }),
    't/wee': workload('t/wee', 'a', { ...memory(20), restartPriority: 'low' }),
    't/app': undefined,
  },
});
const APP = 'workload:t/app';
const BEES = 'workload:t/bee';
const PREFERRED = { ...BEE, storage: { partition: 'preferred-side' } } as const;
/** Two at b that do not fit on one host. */
const BEE_AND_OWL = { workloads: { 't/bee': workload('t/bee', 'b', memory(40)), 't/owl': workload('t/owl', 'b', memory(40)) } };
/** As many at a, whose hosts have room for two. */
const THREE = (cat: object) => ({
  workloads: { 't/app': memory(40), 't/bee': workload('t/bee', 'b', memory(40)), ...cat },
});
/** `t/app` lies on one side only, and so does what lives beside it. */
const RESTORED = (cat: object) => ({
  ...SINGLE,
  workloads: { 't/app': memory(40), 't/cat': workload('t/cat', 'a', { ...memory(40), ...cat }) },
});
const OTHER = { ...onDatastore('data-b'), restartPriority: 'low' } as const;
const CAT = { 't/cat': workload('t/cat', 'a', memory(40)) };
/** Hosts at b give 28 GiB each. */
const SMALL_AT_B = { hardware: { small: hardware({ memory: 40 * GIB }) }, hosts: { b1: { hardware: 'small' }, b2: { hardware: 'small' } } };
const ONE_HOST_LEFT = 'host:a1 + host:b1 + host:b2';
const busy = (cpus: number) => ({ workloads: { ...BEE.workloads, 't/app': { cpus, cpuDemand: 0.5 } } });
const iops = (ofApp: number, ofBee: number) => ({
  workloads: { 't/app': onDatastore('data-a', ofApp), 't/bee': workload('t/bee', 'b', onDatastore('data-b', ofBee)) },
});
/** `t/bee` lies on another pool of `store-a`; each carries 6000 of 10000. */
const TIERS = {
  workloads: { 't/app': onDatastore('data-a', 6000), 't/bee': workload('t/bee', 'a', onDatastore('data-c', 6000)) },
  datastores: { 'data-c': datastore('vol-c') },
  volumes: { 'vol-c': volume('a', { mirrored: false, pools: { 'store-a': 'capacity' } }) },
  'storage-servers': { 'store-a': { pools: { big: pool({ tier: 'capacity' }) } } },
};
const LEFT_ALONE = 'storage-server:store-b';

export const room: readonly Case[] = [
  ['20.4 GiB find room where 21.4 are free', crowd(20), 'named:compute-a', APP, 'restarted'],
  ['40.8 GiB find no room where two hosts have 21.4 each', crowd(40), 'named:compute-a', APP, 'stopped'],
  ['what is intact goes on', crowd(40), 'named:compute-a', BEES, 'uninterrupted'],
  ['30.6 GiB find no room on hosts of 28, however many', { ...app(memory(30)), ...SMALL_AT_B }, 'named:compute-a', APP, 'stopped'],
  ['27.54 GiB find room on hosts of 28', { ...app(memory(27)), ...SMALL_AT_B }, 'named:compute-a', APP, 'restarted'],
  ['what is restored needs room: the first by id has it', RESTORED({}), `pool:store-a/ssd + ${ONE_HOST_LEFT}`, APP, 'restorable'],
  ['what is restored needs room: the second has none', RESTORED({}), `pool:store-a/ssd + ${ONE_HOST_LEFT}`, 'workload:t/cat', 'stopped'],
  [
    'what HA restarts has room before what is restored, whatever the priority',
    RESTORED(OTHER),
    `pool:store-a/ssd + ${ONE_HOST_LEFT}`,
    'workload:t/cat',
    'restarted',
  ],
  [
    'what HA restarts has room before what is restored: that has none',
    RESTORED(OTHER),
    `pool:store-a/ssd + ${ONE_HOST_LEFT}`,
    APP,
    'stopped',
  ],
  [
    'what no copy brings back is lost, whatever room there is',
    { ...RESTORED(OTHER), 'backup-classes': { daily: { repositories: { a: undefined } } } },
    `pool:store-a/ssd + ${ONE_HOST_LEFT}`,
    APP,
    'lost',
  ],
  ['the overhead counts: 51.5 GiB are 52.53', app(memory(51.5)), 'site:a + host:b1', APP, 'stopped'],
  ['the overhead counts: 50.5 GiB are 51.51', app(memory(50.5)), 'site:a + host:b1', APP, 'restarted'],
  [
    'what fits exactly fits',
    { ...app(memory(52)), estate: { assumptions: { ha: { memoryOverhead: 0 } } } },
    'site:a + host:b1',
    APP,
    'restarted',
  ],
  ['the hypervisor keeps its memory', app(memory(60)), 'site:a + host:b1', APP, 'stopped'],
  ['by priority: the higher restarts', queue('medium', 'high'), 'named:compute-a', 'workload:t/two', 'restarted'],
  ['by priority: the lower stops', queue('medium', 'high'), 'named:compute-a', 'workload:t/one', 'stopped'],
  ['then by id: the first restarts', queue('medium', 'medium'), 'named:compute-a', 'workload:t/one', 'restarted'],
  ['then by id: the second stops', queue('medium', 'medium'), 'named:compute-a', 'workload:t/two', 'stopped'],
  ['a smaller one after it may still fit', queue('medium', 'medium'), 'named:compute-a', 'workload:t/wee', 'restarted'],
  ['hosts that reach no serving side carry nothing', THREE(CAT), 'named:partition-a', BEES, 'stopped'],
  ['hosts that reach a serving side carry', THREE({}), 'named:partition-a', BEES, 'restarted'],
  ['managed as one, a side may borrow from the other', BEE_AND_OWL, `${CUT} + host:b1`, 'workload:t/owl', 'restarted'],
  ['not managed as one, each side is alone', { ...PREFERRED, ...BEE_AND_OWL }, `${PARTITION} + host:b1`, 'workload:t/owl', 'stopped'],
  ['each side alone, with enough of its own', PREFERRED, `${PARTITION} + host:b1`, BEES, 'restarted'],
  ['100 processors at 50 % are 100 GHz: four hosts', busy(100), '', APP, 'uninterrupted'],
  ['100 processors at 50 % are 100 GHz: two hosts', busy(100), 'named:compute-a', APP, 'degraded'],
  ['128 processors at 50 % are 128 GHz: exactly four hosts', app({ cpus: 128, cpuDemand: 0.5 }), '', APP, 'uninterrupted'],
  ['too little CPU degrades all that runs there', busy(100), 'named:compute-a', BEES, 'degraded'],
  [
    'what found no room asks for no CPU',
    { workloads: { ...crowd(40).workloads, 't/app': { ...memory(40), cpus: 128, cpuDemand: 1 } } },
    'named:compute-a',
    BEES,
    'uninterrupted',
  ],
  [
    'processors count at the clock of the slowest host: 45 GHz of 48',
    { ...busy(88), hardware: { old: hardware({ clock: 1000 }) }, hosts: { b2: { hardware: 'old' } } },
    'named:compute-a',
    APP,
    'restarted',
  ],
  [
    'processors count at the clock of the slowest host, also while it is down: 45 GHz of 32',
    { ...busy(88), hardware: { old: hardware({ clock: 1000 }) }, hosts: { b2: { hardware: 'old' } } },
    'host:a1 + host:a2 + host:b2',
    APP,
    'degraded',
  ],
  ['in mirror, the preferred side carries: 6000 of 10000', iops(6000, 6000), '', APP, 'uninterrupted'],
  ['in mirror, the preferred side carries: 11000 of 10000', iops(11_000, 0), '', APP, 'degraded'],
  ['in mirror, the other side does not', iops(11_000, 1), '', BEES, 'uninterrupted'],
  [
    'in mirror, the other side may be slower',
    { ...iops(6000, 0), 'storage-servers': { 'store-b': { pools: { ssd: { iops: 1000 } } } } },
    '',
    APP,
    'uninterrupted',
  ],
  ['each pool carries its own volumes', TIERS, '', APP, 'uninterrupted'],
  ['left alone it writes through: 6000 of 5000', iops(6000, 0), LEFT_ALONE, APP, 'degraded'],
  ['left alone it carries the other’s volumes too: 3000 and 3000', iops(3000, 3000), LEFT_ALONE, APP, 'degraded'],
  ['left alone it carries the other’s volumes too: 2000 and 3000', iops(2000, 3000), LEFT_ALONE, APP, 'uninterrupted'],
  ['all workloads on the volumes that it carries', iops(6000, 0), LEFT_ALONE, BEES, 'degraded'],
  [
    'not mirrored: 6000 of 10000',
    { ...iops(6000, 0), volumes: { 'vol-a': { mirrored: false, pools: { 'store-b': undefined } } } },
    '',
    APP,
    'uninterrupted',
  ],
  [
    'not mirrored: 11000 of 10000',
    { ...iops(11_000, 0), volumes: { 'vol-a': { mirrored: false, pools: { 'store-b': undefined } } } },
    '',
    APP,
    'degraded',
  ],
];
