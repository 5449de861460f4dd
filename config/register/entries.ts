/** What an estate holds that an edit must not destroy: data, and what others stand on. */
import { inOrder, type Model } from '../model/model';
import type { StatefulEntry } from './types';

/**
 * By key: `estate/state`, `switch/…`, `network/…`, `host/…`, `cluster/…`, `volume/…`, `datastore/…`, `stack/…`, `vm/owner/…`,
 * `disk/owner/…/…`. With `existing`, what is described as existing instead: read, and none of ours.
 */
export function statefulEntries(model: Model, existing = false): Record<string, StatefulEntry> {
  const entries: Record<string, StatefulEntry> = {};
  const add = (key: string, entity: { readonly existing: boolean }, entry: StatefulEntry): void => {
    if (entity.existing === existing) entries[key] = entry;
  };
  const ours = { existing: false };
  const { backend, vcenter } = model.estate;
  add('estate/state', ours, { stack: 'telecom', fixed: { environment: model.environment, backend, datacenter: vcenter.datacenter } });
  for (const [key, entity] of inOrder(model['distributed-switches'])) {
    add(`switch/${key}`, entity, { stack: 'telecom', address: `vsphere_distributed_virtual_switch.${key}` });
  }
  for (const [id, network] of inOrder(model.networks)) {
    if (network.switch === undefined) continue;
    const address = `vsphere_distributed_port_group.${id.replace('/', '_')}`;
    add(`network/${id}`, network, { stack: network.stack, address, fixed: { switch: network.switch } });
  }
  for (const [key] of inOrder(model.hosts)) add(`host/${key}`, ours, { stack: 'servers' });
  for (const [key, entity] of inOrder(model.clusters))
    add(`cluster/${key}`, entity, { stack: 'servers', address: `vsphere_compute_cluster.${key}` });
  for (const [key, volume] of inOrder(model.volumes)) {
    const pools = inOrder(volume.pools)
      .map(([server, tier]) => `${server}:${tier}`)
      .join(' ');
    add(`volume/${key}`, volume, {
      stack: 'volumes',
      address: `null_resource.${key}_identity`,
      size: volume.size,
      mirrored: volume.mirrored,
      fixed: { lun: volume.lun, ...(volume.mirrored ? { pools } : {}) },
    });
  }
  for (const [key, datastore] of inOrder(model.datastores)) {
    add(`datastore/${key}`, datastore, { stack: 'storage', address: `vsphere_vmfs_datastore.${key}`, fixed: { volume: datastore.volume } });
  }
  for (const [key] of inOrder(model.tenants)) add(`stack/tenant-${key}`, ours, { stack: `tenant-${key}` });
  for (const [id, workload] of inOrder(model.workloads)) {
    const address = `vsphere_virtual_machine.${workload.owner}_${workload.key}`;
    add(`vm/${id}`, workload, { stack: workload.stack, address });
    for (const [disk, { size, unit }] of inOrder(workload.disks)) {
      add(`disk/${id}/${disk}`, workload, { stack: workload.stack, address, size, fixed: { unit } });
    }
  }
  return entries;
}

const COLLECTIONS: Readonly<Record<string, string>> = {
  switch: 'distributed-switches',
  host: 'hosts',
  cluster: 'clusters',
  volume: 'volumes',
  datastore: 'datastores',
};

/** Model path of a key, for its place: `disk/ville/files/data` is `tenants.ville.workloads.files.disks.data`. */
export function pathOf(model: Model, key: string): string {
  const [kind = '', first = '', second = '', third = ''] = key.split('/');
  const collection = COLLECTIONS[kind];
  if (collection !== undefined) return `${collection}.${first}`;
  if (kind === 'estate') return 'estate';
  if (kind === 'stack') return first.replace(/^tenant-/, 'tenants.');
  if (kind === 'network') return model.networks[key.slice('network/'.length)]?.path ?? 'networks';
  const workload = model.workloads[`${first}/${second}`]?.path ?? `tenants.${first}`;
  return kind === 'vm' ? workload : `${workload}.disks.${third}`;
}

/** Model path of a fixed field of a key, where it is not simply below the key’s own path. */
export const fieldPath = (path: string, key: string, field: string): string =>
  key !== 'estate/state' ? `${path}.${field}` : field === 'datacenter' ? 'estate.vcenter.datacenter' : `estate.${field}`;
