/** Entities of small estates: all that the kinds ask for, with the fields that matter to the proof as arguments and the rest plain. */
import type { Access } from '../../../../config/model/access';
import type { Application } from '../../../../config/model/application';
import type { BackupClass, Repository } from '../../../../config/model/backup';
import type { Cluster } from '../../../../config/model/cluster';
import type { Desktop } from '../../../../config/model/desktop';
import type { Gateway } from '../../../../config/model/gateway';
import type { Hardware } from '../../../../config/model/hardware';
import type { Host } from '../../../../config/model/host';
import type { Link } from '../../../../config/model/link';
import type { Machine } from '../../../../config/model/machine';
import type { Model, NetworkNode, WorkloadNode } from '../../../../config/model/model';
import type { PhysicalSwitch } from '../../../../config/model/physical-switch';
import type { Premises } from '../../../../config/model/premises';
import type { Router } from '../../../../config/model/router';
import type { ServiceClass } from '../../../../config/model/service-class';
import type { Site } from '../../../../config/model/site';
import type { StorageServer } from '../../../../config/model/storage-server';
import type { Supplier } from '../../../../config/model/supplier';
import type { Use } from '../../../../config/model/use';
import type { Volume } from '../../../../config/model/volume';

const GIB = 1024;
const DAY = 86_400;
const END = '2030-12-31';
const ADDRESS = '10.0.0.1';
const title = 'Test';

/** Room and feeds of what stands at a site: by default its room and both its feeds. */
export const standing = (site: string, feeds: readonly string[] = ['f1', 'f2']) => ({ site, room: 'room', feeds });
const tail = { pops: [], ducts: [] };

type Of<T, Needed extends keyof T = never> = Partial<T> & Pick<T, Needed>;
type Feed = Site['feeds'][string];

export const feed = (substation: string, more: Partial<Feed> = {}): Feed => ({ title, substation, ups: 600, generator: false, ...more });
export const cooling = (feedKey: string, rooms: readonly string[] = ['room']) => ({ title, feed: feedKey, rooms });
export const room = (floodLevel: 'above' | 'below' = 'above') => ({ title, floodLevel });

/** A site `a` with one room, two feeds on the substations `a-1` and `a-2`, and the entries north, south, roof and east. */
export const site = (key: string, more: Partial<Site> = {}): Site => ({
  title,
  role: 'datacenter',
  rooms: { room: room() },
  feeds: { f1: feed(`${key}-1`), f2: feed(`${key}-2`) },
  cooling: {},
  entries: { north: { title }, south: { title }, roof: { title }, east: { title } },
  pue: 1.5,
  energyPrice: 0.2,
  carbon: 52,
  ...more,
});

export const physicalSwitch = (at: string, more: Partial<PhysicalSwitch> = {}): PhysicalSwitch => ({ title, ...standing(at), ...more });

export const router = (at: string, more: Partial<Router> = {}): Router => ({
  title,
  ...standing(at),
  loopback: ADDRESS,
  trunk: 'eth0',
  ...more,
});

/** 16 cores of 2 GHz and 64 GiB, of which the hypervisor keeps 12. */
export const hardware = (more: Partial<Hardware> = {}): Hardware => ({
  title,
  supplier: 'maker',
  cores: 16,
  clock: 2000,
  memory: 64 * GIB,
  idle: 100,
  full: 400,
  ...more,
});

export const card = (physicalSwitchKey: string, distributed = 'lan') => ({
  speed: 10_000,
  physicalSwitch: physicalSwitchKey,
  switch: distributed,
  uplink: 'uplink-1',
});

/** A host with a card on each of the two switches of its site. */
export const host = (at: string, more: Partial<Host> = {}): Host => ({
  title,
  name: 'esx.example.org',
  cluster: 'main',
  ...standing(at),
  hardware: 'server',
  serial: 'S1',
  supportEnd: END,
  evcMax: 'intel-icelake',
  nics: { vmnic0: card(`${at}-1`), vmnic1: card(`${at}-2`) },
  addresses: { management: ADDRESS },
  iqn: 'iqn.1998-01.com.vmware:test',
  localDatastore: { name: 'local', size: 100 * GIB },
  sockets: 2,
  ...more,
});

export const cluster = (more: Partial<Cluster> = {}): Cluster => ({
  title,
  existing: false,
  evc: 'intel-icelake',
  heartbeat: [],
  isolationResponse: 'powerOff',
  apdResponse: 'restartConservative',
  pdlResponse: 'restartAggressive',
  apdDelay: 180,
  drsThreshold: 3,
  restartTimeout: 600,
  ...more,
});

type Pool = StorageServer['pools'][string];
export const pool = (more: Partial<Pool> = {}): Pool => ({
  tier: 'ssd',
  name: 'pool',
  capacity: 1000 * GIB,
  iops: 10_000,
  throughput: 500,
  writeThroughIops: 5000,
  writeThroughThroughput: 250,
  allocationUnit: 128,
  ...more,
});

