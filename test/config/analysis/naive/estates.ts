/** Small estates by chance: thousands of shapes that nobody would draw, each the same for its seed on every machine. */
import { elementsOf } from '../../../../config/analysis/elements';
import type { ElementKind } from '../../../../config/analysis/elements/element';
import { namedScenarios, pairId, type Scenario, singles } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { serviceClass } from './entities';
import { nothing } from './nothing';
import { compute } from './random/compute';
import { dice, type Dice } from './random/dice';
import { devices, internet, links } from './random/network';
import { people } from './random/people';
import { places } from './random/places';
import { backup, storage } from './random/storage';
import { timed } from './random/times';
import { workloads } from './random/workloads';

const GIB = 1024;

/** Two sites, one to three hosts each, up to six workloads. All numbers are exact in binary, so that no order of sums matters. */
export function randomEstate(seed: number): Model {
  const chance = dice(seed);
  const ground = { ...nothing(), classes: { standard: serviceClass() } };
  const standing = { ...ground, ...places(chance), estate: assuming(chance, ground.estate) };
  const equipped = { ...standing, ...devices(chance, standing) };
  const wired = { ...equipped, links: links(chance, equipped) };
  const stored = { ...wired, ...internet(chance, wired), ...compute(chance, wired), ...backup(chance, wired), ...storage(chance, wired) };
  const working = { ...stored, ...workloads(chance, stored) };
  // Dice of their own: what stands in an estate does not depend on how long it takes.
  return timed(dice(-1 - seed), { ...working, ...people(chance, working) });
}

function assuming(chance: Dice, estate: Model['estate']): Model['estate'] {
  const ha = { ...estate.assumptions.ha, memoryOverhead: chance.one([0, 1 / 64, 1 / 8]), hypervisorMemory: chance.one([4, 12, 24]) * GIB };
  const power = { ...estate.assumptions.power, shutdownBy: chance.one(['agent', 'people', 'nobody'] as const) };
  return { ...estate, assumptions: { ...estate.assumptions, ha, power } };
}

/** What decides between the sides: half of the pairs are of these, where the order and the witness count. */
const DECISIVE = new Set<ElementKind>(['site', 'room', 'mains', 'switch', 'link', 'duct', 'carrier', 'storage-server', 'pool', 'witness']);

/** All elements, the named failures, and some pairs of elements. */
export function scenariosOf(model: Model, seed: number, pairs: number): readonly Scenario[] {
  const chance = dice(seed);
  const found = new Map<string, Scenario>();
  const elements = elementsOf(model);
  const decisive = elements.filter(({ kind }) => DECISIVE.has(kind));
  for (let tries = 0; tries < pairs; tries += 1) {
    const [a, b] = chance
      .few(tries % 2 === 0 ? elements : decisive, 2)
      .map(({ id }) => id)
      .sort();
    if (a !== undefined && b !== undefined) found.set(pairId(a, b), { id: pairId(a, b), kind: 'pair', elements: [a, b], cut: [] });
  }
  return [...singles(model), ...namedScenarios(model), ...found.values()];
}

/** `count` of them, where an estate is only looked into: as many pairs as singles, and more of the named, which do the most. */
export function someScenarios(model: Model, seed: number, count: number): readonly Scenario[] {
  const all = scenariosOf(model, seed, count);
  const chance = dice(seed);
  const some = (kind: Scenario['kind']): readonly Scenario[] =>
    chance.few(
      all.filter((scenario) => scenario.kind === kind),
      Math.ceil(count / 3),
    );
  return [...some('single'), ...some('named'), ...some('pair')];
}
