/** The Model: everything that is known of an estate, resolved. Documented in `config/schema/model.md`. */
import type { EstateData } from './index';
import type { Network } from './network';
import type { School } from './school';
import type { Service } from './service';
import type { Tenant } from './tenant';
import type { Workload } from './workload';

/** Raised when the Model's JSON changes shape in a way that breaks a reader. */
export const MODEL_VERSION = 1;

export type OwnerKind = 'tenants' | 'services' | 'schools';

interface Owned {
  /** Unique in the estate: `owner/key`; a shared network’s id is its key. */
  readonly id: string;
  readonly key: string;
  /** Model path of what was written, for the trace: `tenants.ville.workloads.files`. */
  readonly path: string;
}

export type WorkloadNode = Workload &
  Owned & {
    readonly owner: string;
    readonly ownerKind: 'tenants' | 'services';
    /** Name of the VM in vCenter, and of the machine in DNS. */
    readonly name: string;
    readonly restartPriority: NonNullable<Workload['restartPriority']>;
    /** Stack that makes it. */
    readonly stack: string;
  };

export type NetworkNode = Network &
  Owned & {
    readonly owner?: string;
    readonly ownerKind?: OwnerKind;
    /** Name of the port group in vCenter. */
    readonly name: string;
    /** Stack that makes its port group. */
    readonly stack: string;
  };

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

/** Entities in the order of their keys: what is made from them never depends on the order of files. */
export const inOrder = <T>(entities: Keyed<T>): readonly (readonly [string, T])[] =>
  Object.entries(entities).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
