import { choice, defaulted, keyed } from './fields';
import { kind, type Entity } from './kind';
import { existing, inventoryName, title } from './common';
import { permissions } from './tenant';
import { workloadSchema } from './workload';

export const serviceKind = kind(
  'service',
  'services',
  'A service that the estate runs for all: its workloads are made before those that need them.',
  {
    title: title(),
    existing: existing(),
    inventoryName: inventoryName('Path below the datacenter’s VM folder, such as `Infrastructure/AD`,'),
    stack: defaulted(choice(['shared-services', 'schools', 'backup', 'desktops'], 'Stack that owns its workloads.'), 'shared-services'),
    permissions: permissions(),
    workloads: keyed(workloadSchema, 'Workloads.', { minProperties: 1 }),
  },
);
export type Service = Entity<typeof serviceKind>;
