/** Sites with their rooms, feeds, cooling and entries. */
import type { Model } from '../../../../../config/model/model';
import type { Site } from '../../../../../config/model/site';
import { cooling, feed, room, site } from '../entities';
import { keyed } from '../keyed';
import { type Dice, names } from './dice';

const title = 'Test';
export const SIDES = ['a', 'b'] as const;
const SUBSTATIONS = ['sub-1', 'sub-2', 'sub-3'];
const ZONES = ['river', 'lake'];

type Places = Pick<Model, 'sites' | 'substations' | 'flood-zones'>;

export function places(dice: Dice): Places {
  const keys = dice.chance(0.85) ? [...SIDES, 'w'] : SIDES;
  return {
    substations: keyed(SUBSTATIONS, () => ({ title })),
    'flood-zones': keyed(ZONES, () => ({ title })),
    sites: keyed(keys, (key) => place(dice, key)),
  };
}

function place(dice: Dice, key: string): Site {
  const rooms = names('room', dice.number(1, 2));
  const feeds = names('feed', dice.number(1, 2));
  const units = names('unit', dice.chance(0.5) ? 0 : dice.number(1, 3));
  return site(key, {
    role: key === 'w' ? 'witness' : 'datacenter',
    rooms: keyed(rooms, () => room(dice.chance(0.3) ? 'below' : 'above')),
    feeds: keyed(feeds, () =>
      feed(dice.one(SUBSTATIONS), { ups: dice.one([0, 0, 60, 600, 600, 1200, 7200]), generator: dice.chance(0.3) }),
    ),
    cooling: keyed(units, () => cooling(dice.one(feeds), dice.few(rooms, dice.number(1, 2)))),
    entries: keyed(['north', 'south'], () => ({ title })),
    ...(dice.chance(0.5) ? { floodZone: dice.one(ZONES) } : {}),
  });
}

/** Where a piece of equipment stands at a site: a room of it, and one or two of its feeds. */
export function standing(dice: Dice, { sites }: Pick<Model, 'sites'>, at: string) {
  const { rooms, feeds } = sites[at]!;
  return { site: at, room: dice.one(Object.keys(rooms)), feeds: dice.few(Object.keys(feeds), dice.chance(0.7) ? 2 : 1) };
}
