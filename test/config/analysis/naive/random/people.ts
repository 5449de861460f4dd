/** Tenants and where their people are, schools, hosted applications, seats. */
import type { Model } from '../../../../../config/model/model';
import { application, desktop, landing, premises, school, service, tenant } from '../entities';
import { keyed } from '../keyed';
import { type Dice, names } from './dice';
import { tail } from './network';
import { SIDES } from './places';

type Ground = Pick<Model, 'uses' | 'workloads'>;
type People = Pick<Model, 'tenants' | 'services' | 'premises' | 'schools' | 'applications' | 'desktops'>;

export function people(dice: Dice, { uses, workloads }: Ground): People {
  const exits = Object.keys(uses);
  const ids = Object.keys(workloads);
  const places = keyed(names('place', dice.number(0, 4)), () => {
    const shared = dice.chance(0.2) ? tail(dice) : undefined;
    const accesses = keyed(names('line', dice.number(1, 2)), () => {
      const { carrier, ...rest } = shared ?? tail(dice);
      return landing(dice.one(SIDES), carrier, rest);
    });
    return premises(dice.one(['t', 'u']), accesses);
  });
  const schooled = exits.length === 0 ? [] : dice.some(Object.keys(places), 0.35);
  return {
    tenants: { t: tenant(), u: tenant() },
    services: { s: service() },
    premises: places,
    schools: Object.fromEntries(schooled.map((place) => [`school-${place}`, school(place, dice.one(exits))])),
    applications: keyed(exits.length === 0 ? [] : names('hosted', dice.number(0, 1)), () =>
      application(['t'], dice.one(exits), dice.few(ids, dice.number(0, 2))),
    ),
    desktops: keyed(names('desk', dice.number(0, 1)), () => {
      const hosts = dice.few(ids, dice.number(1, 3));
      const seats = hosts.length * 10;
      return desktop({
        seats: seats - dice.one([0, 0, 5]),
        minimumSeats: dice.one([0, 10, seats]),
        sessionHosts: keyed(hosts, () => ({ seats: 10 })),
        brokers: dice.few(ids, dice.number(1, 2)),
      });
    }),
  };
}
