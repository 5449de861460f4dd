/** The tag of a datastore says side, tier and protection of its volume; the storage policy asks for that tag. */
import { Tag } from '@cdktf/provider-vsphere/lib/tag';
import { TagCategory } from '@cdktf/provider-vsphere/lib/tag-category';
import { VmStoragePolicy } from '@cdktf/provider-vsphere/lib/vm-storage-policy';
import { Construct } from 'constructs';
import { after, idOf, named, traced } from '../address';
import { STORAGE_CATEGORY, storagePolicyName } from '../inventory';

export interface StoragePoliciesProps {
  /** Label of each kind of volume that there may be, with the Model path of the first that is so. */
  readonly labels: ReadonlyMap<string, string>;
}

export class StoragePolicies extends Construct {
  private readonly tags = new Map<string, Tag>();

  constructor(scope: Construct, id: string, { labels }: StoragePoliciesProps) {
    super(scope, id);
    traced(this, 'volumes');
    const category = named(
      new TagCategory(this, 'category', { name: STORAGE_CATEGORY, cardinality: 'SINGLE', associableTypes: ['Datastore'] }),
      STORAGE_CATEGORY,
    );
    for (const [label, path] of labels) {
      const tag = traced(named(new Tag(this, `tag-${label}`, { name: label, categoryId: idOf(category) }), label), path);
      this.tags.set(label, tag);
      const policy = new VmStoragePolicy(this, `policy-${label}`, {
        name: storagePolicyName(label),
        tagRules: [{ tagCategory: STORAGE_CATEGORY, tags: [label], includeDatastoresWithTags: true }],
        // The rule names category and tag by their names, which gives Terraform no order.
        dependsOn: after(category, tag),
      });
      traced(named(policy, label), path);
    }
  }

  tagId(label: string): string {
    const tag = this.tags.get(label);
    if (tag === undefined) throw new Error(`no tag was made for ${label}`);
    return idOf(tag);
  }
}
