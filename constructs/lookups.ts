/** Objects of vCenter by their keys: the one this stack makes, or else one read by name, once per stack, whoever asks. */
import { DataVsphereComputeCluster } from '@cdktf/provider-vsphere/lib/data-vsphere-compute-cluster';
import { DataVsphereCustomAttribute } from '@cdktf/provider-vsphere/lib/data-vsphere-custom-attribute';
import { DataVsphereDatacenter } from '@cdktf/provider-vsphere/lib/data-vsphere-datacenter';
import { DataVsphereDatastore } from '@cdktf/provider-vsphere/lib/data-vsphere-datastore';
import { DataVsphereDistributedVirtualSwitch } from '@cdktf/provider-vsphere/lib/data-vsphere-distributed-virtual-switch';
import { DataVsphereFolder } from '@cdktf/provider-vsphere/lib/data-vsphere-folder';
import { DataVsphereHost } from '@cdktf/provider-vsphere/lib/data-vsphere-host';
import { DataVsphereNetwork } from '@cdktf/provider-vsphere/lib/data-vsphere-network';
import { DataVsphereResourcePool } from '@cdktf/provider-vsphere/lib/data-vsphere-resource-pool';
import { DataVsphereRole } from '@cdktf/provider-vsphere/lib/data-vsphere-role';
import { DataVsphereStoragePolicy } from '@cdktf/provider-vsphere/lib/data-vsphere-storage-policy';
import { DataVsphereTag } from '@cdktf/provider-vsphere/lib/data-vsphere-tag';
import { DataVsphereTagCategory } from '@cdktf/provider-vsphere/lib/data-vsphere-tag-category';
import { DataVsphereVirtualMachine } from '@cdktf/provider-vsphere/lib/data-vsphere-virtual-machine';
import type { TerraformDataSource } from 'cdktf';
import { Construct } from 'constructs';
import type { Model } from '../config/model/model';
import { inventoryNameOf } from '../config/views';
import { attribute, idOf, literal, named, traced } from './address';

/** What is found by its name in vCenter; `path` is the Model path of what it stands for. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

export class Lookups extends Construct {
  private readonly found = new Map<string, TerraformDataSource>();
  private readonly made = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly model: Model,
  ) {
    super(scope, id);
  }

  private once<T extends TerraformDataSource>(kind: string, key: string, path: string, make: (id: string) => T): T {
    const id = `${kind}-${key}`;
    const known = this.found.get(id) as T | undefined;
    if (known !== undefined) return known;
    const made = traced(named(make(id), key), path);
    this.found.set(id, made);
    return made;
  }

  /** Says that this stack makes an object itself: whoever asks later gets this id, and Terraform the right order. */
  provide(kind: 'network' | 'vm' | 'role' | 'cluster', key: string, id: string): void {
    this.made.set(`${kind}-${key}`, id);
  }

  /** Name in vCenter: the key, unless it exists already and somebody else named it. */
  private nameOf(collection: 'clusters' | 'datastores' | 'distributed-switches' | 'roles', key: string): string {
    return literal(inventoryNameOf(key, this.model[collection][key] ?? {}));
  }

  private get datacenterName(): string {
    return literal(this.model.estate.vcenter.datacenter);
  }

  /** Id of the one datacenter. */
  get datacenter(): string {
    return idOf(
      this.once(
        'datacenter',
        'estate',
        'estate.vcenter.datacenter',
        (id) => new DataVsphereDatacenter(this, id, { name: this.datacenterName }),
      ),
    );
  }

  host(key: string, name: string): string {
    const { datacenter: datacenterId } = this;
    return idOf(this.once('host', key, `hosts.${key}`, (id) => new DataVsphereHost(this, id, { name, datacenterId })));
  }

  private clusterData(key: string): DataVsphereComputeCluster {
    const { datacenter: datacenterId } = this;
    const name = this.nameOf('clusters', key);
    return this.once('cluster', key, `clusters.${key}`, (id) => new DataVsphereComputeCluster(this, id, { name, datacenterId }));
  }
  cluster(key: string): string {
    return this.made.get(`cluster-${key}`) ?? idOf(this.clusterData(key));
  }
  /** Root resource pool of a cluster. */
  rootPool(key: string): string {
    return attribute(this.clusterData(key), 'resource_pool_id');
  }

  datastore(key: string): string {
    const { datacenter: datacenterId } = this;
    const name = this.nameOf('datastores', key);
    return idOf(this.once('datastore', key, `datastores.${key}`, (id) => new DataVsphereDatastore(this, id, { name, datacenterId })));
  }

  distributedSwitch(key: string): string {
    const { datacenter: datacenterId } = this;
    const name = this.nameOf('distributed-switches', key);
    return idOf(
      this.once(
        'switch',
        key,
        `distributed-switches.${key}`,
        (id) => new DataVsphereDistributedVirtualSwitch(this, id, { name, datacenterId }),
      ),
    );
  }

  /** Port group of a network. */
  network({ id: key, name, path }: Named): string {
    const made = this.made.get(`network-${key}`);
    if (made !== undefined) return made;
    const { datacenter: datacenterId } = this;
    return idOf(this.once('network', key, path, (id) => new DataVsphereNetwork(this, id, { name: literal(name), datacenterId })));
  }

  /** VM of a workload, or a template. */
  virtualMachine({ id: key, name, path }: Named): string {
    const made = this.made.get(`vm-${key}`);
    if (made !== undefined) return made;
    const { datacenter: datacenterId } = this;
    return idOf(this.once('vm', key, path, (id) => new DataVsphereVirtualMachine(this, id, { name: literal(name), datacenterId })));
  }

  /** Folder by its path below the datacenter, `vm/tenants`. */
  folder(key: string, path: string, modelPath: string): string {
    return idOf(
      this.once('folder', key, modelPath, (id) => new DataVsphereFolder(this, id, { path: `/${this.datacenterName}/${literal(path)}` })),
    );
  }

  role(key: string): string {
    return (
      this.made.get(`role-${key}`) ??
      idOf(this.once('role', key, `roles.${key}`, (id) => new DataVsphereRole(this, id, { label: this.nameOf('roles', key) })))
    );
  }

  /** Resource pool by its name below the root pool of a cluster: a path would have to name the folders of the cluster, too. */
  pool(name: string, cluster: string, path: string): string {
    const { datacenter: datacenterId } = this;
    const id = `${name}_${cluster}`;
    const parentResourcePoolId = this.rootPool(cluster);
    return idOf(
      this.once('pool', id, path, (child) => new DataVsphereResourcePool(this, child, { name, parentResourcePoolId, datacenterId })),
    );
  }

  storagePolicy(name: string, path: string): string {
    return idOf(this.once('policy', name, path, (id) => new DataVsphereStoragePolicy(this, id, { name })));
  }

  tag(category: string, name: string, path: string): string {
    const categoryData = this.once('category', category, path, (id) => new DataVsphereTagCategory(this, id, { name: category }));
    return idOf(
      this.once('tag', `${category}_${name}`, path, (id) => new DataVsphereTag(this, id, { name, categoryId: idOf(categoryData) })),
    );
  }

  customAttribute(name: string): string {
    return idOf(this.once('attribute', name, 'estate', (id) => new DataVsphereCustomAttribute(this, id, { name })));
  }
}
