/** Sections 10 and 11: the rows that are no machine, and the named scenarios. */
import { application, desktop, gateway, school, use } from '../entities';
import { BEE, type Case, CUT } from './case';

const APP = 'workload:t/app';
const ISPS = 'access:isp-a + access:isp-b';
const SCHOOL = { schools: { primary: school('office', 'web') } };
const ONLY_A = { ...SCHOOL, premises: { office: { accesses: { two: undefined } } } };
const FILTERS = { gateways: { 'flt-a': gateway('schools', 'a'), 'flt-b': gateway('schools', 'b') } };
const hosted = (...identity: readonly string[]) => ({ ...BEE, applications: { mail: application(['t'], 'web', identity) } });
const seats = (minimumSeats: number, brokers: readonly string[] = ['t/app', 't/bee']) => ({
  ...BEE,
  desktops: { desk: desktop({ seats: 20, minimumSeats, sessionHosts: { 't/app': { seats: 10 }, 't/bee': { seats: 10 } }, brokers }) },
});
const spare = { ...seats(10), desktops: { desk: { ...seats(10).desktops.desk, seats: 10 } } };

export const rows: readonly Case[] = [
  ['a tenant is the worst of its workloads', BEE, 'volume:vol-b', 'tenant:t', 'restorable'],
  ['a tenant without workloads', { tenants: { u: { title: 'Test' } } }, 'site:a', 'tenant:u', 'uninterrupted'],
  ['a use with one access, joined', {}, 'access:isp-a', 'use:web', 'uninterrupted'],
  ['a use with one access, cut', {}, `access:isp-a + ${CUT}`, 'use:web', 'degraded'],
  ['a use with an access at each side of a cut', {}, CUT, 'use:web', 'uninterrupted'],
  ['a use after the loss of a site', {}, 'site:a', 'use:web', 'degraded'],
  ['a use without access', {}, ISPS, 'use:web', 'lost'],
  ['a use has its own accesses', { uses: { guests: use(['isp-a']) } }, 'access:isp-a', 'use:guests', 'lost'],
  ['a school', SCHOOL, '', 'school:primary', 'uninterrupted'],
  ['a school whose premises are cut off', SCHOOL, 'carrier:town', 'school:primary', 'lost'],
  ['a school without access of its exit', SCHOOL, ISPS, 'school:primary', 'lost'],
  ['a school behind one filter of two', { ...SCHOOL, ...FILTERS }, 'gateway:flt-a', 'school:primary', 'uninterrupted'],
  ['a school without filter', { ...SCHOOL, ...FILTERS }, 'gateway:flt-a + gateway:flt-b', 'school:primary', 'lost'],
  ['a school cut from its filter', { ...ONLY_A, ...FILTERS }, `gateway:flt-a + ${CUT}`, 'school:primary', 'lost'],
  ['a school with two links, cut from one filter', { ...SCHOOL, ...FILTERS }, `gateway:flt-a + ${CUT}`, 'school:primary', 'uninterrupted'],
  ['a school cut from its exit', ONLY_A, `access:isp-a + ${CUT}`, 'school:primary', 'lost'],
  ['an application', hosted(), '', 'application:mail', 'uninterrupted'],
  ['an application without access', hosted(), ISPS, 'application:mail', 'lost'],
  ['an application whose use is degraded', hosted(), 'site:a', 'application:mail', 'degraded'],
  ['an application whose provider fails', hosted(), 'provider:mail', 'application:mail', 'stopped'],
  ['an application with one sign-in of two', hosted('t/app', 't/bee'), 'volume:vol-a', 'application:mail', 'uninterrupted'],
  ['an application without sign-in', hosted('t/app', 't/bee'), 'volume:vol-a + volume:vol-b', 'application:mail', 'restorable'],
  ['all seats, a session host restarted', seats(10), 'host:a1', 'desktop:desk', 'uninterrupted'],
  ['half the seats', seats(10), 'volume:vol-b', 'desktop:desk', 'degraded'],
  ['seats to spare', spare, 'volume:vol-b', 'desktop:desk', 'uninterrupted'],
  ['fewer seats than must be left', seats(15), 'volume:vol-b', 'desktop:desk', 'lost'],
  ['no seats', seats(0), 'volume:vol-a + volume:vol-b', 'desktop:desk', 'lost'],
  ['no broker', seats(10, ['t/bee']), 'volume:vol-b', 'desktop:desk', 'lost'],
];

/** Behind one feed of these sites. */
const generators = (...sites: readonly string[]) => ({
  sites: Object.fromEntries(sites.map((site) => [site, { feeds: { f1: { generator: true } } }])),
});

export const named: readonly Case[] = [
  ['the storage of a site', {}, 'named:storage-a', APP, 'uninterrupted'],
  ['the hosts of a site', {}, 'named:compute-a', APP, 'restarted'],
  ['a site', BEE, 'site:a', 'workload:t/bee', 'uninterrupted'],
  ['a site while the witness is away', BEE, 'named:site-a-without-witness', 'workload:t/bee', 'stopped'],
  ['a site and a host of the other', {}, 'named:site-a-and-b1', APP, 'restarted'],
  ['a site and a host of the other: who was there too', BEE, 'named:site-a-and-b1', 'workload:t/bee', 'restarted'],
  ['the mirror links', {}, 'named:mirror', APP, 'uninterrupted'],
  ['all mains: it waits, and nothing is lost', {}, 'named:blackout', APP, 'stopped'],
  ['all mains, with a generator at each site', generators('a', 'b'), 'named:blackout', APP, 'uninterrupted'],
  ['all mains, with a generator at the other site alone', generators('b'), 'named:blackout', APP, 'stopped'],
];
