/** VMFS datastores on the LUNs that the volumes became, with the tags and policies by which machines ask for them. */
import type { Construct } from 'constructs';
import { inOrder, type Model } from '../config/model/model';
import { labelOfDatastore, storageLabels } from '../config/views';
import { VolumeDatastore } from '../constructs/storage/datastore';
import { StoragePolicies } from '../constructs/storage/storage-policies';
import { BaseStack } from './base-stack';

export class StorageStack extends BaseStack {
  constructor(scope: Construct, model: Model) {
    super(scope, 'storage', model);
    const { lookups } = this;
    // All that a volume may become, whether one is so today or not: a policy cannot go while machines use it, and the tag of a volume that
    // gets its mirror changes in one step.
    const labels = new Map(storageLabels(model).map((label) => [label, 'storage']));
    for (const [key, datastore] of inOrder(model.datastores)) {
      const label = labelOfDatastore(model, key);
      if (label !== undefined && labels.get(label) === 'storage') labels.set(label, `volumes.${datastore.volume}`);
    }
    const policies = new StoragePolicies(this, 'policies', { labels });
    for (const [key, datastore] of inOrder(model.datastores)) {
      const hostName = model.hosts[datastore.formattedBy]?.name ?? '';
      const tagId = policies.tagId(labelOfDatastore(model, key) ?? '');
      new VolumeDatastore(this, key, { key, datastore, hostName, tagId, facts: this.facts, lookups });
    }
  }
}
