/** Section 6. A host of `base.ts` gives 52 GiB and 32 GHz; a workload needs 1.02 times its memory. */
import { datastore, hardware, pool, volume, workload } from '../entities';
import { BEE, type Case, CUT, onDatastore, PARTITION } from './case';

const GIB = 1024;
const memory = (gib: number) => ({ memory: gib * GIB });
const app = (more: object) => ({ workloads: { 't/app': more } });
const crowd = (gibOfApp: number) => ({ workloads: { 't/app': memory(gibOfApp), 't/bee': workload('t/bee', 'b', memory(60)) } });
/** 73.4 GiB are free beside `t/bee`, for one of 40.8 GiB and not for two. */
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
const BIG_BEE = { workloads: { 't/bee': workload('t/bee', 'b', memory(60)) } };
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
  ['40.8 GiB find room beside 61.2 GiB on two hosts', crowd(40), 'named:compute-a', APP, 'restarted'],
  ['61.2 GiB find no room beside 61.2 GiB on two hosts', crowd(60), 'named:compute-a', APP, 'stopped'],
  ['what is intact goes on', crowd(60), 'named:compute-a', BEES, 'uninterrupted'],
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
  ['hosts that reach no serving side carry nothing', crowd(60), 'named:partition-a', BEES, 'stopped'],
  ['hosts that reach a serving side carry', crowd(40), 'named:partition-a', BEES, 'restarted'],
  ['managed as one, a side may borrow from the other', BIG_BEE, `${CUT} + host:b1`, BEES, 'restarted'],
  ['not managed as one, each side is alone', { ...PREFERRED, ...BIG_BEE }, `${PARTITION} + host:b1`, BEES, 'stopped'],
  ['each side alone, with enough of its own', PREFERRED, `${PARTITION} + host:b1`, BEES, 'restarted'],
  ['100 processors at 50 % are 100 GHz: four hosts', busy(100), '', APP, 'uninterrupted'],
  ['100 processors at 50 % are 100 GHz: two hosts', busy(100), 'named:compute-a', APP, 'degraded'],
  ['128 processors at 50 % are 128 GHz: exactly four hosts', app({ cpus: 128, cpuDemand: 0.5 }), '', APP, 'uninterrupted'],
  ['too little CPU degrades all that runs there', busy(100), 'named:compute-a', BEES, 'degraded'],
  [
    'what found no room asks for no CPU',
    { workloads: { ...crowd(60).workloads, 't/app': { ...memory(60), cpus: 128, cpuDemand: 1 } } },
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
