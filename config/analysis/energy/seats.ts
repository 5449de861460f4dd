/** What the seats of desktops draw, before and now, and who sits on them where. */
import { inOrder, type Model } from '../../model/model';
import { allot } from '../costs/allot';

export interface PoolEnergy {
  readonly pool: string;
  readonly seats: number;
  /** kWh in a year with a PC at each seat, and now. */
  readonly before: number;
  readonly after: number;
  /** Seats of each tenant, whole. */
  readonly tenants: ReadonlyMap<string, number>;
  /** kWh of now by the site that the tenants’ premises are linked to first. */
  readonly sites: ReadonlyMap<string, number>;
}

/**
 * Seats of a pool are its tenants’ in proportion to the workplaces of their premises, and at the site where those are linked first: by a
 * local link, else by the first of their accesses.
 */
export function seatsOf(model: Model): readonly PoolEnergy[] {
  const places = workplaces(model);
  return inOrder(model.desktops).map(([pool, { seats, tenants, power }]) => {
    const owners = allot(seats, new Map([...tenants].sort().map((tenant) => [tenant, total(places.get(tenant))])));
    const after = (seats * power.after * power.hoursPerYear) / 1000;
    const sites = new Map<string, number>();
    for (const [tenant, count] of owners) {
      const known = places.get(tenant);
      const sum = total(known);
      for (const [site, there] of sum === 0 ? [] : (known ?? []))
        sites.set(site, (sites.get(site) ?? 0) + (after * count * there) / (seats * sum));
    }
    return { pool, seats, before: (seats * power.before * power.hoursPerYear) / 1000, after, tenants: owners, sites };
  });
}

const total = (counts: ReadonlyMap<string, number> = new Map()): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** Workplaces by tenant and site. */
function workplaces(model: Model): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const places = new Map<string, Map<string, number>>();
  for (const [, { tenant, seats, accesses }] of inOrder(model.premises)) {
    const links = inOrder(accesses).map(([, access]) => access);
    const site = (links.find(({ medium }) => medium === 'local') ?? links[0])?.landing;
    if (site === undefined) continue;
    const known = places.get(tenant) ?? new Map<string, number>();
    places.set(tenant, known.set(site, (known.get(site) ?? 0) + seats));
  }
  return places;
}
