/** Clusters with their host groups and pools, and what every owner’s objects refer to: folders, roles, tags, attributes. */
import type { Construct } from 'constructs';
import { inOrder, type Model } from '../config/model/model';
import { hostsOf, isolationAddresses, siteShare } from '../config/views';
import { GeneratedFile } from '../constructs/generated-file';
import { StretchedCluster } from '../constructs/servers/cluster';
import { hostPreparation } from '../constructs/servers/files/host-preparation';
import { Taxonomy } from '../constructs/servers/taxonomy';
import { BaseStack } from './base-stack';

export class ServersStack extends BaseStack {
  constructor(scope: Construct, model: Model) {
    super(scope, 'servers', model);
    const { lookups } = this;
    new Taxonomy(this, 'taxonomy', { model, lookups });
    for (const [key] of inOrder(model.hosts)) {
      const file = hostPreparation(model, key);
      new GeneratedFile(this, file.name, { ...file, modelPath: `hosts.${key}` });
    }
    for (const [key, cluster] of inOrder(model.clusters)) {
      const hosts = hostsOf(model, key);
      const ha = {
        cpuShare: siteShare(model, key, 'cpu'),
        memoryShare: siteShare(model, key, 'memory'),
        hostsPerSite: largestSite(hosts.map(([, host]) => host.site)),
        isolationAddresses: isolationAddresses(model),
      };
      new StretchedCluster(this, key, { key, cluster, hosts, ha, lookups });
    }
  }
}

/** Hosts of the site that has most of them. */
const largestSite = (sites: readonly string[]): number =>
  Math.max(1, ...sites.map((site) => sites.filter((other) => other === site).length));
