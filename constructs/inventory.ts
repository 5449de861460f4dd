/** Names of what several stacks share in vCenter’s inventory: made once in the servers and storage stacks, read by name elsewhere. */
export const OWNER_FOLDERS = { tenants: 'tenants', services: 'services' } as const;
export const OWNER_POOLS = { tenants: 'tenants', services: 'services' } as const;

/** Tag categories of VMs, and the field of a workload that gives the tag. */
export const VM_CATEGORIES = { owner: 'cordee-owner', home: 'cordee-site', class: 'cordee-class', backup: 'cordee-backup' } as const;
export const STORAGE_CATEGORY = 'cordee-storage';

/** Custom attributes, of any kind of object. */
export const ATTRIBUTES = { key: 'cordee-key', contact: 'cordee-contact', siret: 'cordee-siret' } as const;

export const storagePolicyName = (label: string): string => `cordee-${label}`;
export const hostGroupName = (site: string): string => `site-${site}`;
