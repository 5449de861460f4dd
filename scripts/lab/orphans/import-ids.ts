/**
 * By what name the real provider imports an object of each kind, made from the configuration alone: so it works on any vCenter, without a
 * list of what is in it. Where only vCenter knows a number, a data source asks for it.
 */
import type { Block, Configuration, Described } from './configuration';

/** Possible ids, to be tried one after the other, and the data sources that they refer to. */
export interface ImportId {
  /** None: the provider cannot import it, but a data source says whether it is there. */
  readonly ids: readonly string[];
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** VM kernel adapters of a host are numbered by it. */
const ADAPTERS = 10;

const ofCluster =
  (...more: readonly (readonly [key: string, attribute: string])[]) =>
  ({ block }: Described, configuration: Configuration): ImportId => {
    const cluster = `/${configuration.datacenter}/host/${configuration.text(block, 'compute_cluster_id')}`;
    const rest = more.map(([key, attribute]) => [key, pathOf(block[attribute], configuration) ?? configuration.text(block, attribute)]);
    return { ids: [JSON.stringify({ compute_cluster_path: cluster, ...Object.fromEntries(rest) })] };
  };
const byName = ofCluster(['name', 'name']);

const KINDS: Readonly<Record<string, (described: Described, configuration: Configuration) => ImportId>> = {
  vsphere_compute_cluster: ({ block }, { datacenter }) => ({ ids: [`/${datacenter}/host/${String(block['name'])}`] }),
  vsphere_compute_cluster_host_group: byName,
  vsphere_compute_cluster_vm_group: byName,
  vsphere_compute_cluster_vm_host_rule: byName,
  vsphere_compute_cluster_vm_anti_affinity_rule: byName,
  vsphere_compute_cluster_vm_dependency_rule: byName,
  vsphere_ha_vm_override: ofCluster(['virtual_machine_path', 'virtual_machine_id']),
  vsphere_dpm_host_override: ofCluster(['host_path', 'host_system_id']),
  vsphere_custom_attribute: ({ block }) => ({ ids: [String(block['name'])] }),
  vsphere_distributed_virtual_switch: ({ block }, { datacenter }) => ({ ids: [`/${datacenter}/network/${String(block['name'])}`] }),
  vsphere_distributed_port_group: ({ block }, { datacenter }) => ({ ids: [`/${datacenter}/network/${String(block['name'])}`] }),
  vsphere_folder: ({ block }, { datacenter }) => ({ ids: [`/${datacenter}/${String(block['type'])}/${String(block['path'])}`] }),
  vsphere_resource_pool: (described, configuration) => ({ ids: [poolPath(described.block, configuration)] }),
  vsphere_role: ({ block, name }) => ({
    ids: [`\${data.vsphere_role.${asked(name)}.id}`],
    data: { vsphere_role: { [asked(name)]: { label: block['name'] } } },
  }),
  vsphere_tag: ({ block }, configuration) => ({
    ids: [JSON.stringify({ category_name: configuration.text(block, 'category_id'), tag_name: block['name'] })],
  }),
  vsphere_tag_category: ({ block }) => ({ ids: [String(block['name'])] }),
  vsphere_virtual_machine: ({ block }, configuration) => ({ ids: [machinePath(block, configuration)] }),
  vsphere_vm_storage_policy: ({ block, name }) => ({
    ids: [],
    data: { vsphere_storage_policy: { [asked(name)]: { name: block['name'] } } },
  }),
  vsphere_vmfs_datastore: ({ block, name }, { datacenter }) => ({
    ids: [`\${data.vsphere_datastore.${asked(name)}.id}:${unwrapped(block['host_system_id'])}`],
    data: {
      vsphere_datastore: { [asked(name)]: { name: block['name'], datacenter_id: '${data.vsphere_datacenter.estate.id}' } },
      vsphere_datacenter: { estate: { name: datacenter } },
    },
  }),
  vsphere_vnic: ({ block }) => ({
    ids: Array.from({ length: ADAPTERS }, (_, number) => `${unwrapped(block['host'])}_vmk${String(number)}`),
  }),
};

/** Undefined for a kind that the provider cannot import, or that making once more does no harm (permissions, notes). */
export const importIdOf = (described: Described, configuration: Configuration): ImportId | undefined =>
  KINDS[described.kind]?.(described, configuration);

const asked = (name: string): string => `orphan_${name}`;
const unwrapped = (reference: unknown): string => String(reference);

/** Path in the inventory of what a reference to a machine or a host stands for. */
function pathOf(reference: unknown, configuration: Configuration): string | undefined {
  const referred = configuration.referred(reference);
  if (referred?.kind === 'vsphere_virtual_machine') return machinePath(referred.block, configuration);
  return referred?.kind === 'vsphere_host' ? `/${configuration.datacenter}/host/${String(referred.block['name'])}` : undefined;
}

function machinePath(block: Block, configuration: Configuration): string {
  const folder = block['folder'] === undefined ? '' : `${configuration.text(block, 'folder')}/`;
  return `/${configuration.datacenter}/vm/${folder}${String(block['name'])}`;
}

function poolPath(block: Block, configuration: Configuration): string {
  const parent = configuration.referred(block['parent_resource_pool_id']);
  const name = String(block['name']);
  if (parent === undefined) return name;
  if (parent.kind === 'vsphere_compute_cluster')
    return `/${configuration.datacenter}/host/${String(parent.block['name'])}/Resources/${name}`;
  return `${poolPath(parent.block, configuration)}/${name}`;
}
