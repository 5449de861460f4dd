/** Whose the energy is: every kWh of every site and seat is some tenant’s. */
import { inOrder, type Model } from '../../model/model';
import type { Equipment, Post } from './equipment';
import type { PoolEnergy } from './seats';

/** What a tenant’s energy is made of; `common` is its part of what serves all. */
export type Part = Exclude<Post, 'network' | 'witness'> | 'seats' | 'common';

export const HOW: Readonly<Record<Part, string>> = {
  hosts: 'by the memory of its machines in the cluster; the reserve for the other site and the PUE included',
  storage: 'by its disks on the storage server, mirrored ones on both sides; PUE included',
  backup: 'by its disks that the repository saves; PUE included',
  machines: 'its own; PUE included',
  seats: 'by its seats',
  common: 'shared services, network, witness, machines of the estate: in proportion to what else it draws in the rooms',
};

/** kWh in a year, and grams of CO2 equivalent. */
export interface Drawn {
  readonly energy: number;
  readonly carbon: number;
}

/** Exact parts of every tenant; those of `equipment` as the meter of the site sees them. */
export function partsOf(
  model: Model,
  equipment: readonly Equipment[],
  pools: readonly PoolEnergy[],
): ReadonlyMap<string, ReadonlyMap<Part, Drawn>> {
  const parts = new Map(inOrder(model.tenants).map(([key]) => [key, new Map<Part, Drawn>()]));
  const common = { energy: 0, carbon: 0 };
  for (const { site, post, energy, serves } of equipment) {
    const { pue = 1, carbon = 0 } = model.sites[site] ?? {};
    const drawn = energy * pue;
    const measure = sum(serves.values());
    let own = 0;
    for (const [owner, amount] of serves) {
      const tenant = parts.get(owner);
      if (tenant === undefined || measure === 0 || post === 'network' || post === 'witness') continue;
      const part = (drawn * amount) / measure;
      own += part;
      add(tenant, post, { energy: part, carbon: part * carbon });
    }
    common.energy += drawn - own;
    common.carbon += (drawn - own) * carbon;
  }
  const owned = new Map([...parts].map(([key, tenant]) => [key, sum([...tenant.values()].map(({ energy }) => energy))]));
  const all = sum(owned.values());
  for (const [key, tenant] of parts) {
    const share = all === 0 ? 1 / parts.size : (owned.get(key) ?? 0) / all;
    add(tenant, 'common', { energy: common.energy * share, carbon: common.carbon * share });
  }
  for (const { seats, after, tenants, sites } of pools) {
    const located = sum(sites.values());
    const carbon = located === 0 ? 0 : sum([...sites].map(([site, part]) => part * (model.sites[site]?.carbon ?? 0))) / located;
    for (const [key, count] of tenants) {
      const tenant = parts.get(key);
      const energy = (after * count) / seats;
      if (tenant !== undefined) add(tenant, 'seats', { energy, carbon: energy * carbon });
    }
  }
  return parts;
}

export const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0);

function add(parts: Map<Part, Drawn>, part: Part, { energy, carbon }: Drawn): void {
  const known = parts.get(part) ?? { energy: 0, carbon: 0 };
  parts.set(part, { energy: known.energy + energy, carbon: known.carbon + carbon });
}
