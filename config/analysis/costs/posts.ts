/** What the estate costs in a year, by post: hardware, energy, contracts, and the entries of the price book. All in cents. */
import { inOrder, type Model } from '../../model/model';
import type { Shortfall } from '../claim';
import { equipmentOf } from '../energy/equipment';
import { seatsOf } from '../energy/seats';
import { type Amount, centsOf, contracts, type Repeated } from './contracts';

const YEAR = 31_557_600;
const MIB_PER_TIB = 1024 ** 2;

export function amountsOf(
  model: Model,
  short: (shortfall: Shortfall) => unknown,
): { readonly amounts: readonly Amount[]; readonly repeated: readonly Repeated[] } {
  const book = entries(model, short);
  const { amounts, repeated } = contracts(model, book, short);
  return { amounts: [hardware(model), energy(model), ...amounts, ...book], repeated };
}

function hardware(model: Model): Amount {
  const owned = (['hosts', 'storage-servers', 'repositories', 'machines'] as const).flatMap((collection) => {
    const entities: Readonly<Record<string, { readonly hardware: string }>> = model[collection];
    return Object.values(entities).map((entity) => model.hardware[entity.hardware]);
  });
  const euros = owned.reduce((sum, known) => sum + ((known?.price ?? 0) * YEAR) / (known?.amortisation ?? YEAR), 0);
  return {
    post: 'hardware',
    name: 'hardware',
    cents: centsOf(euros),
    basis: 'computed',
    counted: `${String(owned.length)} machines, price by years of amortisation`,
    places: ['hardware'],
  };
}

function energy(model: Model): Amount {
  const rooms = equipmentOf(model).reduce((sum, { site, energy: drawn }) => {
    const { pue = 1, energyPrice = 0 } = model.sites[site] ?? {};
    return sum + drawn * pue * energyPrice;
  }, 0);
  const seats = seatsOf(model).flatMap(({ sites }) => [...sites]);
  return {
    post: 'energy',
    name: 'energy',
    cents: centsOf(seats.reduce((sum, [site, drawn]) => sum + drawn * (model.sites[site]?.energyPrice ?? 0), rooms)),
    basis: 'estimated',
    counted: 'kWh of each site and its seats at its price',
    places: inOrder(model.sites).map(([key]) => `sites.${key}.energyPrice`),
  };
}

function entries(model: Model, short: (shortfall: Shortfall) => unknown): readonly Amount[] {
  const counts = counted(model);
  return inOrder(model.costs.entries).map(([key, { unit, price, count, reference }]) => {
    const path = `costs.entries.${key}`;
    if (unit === 'day' && count === undefined)
      short({
        id: `costs/count/${key}`,
        subject: path,
        what: `nobody says how many days \`${key}\` is: it counts as none`,
        places: [`${path}.unit`],
        basis: 'declared',
      });
    const number = count ?? counts[unit];
    return {
      post: key,
      name: key,
      cents: centsOf(number * price),
      basis: count === undefined ? ('computed' as const) : ('declared' as const),
      ...(reference === undefined ? {} : { reference }),
      counted: `${String(Math.round(number * 10) / 10)} ${unit} at ${String(price)} EUR`,
      places: [path],
    };
  });
}

/** How many there are of each unit of the price book. TiB are the capacity of the pools, as storage is licensed. */
const counted = (model: Model): Readonly<Record<Model['costs']['entries'][string]['unit'], number>> => {
  const hosts = Object.values(model.hosts);
  const pools = Object.values(model['storage-servers']).flatMap(({ pools: described }) => Object.values(described));
  return {
    core: hosts.reduce((sum, { hardware: name }) => sum + (model.hardware[name]?.cores ?? 0), 0),
    socket: hosts.reduce((sum, { sockets }) => sum + sockets, 0),
    seat: Object.values(model.desktops).reduce((sum, { seats }) => sum + seats, 0),
    vm: Object.keys(model.workloads).length,
    tib: pools.reduce((sum, { capacity }) => sum + capacity, 0) / MIB_PER_TIB,
    day: 0,
    estate: 1,
  };
};
