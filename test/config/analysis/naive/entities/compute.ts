/** Hardware, clusters, hosts. */
import type { Cluster } from '../../../../../config/model/cluster';
import type { Hardware } from '../../../../../config/model/hardware';
import type { Host } from '../../../../../config/model/host';
import { ADDRESS, END, GIB, standing, title } from './common';

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
  drs: 'fullyAutomated',
  drsThreshold: 3,
  restartTimeout: 600,
  ...more,
});
