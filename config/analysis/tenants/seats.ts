/** Seats that a tenant’s people share with others, and how many the loss of a site leaves. */
import { inOrder, type Model } from '../../model/model';
import { datacenterSites } from '../../views';
import type { Capacity } from '../capacity';

export interface SeatsLeft {
  readonly desktop: string;
  readonly seats: number;
  /** Declared: so many must be left. */
  readonly minimum: number;
  /** Other tenants that sit there too. */
  readonly shared: number;
  /** Site that is lost → seats left. `withHost`: the fewest, whichever further host fails. */
  readonly left: readonly { readonly site: string; readonly seats: number; readonly withHost: number }[];
}

export function seatsOf(model: Model, { measures }: Capacity, tenant: string): readonly SeatsLeft[] {
  return inOrder(model.desktops).flatMap(([desktop, { seats, minimumSeats, tenants }]) => {
    if (!tenants.includes(tenant)) return [];
    const mine = measures.filter(({ resource, subject }) => resource === 'seats' && subject === `desktops.${desktop}`);
    const least = (belongs: (scenario: string) => boolean): number =>
      Math.min(seats, ...mine.flatMap(({ scenario, limit }) => (belongs(scenario) && limit !== undefined ? [limit.value] : [])));
    const left = datacenterSites(model).map((site) => ({
      site,
      seats: least((scenario) => scenario === `site:${site}`),
      withHost: least((scenario) => scenario.startsWith(`named:site-${site}-and-`)),
    }));
    return [{ desktop, seats, minimum: minimumSeats, shared: tenants.length - 1, left }];
  });
}
