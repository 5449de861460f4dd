/** Clusters with their host groups and pools, and what every owner’s objects refer to: folders, roles, tags, attributes. */
import type { Construct } from 'constructs';
import { inOrder, type Model } from '../config/model/model';
import { hostsOf } from '../config/views';
import { GeneratedFile } from '../constructs/generated-file';
import { StretchedCluster } from '../constructs/servers/cluster';
import { clusterSettings } from '../constructs/servers/files/cluster-settings';
import { hostPreparation } from '../constructs/servers/files/host-preparation';
import { haFacts } from '../constructs/servers/ha-settings';
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
      new StretchedCluster(this, key, { key, cluster, hosts: hostsOf(model, key), ha: haFacts(model, key), lookups });
      const settings = cluster.existing ? [clusterSettings(model, key)] : [];
      for (const file of settings) new GeneratedFile(this, file.name, { ...file, modelPath: `clusters.${key}` });
    }
  }
}