type Port = StorageServer['ports'][string];
export const port = (role: Port['role'], physicalSwitchKey: string): Port => ({
  role,
  network: 'storage',
  address: ADDRESS,
  physicalSwitch: physicalSwitchKey,
});

/** A server with A and 1 on the first switch of its site, B and 2 on the second, and one pool of SSD. */
export const storageServer = (at: string, more: Partial<StorageServer> = {}): StorageServer => ({
  title,
  ...standing(at),
  hardware: 'server',
  supportEnd: END,
  hostName: 'DCS',
  management: ADDRESS,
  ports: {
    a: port('front-end-a', `${at}-1`),
    b: port('front-end-b', `${at}-2`),
    m1: port('mirror-1', `${at}-1`),
    m2: port('mirror-2', `${at}-2`),
  },
  pools: { ssd: pool() },
  ...more,
});

/** A volume mirrored between the servers `store-a` and `store-b`. */
export const volume = (preferred: string, more: Partial<Volume> = {}): Volume => ({
  title,
  existing: false,
  size: 100 * GIB,
  mirrored: true,
  pools: { 'store-a': 'ssd', 'store-b': 'ssd' },
  preferred,
  witness: 'group',
  profile: 'Normal',
  lun: 1,
  ...more,
});

export const datastore = (volumeKey: string) => ({ title, existing: false, volume: volumeKey, formattedBy: 'a1' });

export const link = (ends: Link['ends'], carries: Link['carries'], more: Of<Link, 'carrier'>): Link => ({
  title,
  medium: 'dark-fibre',
  ends,
  ...tail,
  rtt: 0.001,
  capacity: 10_000,
  carries,
  cost: 10,
  ...more,
});

export const access = (at: string, more: Of<Access, 'carrier'>): Access => ({
  title,
  site: at,
  router: `router-${at}`,
  technology: 'fibre',
  entry: 'north',
  ...tail,
  capacity: 1000,
  repairTime: 4 * 3600,
  peer: { asn: 64_500, local: ADDRESS, remote: ADDRESS },
  ...more,
});

export const use = (accesses: readonly string[], prefixes: readonly string[] = []): Use => ({ title, table: 10, accesses, prefixes });

export const gateway = (role: Gateway['role'], at: string, more: Partial<Gateway> = {}): Gateway => ({
  title,
  role,
  ...standing(at),
  addresses: { lan: ADDRESS },
  partner: '',
  ...more,
});

type PremisesAccess = Premises['accesses'][string];
export const landing = (at: string, carrier: string, more: Partial<PremisesAccess> = {}): PremisesAccess => ({
  carrier,
  ...tail,
  landing: at,
  capacity: 1000,
  medium: 'fibre',
  ...more,
});
export const premises = (tenant: string, accesses: Premises['accesses'], more: Partial<Premises> = {}): Premises => ({
  title,
  tenant,
  purpose: 'office',
  seats: 10,
  accesses,
  ...more,
});

export const school = (premisesKey: string, exit: string): Model['schools'][string] => ({
  title,
  level: 'elementary',
  premises: premisesKey,
  access: 'town-fibre',
  landing: [],
  devices: 20,
  filter: 'pupils',
  exit,
  logs: { regime: 'internal', retention: 365 * DAY },
});

export const network = (id: string, more: Partial<NetworkNode> = {}): NetworkNode => ({
  title,
  existing: false,
  role: 'workload',
  vlan: 10,
  subnet: '10.0.0.0/24',
  zone: 'servers',
  switch: 'lan',
  gateways: {},
  isolation: {},
  id,
  key: id,
  path: `networks.${id}`,
  name: id,
  stack: 'telecom',
  ...more,
});

type Disk = WorkloadNode['disks'][string];
export const disk = (datastoreKey: string, iops?: number): Disk => ({
  size: 10 * GIB,
  datastore: datastoreKey,
  unit: 0,
  ...(iops === undefined ? {} : { iops }),
});
export const nic = (networkKey: string) => ({ network: networkKey, address: ADDRESS, order: 0 });

type DependsOn = WorkloadNode['dependsOn'];
export const needs = (more: Partial<DependsOn>): DependsOn => ({ all: [], any: {}, soft: [], order: [], ...more });

/** A workload `owner/key` of 4 GiB and two processors, used by nobody in particular, with one disk on the datastore of its home. */
export const workload = (id: string, home: string, more: Partial<WorkloadNode> = {}): WorkloadNode => {
  const [owner = '', key = ''] = id.split('/');
  return {
    id,
    key,
    owner,
    ownerKind: 'tenants',
    name: `${owner}-${key}`,
    path: `tenants.${owner}.workloads.${key}`,
    stack: `tenant-${owner}`,
    title,
    existing: false,
    cluster: 'main',
    home,
    class: 'standard',
    backup: 'daily',
    cpus: 2,
    cpuDemand: 0.25,
    memory: 4 * GIB,
    memoryReservation: 0,
    disks: { system: disk(`data-${home}`) },
    nics: { first: nic('servers') },
    boot: 60,
    start: 60,
    dependsOn: needs({}),
    apart: [],
    exposure: 'internal',
    serves: ['estate'],
    provides: [],
    restartPriority: 'medium',
    ...more,
  };
};

