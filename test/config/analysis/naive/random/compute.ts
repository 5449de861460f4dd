/** Distributed switches, networks, clusters and their hosts. */
import type { Host } from '../../../../../config/model/host';
import type { Model } from '../../../../../config/model/model';
import { card, cluster, hardware, host, network } from '../entities';
import { keyed } from '../keyed';
import { type Dice, names } from './dice';
import { SIDES, standing } from './places';

const GIB = 1024;
const SWITCHES = ['lan', 'dmz', 'adm'];

type Ground = Pick<Model, 'sites' | 'physical-switches'>;
type Compute = Pick<Model, 'distributed-switches' | 'networks' | 'hardware' | 'clusters' | 'hosts'>;

export function compute(dice: Dice, model: Ground): Compute {
  const clusters = dice.chance(0.35) ? ['main', 'other'] : ['main'];
  return {
    'distributed-switches': keyed(SWITCHES, () => ({ title: 'Test', existing: false, uplinks: ['u1', 'u2'], mtu: 1500, version: '8.0.0' })),
    networks: networks(dice),
    hardware: { small: machinery(dice), large: machinery(dice) },
    clusters: keyed(clusters, () =>
      cluster({
        isolationResponse: dice.one(['powerOff', 'powerOff', 'shutdown', 'none']),
        apdResponse: dice.one(['restartConservative', 'restartConservative', 'restartAggressive', 'warning', 'disabled']),
        pdlResponse: dice.one(['restartAggressive', 'restartAggressive', 'warning', 'disabled']),
      }),
    ),
    hosts: Object.fromEntries(
      SIDES.flatMap((side) =>
        names(`host-${side}`, dice.number(1, 3)).map(
          // The first host of each side is in the first cluster: its workloads have hosts at both.
          (key, index) => [key, oneHost(dice, model, side, index === 0 ? 'main' : dice.one(clusters))] as const,
        ),
      ),
    ),
  };
}

function networks(dice: Dice): Model['networks'] {
  const management = dice.one(['lan', 'lan', 'adm', 'adm', undefined]);
  const without = ({ switch: _, ...rest }: ReturnType<typeof network>): ReturnType<typeof network> => rest;
  const admin = network('management', { role: 'management' });
  return {
    management: management === undefined ? without(admin) : { ...admin, switch: management },
    servers: network('servers'),
    dmz: network('dmz', { switch: 'dmz' }),
    plain: without(network('plain')),
  };
}

const machinery = (dice: Dice) =>
  hardware({ memory: dice.number(20, 40) * GIB, cores: dice.one([4, 8, 8]), clock: dice.one([1000, 2000, 3000]) });

function oneHost(dice: Dice, model: Ground, side: string, clusterKey: string): Host {
  const switches = Object.keys(model['physical-switches']).filter((key) => model['physical-switches'][key]!.site === side);
  const cards = SWITCHES.flatMap((distributed) =>
    dice.few(switches, dice.chance(0.75) ? 2 : 1).map((physical) => card(physical, distributed)),
  );
  return host(side, {
    ...standing(dice, model, side),
    cluster: clusterKey,
    hardware: dice.one(['small', 'large']),
    nics: Object.fromEntries(cards.map((each, index) => [`vmnic${String(index)}`, each])),
  });
}
