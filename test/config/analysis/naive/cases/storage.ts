/** Section 4: which side serves, seen on `t/app` at a (preferred side of its volume) and `t/bee` at b. */
import { card, disk, host, physicalSwitch, pool, port } from '../entities';
import { BEE, type Case, CUT, NO_WITNESS, onDatastore, PARTITION, SINGLE } from './case';

const APP = 'workload:t/app';
const BEES = 'workload:t/bee';
const cards = (first: string, second: string) => ({ nics: { vmnic0: card(first), vmnic1: card(second) } });
const hostsOfA = (first: string, second: string) => ({
  hosts: { a1: host('a', cards(first, second)), a2: host('a', cards(first, second)) },
});
/** `t/app` lives at a on a volume that is preferred at b. */
const AWAY = { workloads: { 't/app': onDatastore('data-b') } };
/** `t/bee` lives at b on a volume that is preferred at a. */
const BEE_AWAY = { workloads: { 't/bee': { ...BEE.workloads['t/bee'], ...onDatastore('data-a') } } };
const answer = (partition: 'unknown' | 'preferred-side' | 'both-serve' | 'both-refuse') => ({ ...BEE, storage: { partition } });

/** One digger takes both fibres, and with them both mirrors; the radio still carries management. */
const ONE_DUCT = { links: { 'fibre-south': { ducts: ['duct-north'] } } };

/** The same digger takes the radio too. */
const ALL_IN_ONE = { links: { ...ONE_DUCT.links, radio: { ducts: ['duct-north'] } } };
const BOTH_POOLS = 'pool:store-a/ssd + pool:store-b/ssd';
const REFUSED = { ...ALL_IN_ONE, storage: { partition: 'both-refuse' } } as const;
/** Hosts see the side at their own site only. */
const OWN_SIDE = {
  links: {
    'fibre-north': { carries: ['mirror-1', 'management', 'tenants'] },
    'fibre-south': { carries: ['mirror-2', 'management', 'tenants'] },
  },
} as const;
/** Two ports of a role at `store-a`; the other path has its one port on the switch that fails. */
const TWICE = {
  mirror: { 'storage-servers': { 'store-a': { ports: { more: port('mirror-1', 'a-2'), m2: port('mirror-2', 'a-1') } } } },
  fabric: { 'storage-servers': { 'store-a': { ports: { more: port('front-end-a', 'a-2'), b: port('front-end-b', 'a-2') } } } },
};

const perVolume = (witness: 'none' | 'group') =>
  ({ storage: { witness: { option: 'per-volume' } }, volumes: { 'vol-a': { witness } } }) as const;

