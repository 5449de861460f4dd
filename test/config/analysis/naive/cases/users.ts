/** Section 9: who reaches it. */
import { gateway, landing, pool, premises, school, service, tenant, use, workload } from '../entities';
import type { WorkloadNode } from '../../../../../config/model/model';
import { type Case, CUT, SINGLE } from './case';

const APP = 'workload:t/app';
const serves = (...users: WorkloadNode['serves']) => ({ workloads: { 't/app': { serves: users } } });
const AGENTS = serves('agents');
const at = (site: string, owner = 't') => premises(owner, { one: landing(site, 'town') });
const ONLY_B = { premises: { office: { accesses: { one: undefined } } } };
/** Another pool at a, to restore to. */
const SPARE = { ...SINGLE, 'storage-servers': { 'store-a': { pools: { big: pool({ tier: 'capacity' }) } } } };
/** The storage at a hangs on one feed. */
const POWER = { 'storage-servers': { 'store-a': { feeds: ['f1'] } } };
const ANNEXE = { premises: { annexe: at('b') } };
const CITIZENS = serves('citizens');
const PUBLISHED = { workloads: { 't/app': { exposure: 'published' } } } as const;
const ISPS = 'access:isp-a + access:isp-b';
const PREFIXES = { uses: { own: use(['isp-b'], ['192.0.2.0/24']) } };
/** Announced from both sites, the path by isp-a being the shorter. */
const BOTH = { uses: { own: use(['isp-a', 'isp-b'], ['192.0.2.0/24']) } };
/** `t/app` lives at b. */
const AT_B = (more: Partial<WorkloadNode>) => ({ workloads: { 't/app': workload('t/app', 'b', more) } });
const proxies = { gateways: { 'rp-a': gateway('reverse-proxy', 'a'), 'rp-b': gateway('reverse-proxy', 'b') } };
const remote = { gateways: { 'ra-a': gateway('remote-access', 'a'), 'ra-b': gateway('remote-access', 'b') } };
/** A school of the tenant at b. */
const SCHOOL = { premises: { primary: at('b') }, schools: { primary: school('primary', 'web') } };
const DNS = { services: { s: service() }, workloads: { 's/dns': workload('s/dns', 'a', { ownerKind: 'services', serves: ['agents'] }) } };

