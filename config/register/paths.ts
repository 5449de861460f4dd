/** Where in the Model a key of the register stands, for places in files. */
import type { Model } from '../model/model';
import { isFabric } from './fabrics';

const COLLECTIONS: Readonly<Record<string, string>> = {
  switch: 'distributed-switches',
  host: 'hosts',
  cluster: 'clusters',
  role: 'roles',
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
  if (kind === 'folder' || kind === 'permissions') return `${first in model.services ? 'services' : 'tenants'}.${first}`;
  if (kind === 'network') return model.networks[key.slice('network/'.length)]?.path ?? 'networks';
  const workload = model.workloads[`${first}/${second}`]?.path ?? `tenants.${first}`;
  return kind === 'vm' ? workload : `${workload}.disks.${third}`;
}

/** Model path of a field of a key, where it is not simply below the key’s own path. */
export function fieldPath(path: string, key: string, field: string): string {
  if (field === 'serverGroup') return 'storage.serverGroup';
  if (key.startsWith('host/') && isFabric(field)) return `${path}.addresses`;
  if (key !== 'estate/state') return `${path}.${field}`;
  return field === 'datacenter' ? 'estate.vcenter.datacenter' : `estate.${field}`;
}
