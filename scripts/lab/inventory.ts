/** What the simulated vCenter holds before the first deployment: the inventory of a fresh real estate, from the Model. */
import type { Host } from '../../config/model/host';
import { inOrder, type Model, type WorkloadNode } from '../../config/model/model';
import { UsageError } from '../usage-error';

/** Sizes in MiB, clocks in MHz. Read by `scripts/lab/vcenter`, which refuses a key that it does not know. */
export interface VcenterInventory {
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
  readonly cpus: number;
  readonly memoryMib: number;
  readonly diskMib: number;
}

/** What a template’s disk is at most: a machine is never smaller than what it is cloned from. */
const TEMPLATE_DISK = 20 * 1024;

/**
 * `racked` are hosts that are in vCenter already though the estate does not describe them yet. Throws a `UsageError` where the estate
 * reads something else than hosts, templates and machines: a fresh vCenter has nothing more.
 */
export function vcenterInventory(model: Model, racked: readonly Host[] = []): VcenterInventory {
  refuseOtherExisting(model);
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

/** On the first host of its home and cluster; its disks count as one. */
function machineInventory(model: Model, workload: WorkloadNode): MachineInventory {
  const host = inOrder(model.hosts).find(([, { site, cluster }]) => site === workload.home && cluster === workload.cluster)?.[1];
  return {
    name: workload.name,
    guest: model.templates[workload.template ?? '']?.guest ?? 'otherGuest64',
    host: host?.name ?? '',
    cpus: workload.cpus,
    memoryMib: workload.memory,
    diskMib: Object.values(workload.disks).reduce((sum, { size }) => sum + size, 0),
  };
}

const OTHER_KINDS = ['clusters', 'distributed-switches', 'datastores', 'networks'] as const;

function refuseOtherExisting(model: Model): void {
  for (const collection of OTHER_KINDS) {
    const found = inOrder<{ readonly existing: boolean }>(model[collection]).find(([, { existing }]) => existing);
    if (found !== undefined)
      throw new UsageError(
        `${collection} \`${found[0]}\` exists already, but the simulated vCenter starts fresh: it has hosts, templates and machines only`,
        'rehearse on a copy of the estate without its `existing: true`',
      );
  }
}