export const users: readonly Case[] = [
  ['agents: their place is attached at the side', AGENTS, 'premises-access:office/two', APP, 'uninterrupted'],
  ['agents: through the other side while joined', { ...AGENTS, ...ONLY_B }, '', APP, 'uninterrupted'],
  ['agents: their only attached place is cut from it', { ...AGENTS, ...ONLY_B }, CUT, APP, 'lost'],
  ['agents: some places are cut from it', { ...AGENTS, ...ANNEXE }, CUT, APP, 'degraded'],
  ['agents: a place that is cut off is its own row', { ...AGENTS, ...ANNEXE }, 'premises-access:annexe/one', APP, 'uninterrupted'],
  [
    'agents: a place that is cut off, the rest does not reach',
    { ...AGENTS, ...ANNEXE },
    `${CUT} + premises-access:office/one`,
    APP,
    'lost',
  ],
  ['agents: no place is attached, though theirs has two lines', AGENTS, 'carrier:town', APP, 'lost'],
  [
    'agents: no place is attached, and they are several',
    { ...AGENTS, premises: { ...ONLY_B.premises, ...ANNEXE.premises } },
    'carrier:town',
    APP,
    'lost',
  ],
  ['agents: their one place on one line is cut off: its own row', { ...AGENTS, ...ONLY_B }, 'carrier:town', APP, 'degraded'],
  [
    'agents: two links of one carrier that share all are one line',
    { ...AGENTS, premises: { office: { accesses: { two: { ducts: [] } } } } },
    'carrier:town',
    APP,
    'degraded',
  ],
  ['agents: a place needs a router where it lands', { ...AGENTS, ...ONLY_B }, 'router:router-b', APP, 'degraded'],
  ['agents: there is no place at all', { ...AGENTS, premises: { office: undefined } }, CUT, APP, 'uninterrupted'],
  [
    'agents: not those of another tenant',
    { ...AGENTS, tenants: { u: tenant() }, premises: { hall: at('b', 'u') } },
    CUT,
    APP,
    'uninterrupted',
  ],
  [
    'agents: all of them for a shared service',
    { ...DNS, tenants: { u: tenant() }, premises: { hall: at('b', 'u') } },
    CUT,
    'workload:s/dns',
    'degraded',
  ],
  ['agents: schools apart', { ...AGENTS, ...SCHOOL }, CUT, APP, 'uninterrupted'],
  ['pupils: in the schools', { ...serves('pupils'), ...SCHOOL }, CUT, APP, 'lost'],
  ['pupils: no school', serves('pupils'), CUT, APP, 'uninterrupted'],
  ['pupils: joined', { ...serves('pupils'), ...SCHOOL }, '', APP, 'uninterrupted'],
  ['citizens: one access is left', CITIZENS, 'access:isp-a', APP, 'uninterrupted'],
  ['citizens: no access', CITIZENS, ISPS, APP, 'lost'],
  ['citizens: the access is behind the cut', CITIZENS, `access:isp-a + ${CUT}`, APP, 'lost'],
  ['citizens: an access at its side of the cut', CITIZENS, `access:isp-b + ${CUT}`, APP, 'uninterrupted'],
  ['citizens: a use that announces prefixes', { ...CITIZENS, ...PREFIXES }, 'access:isp-b', APP, 'lost'],
  ['citizens: not a use that announces none', { ...CITIZENS, ...PREFIXES }, 'access:isp-a', APP, 'uninterrupted'],
  ['citizens: enter at a, while the sides are joined', { ...AT_B({ serves: ['citizens'] }), ...BOTH }, '', APP, 'uninterrupted'],
  ['citizens: enter at a, and it runs at b behind the cut', { ...AT_B({ serves: ['citizens'] }), ...BOTH }, CUT, APP, 'lost'],
  [
    'citizens: enter at b once the first access is down',
    { ...AT_B({ serves: ['citizens'] }), ...BOTH },
    `access:isp-a + ${CUT}`,
    APP,
    'uninterrupted',
  ],
  ['citizens: enter at b once the first access is down, and it runs at a', { ...CITIZENS, ...BOTH }, `access:isp-a + ${CUT}`, APP, 'lost'],
  ['citizens: enter at a, where it runs', { ...CITIZENS, ...BOTH }, CUT, APP, 'uninterrupted'],
  ['citizens: enter at a, where the reverse proxy is down', { ...CITIZENS, ...BOTH, ...proxies }, `gateway:rp-a + ${CUT}`, APP, 'lost'],
  ['citizens: no prefix is announced, each access has its own addresses', AT_B({ serves: ['citizens'] }), CUT, APP, 'uninterrupted'],
  [
    'citizens: of two uses that announce one enters where it runs',
    { ...AT_B({ serves: ['citizens'] }), uses: { ...BOTH.uses, other: use(['isp-b'], ['198.51.100.0/24']) } },
    CUT,
    APP,
    'uninterrupted',
  ],
  ['published: enters at a, and it runs at b behind the cut', { ...AT_B({ exposure: 'published' }), ...BOTH }, CUT, APP, 'lost'],
  ['remote: enters at a, and it runs at b behind the cut', { ...AT_B({ serves: ['remote'] }), ...BOTH }, CUT, APP, 'lost'],
  ['citizens: a reverse proxy is left', { ...CITIZENS, ...proxies }, 'gateway:rp-a', APP, 'uninterrupted'],
  ['citizens: no reverse proxy', { ...CITIZENS, ...proxies }, 'gateway:rp-a + gateway:rp-b', APP, 'lost'],
  ['citizens: the reverse proxy is behind the cut', { ...CITIZENS, ...proxies }, `gateway:rp-a + ${CUT}`, APP, 'lost'],
  ['citizens: other gateways are not needed', { ...CITIZENS, ...remote }, 'gateway:ra-a + gateway:ra-b', APP, 'uninterrupted'],
  ['published: citizens too', PUBLISHED, ISPS, APP, 'lost'],
  ['published: the reverse proxy', { ...PUBLISHED, ...proxies }, 'gateway:rp-a + gateway:rp-b', APP, 'lost'],
  ['remote: no access', serves('remote'), ISPS, APP, 'lost'],
  ['remote: no gateway', { ...serves('remote'), ...remote }, 'gateway:ra-a + gateway:ra-b', APP, 'lost'],
  ['remote: needs no reverse proxy', { ...serves('remote'), ...proxies }, 'gateway:rp-a + gateway:rp-b', APP, 'uninterrupted'],
  ['estate: needs nothing', serves('estate'), `${ISPS} + carrier:town`, APP, 'uninterrupted'],
  ['several: the worst', serves('agents', 'citizens', 'estate'), `${ISPS} + carrier:town`, APP, 'lost'],
  ['restored where nobody reaches it', { ...AGENTS, ...ONLY_B, ...SPARE }, `pool:store-a/ssd + ${CUT}`, APP, 'lost'],
  [
    'restored at the other side of the cut, the only one with a pool, where its users are',
    { ...AGENTS, ...ONLY_B, ...SINGLE },
    `pool:store-a/ssd + ${CUT}`,
    APP,
    'restorable',
  ],
  ['restored where its users reach it', { ...AGENTS, ...ONLY_B, ...SINGLE }, 'pool:store-a/ssd', APP, 'restorable'],
  ['restored at the other side, where its users are', { ...AGENTS, ...ONLY_B, ...SINGLE }, 'site:a', APP, 'restorable'],
  ['storage waits for a decision, and nobody reaches the side then', { ...AGENTS, ...ONLY_B }, 'named:partition-none', APP, 'lost'],
  ['storage waits for a decision, and its users are there', AGENTS, 'named:partition-none', APP, 'stopped'],
  ['what waits for power is not asked who reaches it', { ...AGENTS, ...ONLY_B, ...SINGLE, ...POWER }, `feed:a/f1 + ${CUT}`, APP, 'stopped'],
  ['restored where citizens do not enter', { ...CITIZENS, ...BOTH, ...SPARE }, `pool:store-a/ssd + access:isp-a + ${CUT}`, APP, 'lost'],
  ['it is reached where it restarts', AGENTS, 'site:a', APP, 'restarted'],
  ['what runs nowhere is no worse for its users', { ...AGENTS, ...ONLY_B }, `pool:store-a/ssd + pool:store-b/ssd + ${CUT}`, APP, 'lost'],
];
