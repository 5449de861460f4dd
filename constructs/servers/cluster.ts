/**
 * A compute cluster stretched over both sites. The provider’s defaults are those of a single site, so every setting that a stretched
 * cluster depends on is written, whatever its default.
 */
import { ComputeCluster as VsphereCluster } from '@cdktf/provider-vsphere/lib/compute-cluster';
import { ComputeClusterHostGroup } from '@cdktf/provider-vsphere/lib/compute-cluster-host-group';
import { DpmHostOverride } from '@cdktf/provider-vsphere/lib/dpm-host-override';
import { ResourcePool } from '@cdktf/provider-vsphere/lib/resource-pool';
import { Construct } from 'constructs';
import type { Cluster } from '../../config/model/cluster';
import type { Host } from '../../config/model/host';
import { attribute, idOf, named, traced } from '../address';
import { hostGroupName, OWNER_POOLS } from '../inventory';
import type { Lookups } from '../lookups';
import { overrideArgument, PROVIDER_OVERRIDES } from '../provider-overrides';
import { haSettings, type HaFacts } from './ha-settings';

export interface StretchedClusterProps {
  readonly key: string;
  readonly cluster: Cluster;
  readonly hosts: readonly (readonly [string, Host])[];
  readonly ha: HaFacts;
  readonly lookups: Lookups;
}

export class StretchedCluster extends Construct {
  constructor(scope: Construct, id: string, props: StretchedClusterProps) {
    super(scope, id);
    const { key, cluster, hosts, lookups } = props;
    traced(this, `clusters.${key}`);
    const made = cluster.existing ? undefined : this.make(props);
    if (made !== undefined) lookups.provide('cluster', key, idOf(made));
    const clusterId = lookups.cluster(key);
    for (const site of [...new Set(hosts.map(([, host]) => host.site))].sort()) {
      const group = new ComputeClusterHostGroup(this, `hosts-${site}`, {
        name: hostGroupName(site),
        computeClusterId: clusterId,
        hostSystemIds: hosts.filter(([, host]) => host.site === site).map(([hostKey, host]) => lookups.host(hostKey, host.name)),
      });
      traced(named(group, key, hostGroupName(site)), `sites.${site}`);
    }
    const root = made === undefined ? lookups.rootPool(key) : attribute(made, 'resource_pool_id');
    this.makePools(key, root);
    this.keepHostsOn(props, clusterId);
  }

  private make({ key, cluster, hosts, ha, lookups }: StretchedClusterProps): VsphereCluster {
    const made = new VsphereCluster(this, 'cluster', {
      name: key,
      datacenterId: lookups.datacenter,
      // Hosts join here and nowhere else: a second owner of membership makes them leave at every other apply.
      hostSystemIds: hosts.map(([hostKey, host]) => lookups.host(hostKey, host.name)),
      forceEvacuateOnDestroy: false,
      ...haSettings(cluster, ha),
      haHeartbeatDatastoreIds: cluster.heartbeat.map((datastore) => lookups.datastore(datastore)),
      drsEnabled: true,
      drsAutomationLevel: cluster.drs,
      drsMigrationThreshold: cluster.drsThreshold,
      drsEnableVmOverrides: true,
      drsEnablePredictiveDrs: false,
      drsScaleDescendantsShares: 'disabled',
      dpmEnabled: cluster.dpm !== undefined,
      dpmAutomationLevel: cluster.dpm?.automation ?? 'manual',
      dpmThreshold: 3,
      proactiveHaEnabled: false,
      lifecycle: { preventDestroy: true },
    });
    overrideArgument(made, PROVIDER_OVERRIDES.clusterEvcMode, cluster.evc);
    return named(made, key);
  }

  /** Services weigh more than tenants when the cluster is short: nothing works without a directory. */
  private makePools(key: string, root: string): void {
    for (const [name, cpuShareLevel] of [
      [OWNER_POOLS.services, 'high'],
      [OWNER_POOLS.tenants, 'normal'],
    ] as const) {
      const pool = new ResourcePool(this, `pool-${name}`, {
        name,
        parentResourcePoolId: root,
        cpuShareLevel,
        cpuReservation: 0,
        cpuExpandable: true,
        cpuLimit: -1,
        memoryShareLevel: cpuShareLevel,
        memoryReservation: 0,
        memoryExpandable: true,
        memoryLimit: -1,
        scaleDescendantsShares: 'disabled',
      });
      named(pool, name, key);
    }
  }

  /** Power management counts the whole cluster; without these it may empty one site at night. */
  private keepHostsOn({ key, cluster, hosts, lookups }: StretchedClusterProps, computeClusterId: string): void {
    for (const [site, number] of Object.entries(cluster.dpm?.keepOn ?? {}).sort()) {
      for (const [hostKey, host] of hosts.filter(([, candidate]) => candidate.site === site).slice(0, number)) {
        const override = new DpmHostOverride(this, `dpm-${hostKey}`, {
          computeClusterId,
          hostSystemId: lookups.host(hostKey, host.name),
          dpmEnabled: false,
          dpmAutomationLevel: 'manual',
        });
        traced(named(override, hostKey), `clusters.${key}.dpm.keepOn.${site}`);
      }
    }
  }
}
