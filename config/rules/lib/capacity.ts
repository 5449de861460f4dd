/** Memory and processors of clusters and of what runs on them: a static sum, on the safe side; the full proof derives each failure. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';

/** Memory of a host that its hypervisor and agents keep, in MiB. */
const HYPERVISOR = 4 * 1024;

/** Overhead that the hypervisor adds to a running VM: about 1 % of its memory and 64 MiB per processor. */
const SHARE = 1.01;
const PER_PROCESSOR = 64;

/** What a running VM takes: its configured memory and the overhead. */
export const footprint = ({ memory, cpus }: Pick<WorkloadNode, 'memory' | 'cpus'>): number => memory * SHARE + PER_PROCESSOR * cpus;
/** Largest memory of a VM with so many processors that fits. */
export const memoryLeft = (memory: number, cpus: number): number => Math.max(0, (memory - PER_PROCESSOR * cpus) / SHARE);

/** Memory that the workloads of the cluster take when all of them run. */
export const demandOf = (model: Pick<Model, 'workloads'>, cluster: string): number =>
  inOrder(model.workloads).reduce((sum, [, workload]) => (workload.cluster === cluster ? sum + footprint(workload) : sum), 0);

export interface HostMemory {
  readonly host: string;
  readonly site: string;
  readonly memory: number;
}

/** Memory that each host of the cluster gives to VMs; hosts of a model without memory are left to `host-model-complete`. */
export const hostsOf = (model: Pick<Model, 'hosts' | 'hardware'>, cluster: string): readonly HostMemory[] =>
  inOrder(model.hosts)
    .filter(([, host]) => host.cluster === cluster)
    .map(([key, host]) => ({ host: key, site: host.site, memory: Math.max(0, (model.hardware[host.hardware]?.memory ?? 0) - HYPERVISOR) }));

export const memoryAt = (hosts: readonly HostMemory[], site: string): number =>
  hosts.reduce((sum, host) => (host.site === site ? sum + host.memory : sum), 0);

/** Clock of the slowest host of the cluster, in MHz: what a processor is worth wherever the VM lands. 0 where no model says it. */
export function clockOf(model: Pick<Model, 'hosts' | 'hardware'>, cluster: string): number {
  const clocks = inOrder(model.hosts)
    .filter(([, host]) => host.cluster === cluster)
    .flatMap(([, host]) => model.hardware[host.hardware]?.clock ?? []);
  return clocks.length === 0 ? 0 : Math.min(...clocks);
}

/** CPU that a running VM takes by its declared demand, in MHz. A share such as 0.1 is not exact, but no sum is a fraction of a MHz. */
export const cpuOf = ({ cpus, cpuDemand }: Pick<WorkloadNode, 'cpus' | 'cpuDemand'>, clock: number): number =>
  Math.round(cpus * cpuDemand * clock);

/** CPU that the workloads of the cluster take when all of them run, in MHz. */
export function cpuDemandOf(model: Pick<Model, 'workloads' | 'hosts' | 'hardware'>, cluster: string): number {
  const clock = clockOf(model, cluster);
  return inOrder(model.workloads).reduce((sum, [, workload]) => (workload.cluster === cluster ? sum + cpuOf(workload, clock) : sum), 0);
}

/** CPU of the hosts of the cluster at that site, in MHz. */
export const cpuAt = (model: Pick<Model, 'hosts' | 'hardware'>, cluster: string, site: string): number =>
  inOrder(model.hosts).reduce((sum, [, host]) => {
    const { cores = 0, clock = 0 } = model.hardware[host.hardware] ?? {};
    return host.cluster === cluster && host.site === site ? sum + cores * clock : sum;
  }, 0);