export const machine = (at: string, more: Partial<Machine> = {}): Machine => ({
  title,
  ...standing(at),
  hardware: 'server',
  class: 'standard',
  reason: 'Test',
  counts: 'server',
  addresses: { servers: ADDRESS },
  supportEnd: END,
  dependsOn: needs({}),
  ...more,
});

export const repository = (at: string, more: Partial<Repository> = {}): Repository => ({
  title,
  ...standing(at),
  hardware: 'server',
  supportEnd: END,
  medium: 'disk',
  storage: 'own-disks',
  network: 'backup',
  address: ADDRESS,
  capacity: 10_000 * GIB,
  throughput: 400,
  ...more,
});
export const immutable = { duration: 14 * DAY, mechanism: 'Test' };
export const offline = (cabinet: string) => ({ cabinet, every: 7 * DAY, replacementDrive: 3 * DAY });

export const backupClass = (repositories: BackupClass['repositories'], tape?: string): BackupClass => ({
  title,
  rpo: DAY,
  levels: {
    near: { retention: 14 * DAY },
    far: { retention: 30 * DAY },
    ...(tape === undefined ? {} : { tape: { retention: 365 * DAY } }),
  },
  repositories,
  window: { start: '20:00', duration: 8 * 3600 },
  restoreTestEvery: 180 * DAY,
  ...(tape === undefined ? {} : { tape }),
});

export const serviceClass = (more: Partial<ServiceClass> = {}): ServiceClass => ({
  title,
  rto: 4 * 3600,
  dmia: 8 * 3600,
  pdma: DAY,
  survives: ['element', 'room', 'site', 'named-scenarios'],
  mirrored: true,
  memoryReserved: 0,
  restartPriority: 'medium',
  ...more,
});

export const tenant = (): Model['tenants'][string] => ({
  title,
  existing: false,
  siret: '00000000000000',
  contact: 'test',
  agreement: { reference: 'T', start: '2026-01-01', end: END, reversibility: 'T' },
  costKey: 'memory',
  objectives: { dmia: 8 * 3600, pdma: DAY },
  quota: { cpu: 100_000, memory: 1000 * GIB, storage: 1000 * GIB },
  permissions: [],
});

export const service = (): Model['services'][string] => ({ title, stack: 'shared-services', permissions: [] });

export const supplier = (): Supplier => ({ title, roles: ['carrier'], contract: { reference: 'T', end: END }, criteria: {} });

export const application = (tenants: readonly string[], useKey: string, identity: readonly string[] = []): Application => ({
  title,
  supplier: 'maker',
  tenants,
  dataLocation: 'FR',
  promised: { rto: 3600, availability: 99.9 },
  use: useKey,
  flows: [],
  identity,
  probe: 'https://app.example.org',
  contract: { reference: 'T', end: END },
  reversibility: { format: 'CSV', notice: 90 * DAY },
  criticality: 'important',
});

export const desktop = (more: Of<Desktop, 'seats' | 'minimumSeats' | 'sessionHosts' | 'brokers'>): Desktop => ({
  title,
  tenants: [],
  power: { before: 200, after: 20, hoursPerYear: 1700 },
  ...more,
});

/** All that an estate has, empty; `assumptions` are those of the semantics, 2 % and 12 GiB. */
export const empty = (estate: Model['estate']): Model => ({
  modelVersion: 1,
  environment: 'test',
  estate: {
    ...estate,
    assumptions: { ...estate.assumptions, ha: { ...estate.assumptions.ha, memoryOverhead: 0.02, hypervisorMemory: 12 * GIB } },
  },
  energy: { baseline: { year: 2005, posts: {} }, goal: 0.4, meters: {} },
  costs: { entries: {} },
  storage: { serverGroup: 'Test', rest: { endpoints: [] }, partition: 'unknown', fullRecovery: 400 },
  sites: {},
  links: {},
  accesses: {},
  uses: {},
  routers: {},
  gateways: {},
  premises: {},
  ducts: {},
  pops: {},
  substations: {},
  'flood-zones': {},
  zones: {},
  flows: {},
  networks: {},
  'physical-switches': {},
  'distributed-switches': {},
  hardware: {},
  clusters: {},
  hosts: {},
  machines: {},
  'storage-servers': {},
  volumes: {},
  'snapshot-policies': {},
  datastores: {},
  classes: {},
  templates: {},
  roles: {},
  services: {},
  tenants: {},
  schools: {},
  'filter-profiles': {},
  workloads: {},
  repositories: {},
  'backup-classes': {},
  'restore-tests': {},
  desktops: {},
  applications: {},
  suppliers: {},
  'cost-keys': {},
  exceptions: {},
  approvals: {},
});
