/** High availability of a stretched cluster, every setting explicit. Reasons: VMware’s recommended practices for metro storage clusters. */
import type { ComputeClusterConfig } from '@cdktf/provider-vsphere/lib/compute-cluster';
import type { Cluster } from '../../config/model/cluster';
import type { Model } from '../../config/model/model';
import { hostsOf, isolationAddresses, siteShare } from '../../config/views';

export interface HaFacts {
  /** Percent of the cluster that the larger site holds: what must be free for its loss. */
  readonly cpuShare: number;
  readonly memoryShare: number;
  /** Hosts of the larger site. */
  readonly hostsPerSite: number;
  /** One address per site that answers ping there. */
  readonly isolationAddresses: readonly string[];
}

/** What the estate says of a cluster’s sites. */
export function haFacts(model: Model, cluster: string): HaFacts {
  const sites = hostsOf(model, cluster).map(([, { site }]) => site);
  return {
    cpuShare: siteShare(model, cluster, 'cpu'),
    memoryShare: siteShare(model, cluster, 'memory'),
    hostsPerSite: Math.max(1, ...sites.map((site) => sites.filter((other) => other === site).length)),
    isolationAddresses: isolationAddresses(model),
  };
}

export function haSettings(cluster: Cluster, facts: HaFacts) {
  return {
    haEnabled: true,
    haHostMonitoring: 'enabled',
    haAdmissionControlPolicy: 'resourcePercentage',
    // Computed automatically, the reserve would be one host and not one site.
    haAdmissionControlResourcePercentageAutoCompute: false,
    haAdmissionControlResourcePercentageCpu: facts.cpuShare,
    haAdmissionControlResourcePercentageMemory: facts.memoryShare,
    haAdmissionControlHostFailureTolerance: facts.hostsPerSite,
    haAdmissionControlPerformanceTolerance: 0,
    haHostIsolationResponse: cluster.isolationResponse,
    haVmComponentProtection: 'enabled',
    haDatastorePdlResponse: cluster.pdlResponse,
    haDatastoreApdResponse: cluster.apdResponse,
    haDatastoreApdResponseDelay: cluster.apdDelay,
    haDatastoreApdRecoveryAction: 'none',
    haHeartbeatDatastorePolicy: 'allFeasibleDsWithUserPreference',
    haVmRestartPriority: 'medium',
    haVmRestartTimeout: cluster.restartTimeout,
    haVmRestartAdditionalDelay: 0,
    haVmDependencyRestartCondition: 'poweredOn',
    haVmMonitoring: 'vmMonitoringDisabled',
    haAdvancedOptions: {
      ...Object.fromEntries(facts.isolationAddresses.map((address, index) => [`das.isolationaddress${String(index)}`, address])),
      'das.usedefaultisolationaddress': 'false',
      'das.heartbeatDsPerHost': String(Math.min(5, Math.max(2, cluster.heartbeat.length))),
      // After the loss of one host its machines restart at their own site; after the loss of the site the rule is ignored.
      'das.respectVmHostSoftAffinityRules': 'true',
      // Two partners on one host are better than one that stays off.
      'das.respectVmVmAntiAffinityRules': 'false',
    },
  } satisfies Partial<ComputeClusterConfig>;
}