export const storage: readonly Case[] = [
  ['one fabric is enough', {}, 'switch:a-1', APP, 'uninterrupted'],
  ['no fabric at its side: the other side serves its own hosts', {}, 'switch:a-1 + switch:a-2', APP, 'restarted'],
  ['to the other site by B when A is cut there', {}, 'storage-server:store-a + switch:b-1', APP, 'uninterrupted'],
  ['a host that has cards for A only', hostsOfA('a-1', 'a-1'), 'storage-server:store-a + switch:b-1', APP, 'restarted'],
  [
    'a card on a switch that carries no front-ends is no path',
    { ...hostsOfA('a-3', 'a-3'), 'physical-switches': { 'a-3': physicalSwitch('a') } },
    '',
    APP,
    'restarted',
  ],
  ['hosts use the other site’s side', {}, 'storage-server:store-a', APP, 'uninterrupted'],
  ['hosts use the other site’s side only while a link carries their paths', {}, `storage-server:store-a + ${CUT}`, APP, 'restarted'],
  ['not mirrored: its one side', SINGLE, 'storage-server:store-b', APP, 'uninterrupted'],
  ['in mirror by path 2', {}, 'link:fibre-north', APP, 'uninterrupted'],
  [
    'a mirror path needs the switches at both ends: both paths are cut, the preferred side serves',
    BEE_AWAY,
    'switch:a-1 + switch:b-2',
    BEES,
    'restarted',
  ],
  ['a mirror path needs the switches at both ends: path 2 is left', BEE_AWAY, 'switch:a-1 + switch:b-1', BEES, 'uninterrupted'],
  [
    'mirrors cut by one digger, then the side that went on is lost: the other missed writes',
    ONE_DUCT,
    'duct:duct-north + site:a',
    APP,
    'stopped',
  ],
  ['mirrors cut by one digger, then the side that was left out is lost', ONE_DUCT, 'duct:duct-north + site:b', APP, 'uninterrupted'],
  ['both mirrors cut by two failures, then the site: at neither of them was a side left out', {}, `${CUT} + site:a`, APP, 'restarted'],
  [
    'a side that missed writes serves not because it alone reaches the witness',
    ONE_DUCT,
    'duct:duct-north + link:radio + link:route-a',
    APP,
    'stopped',
  ],
  ['a side that missed writes serves not by agreement either', ONE_DUCT, 'duct:duct-north + host:a1 + host:a2', APP, 'stopped'],
  [
    'a side that the vendor’s answer left out missed writes',
    { ...ALL_IN_ONE, storage: { partition: 'preferred-side' } },
    'duct:duct-north + site:a',
    APP,
    'stopped',
  ],
  [
    'the side that the vendor’s answer kept has all writes',
    { ...ALL_IN_ONE, ...BEE, storage: { partition: 'preferred-side' } },
    'duct:duct-north + site:a',
    BEES,
    'uninterrupted',
  ],
  ['sides that diverged have, although one is lost then', { ...ALL_IN_ONE, ...NO_WITNESS }, 'duct:duct-north + site:a', APP, 'diverged'],
  ['nobody knows what the side that is left did', ALL_IN_ONE, 'duct:duct-north + site:b', APP, 'unknown'],
  ['what both sides refuse stays refused, although a pool fails then', REFUSED, 'duct:duct-north + pool:store-b/ssd', APP, 'stopped'],
  ['several failures are a partition together, which none of them is alone', NO_WITNESS, `${PARTITION} + site:b`, APP, 'uninterrupted'],
  ['nobody asks any more what was done to data that are gone', ALL_IN_ONE, `duct:duct-north + ${BOTH_POOLS}`, APP, 'lost'],
  ['in mirror, each side serves its own hosts', { ...OWN_SIDE, ...BEE_AWAY }, '', BEES, 'uninterrupted'],
  ['in mirror by path 2 alone, each side serves its own hosts', { ...OWN_SIDE, ...BEE_AWAY }, 'link:fibre-north', BEES, 'uninterrupted'],
  ['in mirror by path 1 alone, each side serves its own hosts', { ...OWN_SIDE, ...BEE_AWAY }, 'link:fibre-south', BEES, 'uninterrupted'],
  ['any port of a mirror path', { ...OWN_SIDE, ...BEE_AWAY, ...TWICE.mirror }, 'switch:a-1', BEES, 'uninterrupted'],
  ['any port of a fabric', { ...SINGLE, ...TWICE.fabric }, 'switch:a-2', APP, 'uninterrupted'],
  [
    'a path to each of its volumes: one is behind the cut, the other would be behind it at b',
    {
      volumes: { 'vol-b': { mirrored: false, pools: { 'store-a': undefined } } },
      workloads: { 't/app': { disks: { system: disk('data-a'), more: disk('data-b') } } },
    },
    CUT,
    APP,
    'stopped',
  ],
  [
    'a volume lies on the pool of its tier',
    { ...SINGLE, 'storage-servers': { 'store-a': { pools: { big: pool({ tier: 'capacity' }) } } } },
    'pool:store-a/big',
    APP,
    'uninterrupted',
  ],
  ['mirrors cut: the servers agree', BEE, 'named:mirror', APP, 'uninterrupted'],
  ['agreed: the preferred side serves', AWAY, CUT, APP, 'restarted'],
  ['agreed: the other side when no host reaches the preferred one', AWAY, `${CUT} + host:b1 + host:b2`, APP, 'uninterrupted'],
  ['agreed: not the witness is asked', {}, `${CUT} + witness`, APP, 'uninterrupted'],
  ['partition without witness', NO_WITNESS, 'named:partition', APP, 'diverged'],
  ['partition, only a reaches the witness: a serves', BEE, 'named:partition-a', APP, 'uninterrupted'],
  ['partition, only a reaches the witness: b has no storage and its machines restart at a', BEE, 'named:partition-a', BEES, 'restarted'],
  ['partition, a volume that has no witness', perVolume('none'), 'named:partition-a', APP, 'diverged'],
  ['partition, a volume that has the witness', perVolume('group'), 'named:partition-a', APP, 'uninterrupted'],
  [
    'a volume says nothing where the witness holds for all',
    { volumes: { 'vol-a': { witness: 'none' } } },
    'named:partition-a',
    APP,
    'uninterrupted',
  ],
  ['one side whole, a volume that has no witness', perVolume('none'), 'storage-server:store-b + witness', APP, 'uninterrupted'],
  ['partition, nobody reaches the witness', {}, 'named:partition-none', APP, 'stopped'],
  ['partition, both reach the witness: the vendor has not answered', answer('unknown'), 'named:partition-both', APP, 'unknown'],
  ['partition, both reach the witness: preferred side a', answer('preferred-side'), 'named:partition-both', APP, 'uninterrupted'],
  ['partition, both reach the witness: preferred side b', answer('preferred-side'), 'named:partition-both', BEES, 'uninterrupted'],
  ['partition, both reach the witness: both serve', answer('both-serve'), 'named:partition-both', APP, 'diverged'],
  ['partition, both reach the witness: both refuse', answer('both-refuse'), 'named:partition-both', APP, 'stopped'],
  ['all links down is a partition; the routes say who reaches the witness', {}, PARTITION, APP, 'unknown'],
  ['all links down and one route: the other side serves', {}, `${PARTITION} + link:route-b`, APP, 'uninterrupted'],
  ['all links down, and the witness: neither serves', {}, `${PARTITION} + witness`, APP, 'stopped'],
  ['one side whole: it serves', {}, 'pool:store-a/ssd', APP, 'uninterrupted'],
  ['one side whole, the other’s server alive: the witness is not asked', {}, 'pool:store-a/ssd + witness', APP, 'uninterrupted'],
  ['one side whole, the other’s server down: the witness is asked', {}, 'storage-server:store-a + witness', APP, 'stopped'],
  ['one side whole, the other’s server down, no witness configured', NO_WITNESS, 'storage-server:store-a', APP, 'uninterrupted'],
  ['one side whole: it is the survivor’s route that counts', {}, 'storage-server:store-a + link:route-b', APP, 'stopped'],
  ['one side whole: the lost side’s route is not needed', {}, 'storage-server:store-a + link:route-a', APP, 'uninterrupted'],
  ['none whole, and no pool left to restore to', {}, 'pool:store-a/ssd + pool:store-b/ssd', APP, 'lost'],
];
