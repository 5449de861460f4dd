/** What an estate holds that an edit must not destroy: data, and what others stand on. */
import type { Host } from '../model/host';
import { inOrder, type Model, type WorkloadNode } from '../model/model';
import type { Tenant } from '../model/tenant';
import type { Volume } from '../model/volume';
import { coresPerSocket } from '../views';
import { isFabric } from './fabrics';
import type { StatefulEntry } from './types';

/**
 * By key: `estate/state`, `switch/…`, `network/…`, `host/…`, `cluster/…`, `role/…`, `volume/…`, `datastore/…`, `stack/…`, `folder/owner`,
 * `permissions/owner`, `vm/owner/…`, `disk/owner/…/…`. With `existing`, what is described as existing instead: read, and none of ours.
 */
export function statefulEntries(model: Model, existing = false): Record<string, StatefulEntry> {
  const entries: Record<string, StatefulEntry> = {};
  const add = (key: string, entity: { readonly existing: boolean }, entry: StatefulEntry): void => {
    if (entity.existing === existing) entries[key] = entry;
  };
  const ours = { existing: false };
  const { backend, domain, vcenter } = model.estate;
  const fixed = { environment: model.environment, backend, datacenter: vcenter.datacenter, domain };
  add('estate/state', ours, { stack: 'telecom', fixed });
  for (const [key, entity] of inOrder(model['distributed-switches'])) {
    const address = `vsphere_distributed_virtual_switch.${key}`;
    add(`switch/${key}`, entity, { stack: 'telecom', address, version: entity.version });
  }
  for (const [id, network] of inOrder(model.networks)) {
    if (network.switch === undefined) continue;
    const address = `vsphere_distributed_port_group.${id.replace('/', '_')}`;
    const { switch: on, role, vlan, subnet } = network;
    add(`network/${id}`, network, {
      stack: network.stack,
      address,
      fixed: { switch: on, ...(isFabric(role) ? { role, vlan, subnet } : {}) },
    });
  }
  for (const [key, host] of inOrder(model.hosts)) {
    const { name, cluster, site, iqn } = host;
    add(`host/${key}`, ours, { stack: 'servers', fixed: { name, cluster, site, iqn, ...addressesOf(model, host) }, cards: cardsOf(host) });
  }
  for (const [key, entity] of inOrder(model.clusters))
    add(`cluster/${key}`, entity, { stack: 'servers', address: `vsphere_compute_cluster.${key}` });
  for (const [key, entity] of inOrder(model.roles)) add(`role/${key}`, entity, { stack: 'servers', address: `vsphere_role.${key}` });
  for (const [key, volume] of inOrder(model.volumes)) {
    add(`volume/${key}`, volume, {
      stack: 'volumes',
      address: `null_resource.${key}_identity`,
      size: volume.size,
      mirrored: volume.mirrored,
      pools: poolsOf(model, volume),
      fixed: { lun: volume.lun, serverGroup: model.storage.serverGroup },
    });
  }
  for (const [key, datastore] of inOrder(model.datastores)) {
    add(`datastore/${key}`, datastore, { stack: 'storage', address: `vsphere_vmfs_datastore.${key}`, fixed: { volume: datastore.volume } });
  }
  const addSpace = (owner: string, stack: string, entity: { readonly existing: boolean }, permissions: Tenant['permissions']): void => {
    const uses = [...new Set(permissions.map(({ role }) => role))].sort();
    add(`folder/${owner}`, entity, { stack, address: `vsphere_folder.${owner}` });
    add(`permissions/${owner}`, entity, { stack, address: `vsphere_entity_permissions.${owner}`, uses });
  };
  for (const [key, service] of inOrder(model.services)) addSpace(key, service.stack, service, service.permissions);
  for (const [key, tenant] of inOrder(model.tenants)) {
    add(`stack/tenant-${key}`, ours, { stack: `tenant-${key}` });
    addSpace(key, `tenant-${key}`, tenant, tenant.permissions);
  }
  for (const [id, workload] of inOrder(model.workloads)) {
    const { stack, cpus, memory, template } = workload;
    // Whatever it is later described with, a machine keeps what it was made from.
    const origin = template === undefined ? {} : { fixed: { template } };
    const address = `vsphere_virtual_machine.${workload.owner}_${workload.key}`;
    add(`vm/${id}`, workload, {
      stack,
      address,
      cpus,
      coresPerSocket: coresPerSocket(workload),
      memory,
      nics: networksOf(workload),
      ...origin,
    });
    for (const [disk, { size, unit }] of inOrder(workload.disks)) {
      add(`disk/${id}/${disk}`, workload, { stack, address, size, fixed: { unit } });
    }
  }
  return entries;
}

/** Addresses of a host on the networks that it stands on, by their role. */
const addressesOf = (model: Model, { addresses }: Host): Record<string, string> =>
  Object.fromEntries(
    inOrder(addresses).flatMap(([id, address]) => {
      const role = model.networks[id]?.role;
      return role !== undefined && isFabric(role) ? [[role, address] as const] : [];
    }),
  );

/** Networks of a machine’s cards, the first card first. */
const networksOf = ({ nics }: WorkloadNode): string[] =>
  inOrder(nics)
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([, { network }]) => network);

/** Cards of a host by the distributed switch that they carry: `vmnic2:uplink-a`. */
function cardsOf({ nics }: Host): Record<string, readonly string[]> {
  const cards: Record<string, string[]> = {};
  for (const [nic, { switch: on, uplink }] of inOrder(nics)) (cards[on] ??= []).push(`${nic}:${uplink}`);
  return Object.fromEntries(inOrder(cards));
}

/** By the names that SANsymphony knows: a key may change, the data stay where they are. */
const poolsOf = (model: Model, { pools }: Volume): string[] =>
  inOrder(pools)
    .map(([key, tier]) => {
      const server = model['storage-servers'][key];
      const pool = Object.values(server?.pools ?? {}).find((candidate) => candidate.tier === tier);
      return `${server?.hostName ?? key}:${pool?.name ?? tier}`;
    })
    .sort();
