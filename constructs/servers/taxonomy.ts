/** Tags, custom attributes, roles and top folders: what every owner’s objects refer to. */
import { CustomAttribute } from '@cdktf/provider-vsphere/lib/custom-attribute';
import { Folder } from '@cdktf/provider-vsphere/lib/folder';
import { Role } from '@cdktf/provider-vsphere/lib/role';
import { Tag } from '@cdktf/provider-vsphere/lib/tag';
import { TagCategory } from '@cdktf/provider-vsphere/lib/tag-category';
import { Construct } from 'constructs';
import { inOrder, type Model } from '../../config/model/model';
import { idOf, named, traced } from '../address';
import { ATTRIBUTES, OWNER_FOLDERS, VM_CATEGORIES } from '../inventory';
import type { Lookups } from '../lookups';

export interface TaxonomyProps {
  readonly model: Model;
  readonly lookups: Lookups;
}

export class Taxonomy extends Construct {
  constructor(scope: Construct, id: string, { model, lookups }: TaxonomyProps) {
    super(scope, id);
    traced(this, 'estate');
    for (const [kind, name] of Object.entries(ATTRIBUTES)) named(new CustomAttribute(this, `attribute-${kind}`, { name }), name);
    for (const name of Object.values(OWNER_FOLDERS))
      named(new Folder(this, `folder-${name}`, { path: name, type: 'vm', datacenterId: lookups.datacenter }), name);
    for (const [key, role] of inOrder(model.roles)) {
      if (role.existing) continue;
      // vCenter gives privileges back in its own order; sorted here, the text never depends on how they were typed.
      const rolePrivileges = [...role.privileges].sort();
      const made = new Role(this, `role-${key}`, { name: key, rolePrivileges, lifecycle: { preventDestroy: true } });
      traced(named(made, key), `roles.${key}`);
    }
    this.category(VM_CATEGORIES.owner, [
      ...inOrder(model.tenants).map(([key]) => [key, `tenants.${key}`] as const),
      ...inOrder(model.services).map(([key]) => [key, `services.${key}`] as const),
    ]);
    this.category(
      VM_CATEGORIES.home,
      inOrder(model.sites)
        .filter(([, site]) => site.role === 'datacenter')
        .map(([key]) => [key, `sites.${key}`] as const),
    );
    this.category(
      VM_CATEGORIES.class,
      inOrder(model.classes).map(([key]) => [key, `classes.${key}`] as const),
    );
    this.category(
      VM_CATEGORIES.backup,
      inOrder(model['backup-classes']).map(([key]) => [key, `backup-classes.${key}`] as const),
    );
  }

  private category(name: string, tags: readonly (readonly [key: string, path: string])[]): void {
    const category = named(
      new TagCategory(this, `category-${name}`, { name, cardinality: 'SINGLE', associableTypes: ['VirtualMachine'] }),
      name,
    );
    for (const [key, path] of tags)
      traced(named(new Tag(this, `${name}-${key}`, { name: key, categoryId: idOf(category) }), `${name}_${key}`), path);
  }
}
