/** One virtual machine. Stateful: it holds data, so nothing but an approval lifts `prevent_destroy`. */
import { VirtualMachine as VsphereVirtualMachine, type VirtualMachineDisk } from '@cdktf/provider-vsphere/lib/virtual-machine';
import { Construct } from 'constructs';
import type { Model, WorkloadNode } from '../../config/model/model';
import { coresPerSocket, HOT_ADD_CPUS, labelOfDatastore } from '../../config/views';
import { idOf, literal, named, traced } from '../address';
import { ATTRIBUTES, storagePolicyName, VM_CATEGORIES } from '../inventory';
import type { Lookups } from '../lookups';
import { guestMetadata } from './guest-metadata';
import { macAddress } from './mac-address';

export interface VirtualMachineProps {
  readonly model: Model;
  readonly workload: WorkloadNode;
  readonly lookups: Lookups;
  /** Path of the folder below the datacenter’s VM folder, and the id of the pool. */
  readonly folder: string;
  readonly pool: string;
}

const GIB = 1024;
/** Minutes that the move of a machine’s disks may take; the provider’s 30 give up on a large disk that is still moving. */
const MOVE = 24 * 60;

export class VirtualMachine extends Construct {
  /** UUID of the VM: what groups and rules of a cluster want. */
  readonly uuid: string;

  constructor(scope: Construct, id: string, { model, workload, lookups, folder, pool }: VirtualMachineProps) {
    super(scope, id);
    traced(this, workload.path);
    if (workload.existing) {
      this.uuid = lookups.virtualMachine(workload);
      return;
    }
    const template = model.templates[workload.template ?? ''];
    // A datastore that exists already bears no tag of ours, so that no policy would find it.
    const policy = (datastore: string): { readonly storagePolicyId?: string } => {
      if (model.datastores[datastore]?.existing === true) return {};
      const label = labelOfDatastore(model, datastore) ?? '';
      return { storagePolicyId: lookups.storagePolicy(storagePolicyName(label), `datastores.${datastore}`) };
    };
    const disks = Object.entries(workload.disks).sort(([, a], [, b]) => a.unit - b.unit);
    const system = disks[0]?.[1].datastore ?? '';
    const nics = Object.values(workload.nics).sort((a, b) => a.order - b.order);
    const machine = new VsphereVirtualMachine(this, 'machine', {
      name: workload.name,
      folder,
      resourcePoolId: pool,
      datastoreId: lookups.datastore(system),
      ...policy(system),
      guestId: literal(template?.guest ?? 'otherGuest64'),
      firmware: template?.firmware ?? 'efi',
      scsiType: 'pvscsi',
      efiSecureBootEnabled: template?.secureBoot ?? false,
      numCpus: workload.cpus,
      numCoresPerSocket: coresPerSocket(workload),
      memory: workload.memory,
      memoryReservation: Math.round((workload.memory * workload.memoryReservation) / 100),
      networkInterface: nics.map(({ network, order }) => {
        const node = model.networks[network];
        const networkId = lookups.network(node ?? { id: network, name: network, path: '' });
        return { networkId, adapterType: 'vmxnet3', useStaticMac: true, macAddress: macAddress(workload.id, order) };
      }),
      disk: disks.map(([label, disk]): VirtualMachineDisk => ({
        label,
        size: disk.size / GIB,
        unitNumber: disk.unit,
        datastoreId: lookups.datastore(disk.datastore),
        ...policy(disk.datastore),
        thinProvisioned: true,
        // A disk that leaves the configuration is detached, its file stays: Terraform never deletes data.
        keepOnRemove: true,
      })),
      clone: {
        templateUuid: lookups.virtualMachine({
          id: `template-${workload.template ?? ''}`,
          name: template?.name ?? '',
          path: `templates.${workload.template ?? ''}`,
        }),
      },
      extraConfig: { 'guestinfo.metadata': literal(guestMetadata(model, workload)) },
      customAttributes: { [lookups.customAttribute(ATTRIBUTES.key)]: workload.id },
      tags: tagsOf(workload).map(([category, name, path]) => lookups.tag(category, name, path)),
      // A change must not stop a machine that can take it running, and never pull the plug on one that is slow to stop.
      memoryHotAddEnabled: true,
      // Adding processors while running hides the memory's locality from the guest, which matters to large machines only.
      cpuHotAddEnabled: workload.cpus <= HOT_ADD_CPUS,
      extraConfigRebootRequired: false,
      forcePowerOff: false,
      shutdownWaitTimeout: 10,
      migrateWaitTimeout: MOVE,
      // Nothing waits for guest tools: a plan must end also where a guest has none.
      waitForGuestNetTimeout: 0,
      waitForGuestIpTimeout: 0,
      // A template is where a machine came from; another one, or another way to start, would not boot what is there.
      lifecycle: { preventDestroy: true, ignoreChanges: ['clone', 'guest_id', 'firmware', 'efi_secure_boot_enabled'] },
    });
    named(machine, workload.owner, workload.key);
    this.uuid = idOf(machine);
  }
}

const tagsOf = (workload: WorkloadNode): [category: string, name: string, path: string][] => [
  [VM_CATEGORIES.owner, workload.owner, `${workload.ownerKind}.${workload.owner}`],
  [VM_CATEGORIES.home, workload.home, `sites.${workload.home}`],
  [VM_CATEGORIES.class, workload.class, `classes.${workload.class}`],
  [VM_CATEGORIES.backup, workload.backup, `backup-classes.${workload.backup}`],
];
