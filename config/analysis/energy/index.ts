/**
 * Energy of a year: what equipment and seats draw at each site, whose it is, how far the goal is, and what the meters say. Applications
 * hosted outside are left out: what they draw is on nobody’s meter here.
 */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';
import { allot } from '../costs/allot';
import { type Equipment, equipmentOf } from './equipment';
import { type BySite, type Counted, type Goal, goalOf, type Reading, readingsOf } from './meters';
import { type PoolEnergy, seatsOf } from './seats';
import { HOW, type Part, partsOf, sum } from './tenants';

export interface SiteEnergy {
  readonly site: string;
  /** Of the equipment itself, and what the site draws beside it (PUE). */
  readonly equipment: Figure;
  readonly cooling: Figure;
  /** Of the seats whose premises are linked to it first. */
  readonly seats: Figure;
  readonly energy: Figure;
  readonly carbon: Figure;
}

export interface TenantEnergy {
  readonly tenant: string;
  readonly energy: Figure;
  readonly carbon: Figure;
  readonly parts: readonly { readonly part: Part; readonly energy: Figure; readonly how: string }[];
}

export interface EnergyResult {
  readonly energy: Figure;
  readonly carbon: Figure;
  readonly sites: readonly SiteEnergy[];
  /** Their sum is `energy`, to the kWh. */
  readonly tenants: readonly TenantEnergy[];
  readonly equipment: readonly { readonly path: string; readonly site: string; readonly load?: Figure; readonly energy: Figure }[];
  readonly desktops: readonly { readonly pool: string; readonly seats: number; readonly before: Figure; readonly after: Figure }[];
  readonly readings: readonly Reading[];
  readonly goal: Goal;
  /** Hosted applications, which are not in any of these figures. */
  readonly excluded: readonly string[];
  readonly shortfalls: readonly Shortfall[];
}

const kWh = (value: number): Figure => figure(value, 'kWh', 'estimated');
const kilograms = (grams: number): Figure => figure(grams / 1000, 'kgCO2e', 'estimated');

export function energyOf(model: Model): EnergyResult {
  const shortfalls: Shortfall[] = [];
  const short = (shortfall: Shortfall): unknown => shortfalls.push(shortfall);
  const equipment = equipmentOf(model);
  const pools = seatsOf(model);
  const bySite = computedBySite(model, equipment, pools);
  const drawn = [...bySite].map(([site, { equipment: own, cooling, seats }]) => ({ site, energy: own + cooling + seats }));
  const unplaced = sum(pools.map(({ after, sites }) => after - sum(sites.values())));
  const total = Math.round(sum(drawn.map(({ energy }) => energy)) + unplaced);
  const readings = readingsOf(model, bySite, short);
  return {
    energy: kWh(total),
    carbon: kilograms(sum(drawn.map(({ site, energy }) => energy * (model.sites[site]?.carbon ?? 0)))),
    sites: [...bySite].map(([site, counted]) => siteEnergy(model, site, counted)),
    tenants: tenantEnergies(model, equipment, pools, total),
    equipment: equipment.map(({ path, site, load, energy }) => ({
      path,
      site,
      ...(load === undefined ? {} : { load: figure(load * 100, '%', 'estimated', 1) }),
      energy: kWh(energy),
    })),
    desktops: pools.map(({ pool, seats, before, after }) => ({
      pool,
      seats,
      before: figure(before, 'kWh', 'computed'),
      after: figure(after, 'kWh', 'computed'),
    })),
    readings,
    goal: goalOf(model, bySite, readings, short),
    excluded: inOrder(model.applications).map(([key]) => key),
    shortfalls,
  };
}

function computedBySite(model: Model, equipment: readonly Equipment[], pools: readonly PoolEnergy[]): BySite {
  return new Map(
    inOrder(model.sites).map(([site, { pue }]) => {
      const own = sum(equipment.filter((item) => item.site === site).map(({ energy }) => energy));
      return [site, { equipment: own, cooling: own * (pue - 1), seats: sum(pools.map(({ sites }) => sites.get(site) ?? 0)) }];
    }),
  );
}

function siteEnergy(model: Model, site: string, { equipment, cooling, seats }: Readonly<Record<Counted, number>>): SiteEnergy {
  const energy = equipment + cooling + seats;
  return {
    site,
    equipment: kWh(equipment),
    cooling: kWh(cooling),
    seats: kWh(seats),
    energy: kWh(energy),
    carbon: kilograms(energy * (model.sites[site]?.carbon ?? 0)),
  };
}

/** Whole kWh whose sum is `total`, and parts whose sum is the tenant’s. */
function tenantEnergies(
  model: Model,
  equipment: readonly Equipment[],
  pools: readonly PoolEnergy[],
  total: number,
): readonly TenantEnergy[] {
  const exact = partsOf(model, equipment, pools);
  const whole = allot(total, new Map([...exact].map(([tenant, parts]) => [tenant, sum([...parts.values()].map(({ energy }) => energy))])));
  return [...exact].map(([tenant, parts]) => {
    const energy = whole.get(tenant) ?? 0;
    const pieces = allot(energy, new Map([...parts].map(([part, drawn]) => [part, drawn.energy])));
    return {
      tenant,
      energy: kWh(energy),
      carbon: kilograms(sum([...parts.values()].map(({ carbon }) => carbon))),
      parts: [...parts.keys()].map((part) => ({ part, energy: kWh(pieces.get(part) ?? 0), how: HOW[part] })),
    };
  });
}
