/**
 * How much of what runs is virtual. Hypervisors, storage, backup and network are not counted on either side: they carry the rest.
 */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';

export interface PhysicalServer {
  readonly machine: string;
  /** Tenant that it serves; absent: the estate. */
  readonly tenant?: string;
  /** Why it is not virtualised. */
  readonly reason: string;
  /** False for what serves the backup alone. */
  readonly counts: boolean;
}

export interface VirtualisationResult {
  /** Virtual machines in percent of virtual machines and physical servers that count. */
  readonly rate: Figure;
  readonly virtual: number;
  readonly physical: number;
  readonly servers: readonly PhysicalServer[];
  /** What is on neither side. */
  readonly excluded: readonly { readonly what: string; readonly count: number }[];
  /** The same per tenant that has any; a physical server of the estate is nobody’s. */
  readonly tenants: readonly { readonly tenant: string; readonly virtual: number; readonly physical: number; readonly rate: Figure }[];
  readonly shortfalls: readonly Shortfall[];
}

export function virtualisationOf(model: Model): VirtualisationResult {
  const servers = inOrder(model.machines).map(([machine, { tenant, reason, counts }]) => ({
    machine,
    ...(tenant === undefined ? {} : { tenant }),
    reason,
    counts: counts === 'server',
  }));
  const counting = servers.filter(({ counts }) => counts);
  const virtual = Object.keys(model.workloads).length;
  const owned = new Map<string, number>();
  for (const { owner, ownerKind } of Object.values(model.workloads))
    if (ownerKind === 'tenants') owned.set(owner, (owned.get(owner) ?? 0) + 1);
  const tenants = inOrder(model.tenants).map(([tenant]) => {
    const machines = { virtual: owned.get(tenant) ?? 0, physical: counting.filter((server) => server.tenant === tenant).length };
    return { tenant, ...machines, rate: rateOf(machines.virtual, machines.physical) };
  });
  return {
    rate: rateOf(virtual, counting.length),
    virtual,
    physical: counting.length,
    servers,
    excluded: [
      { what: 'hypervisors', count: Object.keys(model.hosts).length },
      { what: 'storage servers', count: Object.keys(model['storage-servers']).length },
      { what: 'backup repositories and their machines', count: Object.keys(model.repositories).length + servers.length - counting.length },
      { what: 'routers and gateways', count: Object.keys(model.routers).length + Object.keys(model.gateways).length },
    ],
    tenants: tenants.filter((tenant) => tenant.virtual + tenant.physical > 0),
    // No rate is promised anywhere: the figure is for the yearly report.
    shortfalls: [],
  };
}

const rateOf = (virtual: number, physical: number): Figure =>
  figure(virtual + physical === 0 ? 0 : (100 * virtual) / (virtual + physical), '%', 'computed', 1);
