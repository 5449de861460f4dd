/** Workloads, machines and what they promise. */
import type { Machine } from '../../../../../config/model/machine';
import type { WorkloadNode } from '../../../../../config/model/model';
import type { ServiceClass } from '../../../../../config/model/service-class';
import { ADDRESS, DAY, END, GIB, standing, title } from './common';

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
