/** Links, accesses, routers, gateways and uses; carriers, ducts and POPs are few, so that much is shared. */
import { LINK_USES } from '../../../../../config/model/link';
import type { Link } from '../../../../../config/model/link';
import type { Model } from '../../../../../config/model/model';
import { access, gateway, link, physicalSwitch, router, supplier, use } from '../entities';
import { keyed } from '../keyed';
import { type Dice, names } from './dice';
import { SIDES, standing } from './places';

const title = 'Test';
const CARRIERS = ['telco-1', 'telco-2', 'telco-3'];
const DUCTS = ['duct-1', 'duct-2', 'duct-3', 'duct-4'];
const POPS = ['pop-1', 'pop-2'];

export const tail = (dice: Dice) => ({ carrier: dice.one(CARRIERS), ducts: dice.some(DUCTS, 0.25), pops: dice.some(POPS, 0.15) });

type Places = Pick<Model, 'sites'>;
type Routers = Pick<Model, 'routers'>;

export function devices(
  dice: Dice,
  model: Places,
): Pick<Model, 'physical-switches' | 'routers' | 'gateways' | 'ducts' | 'pops' | 'suppliers'> {
  const at = (stem: string, least: number, most: number): readonly (readonly [string, string])[] =>
    SIDES.flatMap((side) => names(`${stem}-${side}`, dice.number(least, most)).map((key) => [key, side] as const));
  const roles = ['schools', 'reverse-proxy', 'remote-access'] as const;
  const atWitness = 'w' in model.sites && dice.chance(0.1) ? [['router-w-1', 'w'] as const] : [];
  return {
    ducts: keyed(DUCTS, () => ({ title })),
    pops: keyed(POPS, () => ({ title })),
    suppliers: keyed(['maker', ...CARRIERS], supplier),
    'physical-switches': Object.fromEntries(
      at('switch', 2, 4).map(([key, side]) => [key, physicalSwitch(side, standing(dice, model, side))]),
    ),
    routers: Object.fromEntries(
      [...at('router', dice.chance(0.85) ? 1 : 0, 2), ...atWitness].map(([key, site]) => [key, router(site, standing(dice, model, site))]),
    ),
    gateways: Object.fromEntries(
      at('gateway', 0, 2).map(([key, side]) => [key, gateway(dice.one(roles), side, standing(dice, model, side))]),
    ),
  };
}

function end(dice: Dice, { routers }: Routers, site: string): Link['ends'][string] {
  const here = Object.keys(routers).filter((key) => routers[key]!.site === site);
  return { entry: dice.one(['north', 'south']), ...(here.length > 0 && dice.chance(0.6) ? { router: dice.one(here) } : {}) };
}

export function links(dice: Dice, model: Places & Routers): Model['links'] {
  const between = (a: string, b: string, carries: Link['carries']): Link =>
    link({ [a]: end(dice, model, a), [b]: end(dice, model, b) }, carries, tail(dice));
  const uses = LINK_USES.filter((each) => each !== 'witness');
  // Often one digger takes them all and a radio is left to agree by: then a side misses writes.
  const digger = dice.chance(0.35) ? { ducts: [dice.one(DUCTS)] } : {};
  const found = names('link', dice.number(1, 4)).map(
    (key) => [key, { ...between('a', 'b', [...dice.some(uses, 0.6), dice.one(uses)]), ...digger }] as const,
  );
  const radio = dice.chance(0.4) ? [['radio', { ...between('a', 'b', ['management']), ducts: [], pops: [] }] as const] : [];
  const routes =
    'w' in model.sites
      ? SIDES.flatMap((side) =>
          names(`route-${side}`, dice.number(0, 2)).map((key) => [key, between(side, 'w', ['witness', ...dice.some(uses, 0.1)])] as const),
        )
      : [];
  return Object.fromEntries([...found, ...radio, ...routes]);
}

export function internet(dice: Dice, { routers }: Routers): Pick<Model, 'accesses' | 'uses'> {
  const ends = Object.keys(routers).filter((key) => routers[key]!.site !== 'w');
  const keys = ends.length === 0 ? [] : names('access', dice.chance(0.9) ? dice.number(1, 4) : 0);
  const accesses = keyed(keys, () => {
    const on = dice.one(ends);
    return access(routers[on]!.site, { ...tail(dice), router: on, entry: dice.one(['north', 'south']) });
  });
  const uses = keyed(keys.length === 0 ? [] : names('use', dice.number(1, 2)), () =>
    use(dice.few(keys, dice.number(1, 3)), dice.chance(0.5) ? ['192.0.2.0/24'] : []),
  );
  return { accesses, uses };
}
