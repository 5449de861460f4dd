/** The Model: everything that is known of an estate, resolved. Documented in `config/schema/model.md`. */
import { RESTART_PRIORITIES } from './common';
import { choice, group, optional, type Resolved, text } from './fields';
import type { EstateData } from './index';
import type { Network } from './network';
import type { School } from './school';
import type { Service } from './service';
import type { Tenant } from './tenant';
import type { Workload } from './workload';

/** Raised when the Model's JSON changes shape in a way that breaks a reader. */
export const MODEL_VERSION = 1;

export type OwnerKind = 'tenants' | 'services' | 'schools';

const owned = {
  id: text('Unique in the estate: `owner/key`; the id of a shared network is its key.'),
  key: text('Key within its owner.'),
  path: text('Model path of what was written, for the trace: `tenants.ville.workloads.files`.'),
};

/** What a workload knows in the Model beside what was written. */
export const workloadNode = group(
  {
    ...owned,
    owner: text('Key of the tenant or service that it belongs to.'),
    ownerKind: choice(['tenants', 'services'], 'Collection of the owner.'),
    name: text('Name of the VM in vCenter: `owner-key`, or its `inventoryName`.'),
    restartPriority: choice(RESTART_PRIORITIES, 'Its own restart priority, or that of its class.'),
    stack: text('Stack that makes it.'),
  },
  'A workload of a tenant or service.',
);
export type WorkloadNode = Workload & Resolved<typeof workloadNode>;

/** What a network knows in the Model beside what was written. */
export const networkNode = group(
  {
    ...owned,
    owner: optional(text('Key of the tenant or school that it belongs to; absent: shared.')),
    ownerKind: optional(choice(['tenants', 'services', 'schools'], 'Collection of the owner.')),
    name: text('Name of the port group in vCenter: its key, `owner-key`, or its `inventoryName`.'),
    stack: text('Stack that makes its port group.'),
  },
  'A network, shared or of one owner.',
);
export type NetworkNode = Network & Resolved<typeof networkNode>;

type Keyed<T> = Readonly<Record<string, T>>;

export interface Model extends Omit<EstateData, 'tenants' | 'services' | 'schools' | 'networks'> {
  readonly modelVersion: number;
  readonly environment: string;
  readonly tenants: Keyed<Omit<Tenant, 'workloads' | 'networks'>>;
  readonly services: Keyed<Omit<Service, 'workloads'>>;
  readonly schools: Keyed<Omit<School, 'networks'>>;
  /** All networks, shared and owned, by id. */
  readonly networks: Keyed<NetworkNode>;
  /** All workloads of tenants and services, by id. */
  readonly workloads: Keyed<WorkloadNode>;
}

const ordered = new WeakMap<object, readonly (readonly [string, unknown])[]>();

/** Entities in the order of their keys: what is made from them never depends on the order of files. Sorted once: the Model is readonly. */
export function inOrder<T>(entities: Keyed<T>): readonly (readonly [string, T])[] {
  const known = ordered.get(entities);
  if (known !== undefined) return known as readonly (readonly [string, T])[];
  const sorted = Object.entries(entities).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  ordered.set(entities, sorted);
  return sorted;
}
