/** What the simulated vCenter holds before the first deployment, from the Model: hosts, templates, and whatever exists already. */
import type { Host } from '../../config/model/host';
import { inOrder, type Model, type WorkloadNode } from '../../config/model/model';
import { inventoryNameOf } from '../../config/views';
import { type ExistingInventory, existingInventory } from './inventory-existing';

/** Sizes in MiB, clocks in MHz. Read by `scripts/lab/vcenter`, which refuses a key that it does not know. */
export interface VcenterInventory extends ExistingInventory {
  readonly datacenter: string;
  readonly hosts: readonly HostInventory[];
  readonly templates: readonly { readonly name: string; readonly guest: string; readonly firmware: string; readonly diskMib: number }[];
  readonly vms: readonly MachineInventory[];
}

interface HostInventory {
  readonly name: string;
  readonly site: string;
  readonly cores: number;
  readonly mhz: number;
  readonly memoryMib: number;
  readonly nics: readonly string[];
  readonly evcMax: string;
  readonly localDatastore: { readonly name: string; readonly sizeMib: number };
}

interface MachineInventory {
  readonly name: string;
  readonly guest: string;
  readonly host: string;
  /** One that exists already. Default: the host’s own. */
  readonly datastore?: string;
  readonly cpus: number;
  readonly memoryMib: number;
  readonly diskMib: number;
}

/** What a template’s disk is at most: a machine is never smaller than what it is cloned from. */
const TEMPLATE_DISK = 20 * 1024;

/** `racked` are hosts that are in vCenter already though the estate does not describe them yet. Throws a `UsageError` as `existingInventory`. */
export function vcenterInventory(model: Model, racked: readonly Host[] = []): VcenterInventory {
  const hosts = [...inOrder(model.hosts).map(([, host]) => host), ...racked];
  return {
    datacenter: model.estate.vcenter.datacenter,
    hosts: hosts.map((host) => hostInventory(model, host)),
    templates: inOrder(model.templates).map(([key, { name, guest, firmware }]) => ({
      name,
      guest,
      firmware,
      diskMib: Math.min(TEMPLATE_DISK, ...systemDisks(model, key)),
    })),
    vms: inOrder(model.workloads).flatMap(([, workload]) => (workload.existing ? [machineInventory(model, workload)] : [])),
    ...existingInventory(model, racked),
  };
}

/** The vCenter that the simulated one stands for, as the estate describes it. */
export const describedVcenter = ({ estate }: Model): { readonly address: string; readonly version: string } => ({
  address: estate.vcenter.address,
  version: estate.vcenter.version,
});

function hostInventory(model: Model, host: Host): HostInventory {
  const hardware = model.hardware[host.hardware];
  return {
    name: host.name,
    site: host.site,
    cores: hardware?.cores ?? 0,
    mhz: Math.round(hardware?.clock ?? 0),
    memoryMib: hardware?.memory ?? 0,
    nics: Object.keys(host.nics).sort(),
    evcMax: host.evcMax,
    localDatastore: { name: host.localDatastore.name, sizeMib: host.localDatastore.size },
  };
}

const systemDisks = (model: Model, template: string): number[] =>
  Object.values(model.workloads)
    .filter((workload) => workload.template === template)
    .flatMap(({ disks }) => Object.values(disks).filter(({ unit }) => unit === 0))
    .map(({ size }) => size);

/** Where a machine runs that is older than the estate. */
export const homeHost = (model: Model, { home, cluster: its }: WorkloadNode): Host | undefined =>
  inOrder(model.hosts).find(([, { site, cluster }]) => site === home && cluster === its)?.[1];

/** On the first host of its home and cluster, and on the datastore of its first disk where that is there already; its disks count as one. */
function machineInventory(model: Model, workload: WorkloadNode): MachineInventory {
  const host = homeHost(model, workload);
  const [{ datastore: on } = { datastore: '' }] = Object.values(workload.disks).sort((a, b) => a.unit - b.unit);
  const store = model.datastores[on];
  return {
    name: workload.name,
    guest: model.templates[workload.template ?? '']?.guest ?? 'otherGuest64',
    host: host?.name ?? '',
    ...(store?.existing === true ? { datastore: inventoryNameOf(on, store) } : {}),
    cpus: workload.cpus,
    memoryMib: workload.memory,
    diskMib: Object.values(workload.disks).reduce((sum, { size }) => sum + size, 0),
  };
}
