/** The estates by chance: the same for their seed, of every kind; and what a disagreement looks like when it is found. */
import { LEVELS, type Level } from '../../../../config/analysis/levels';
import { elementsOf } from '../../../../config/analysis/elements';
import { namedScenarios } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { disagreements, explain, levelsOf, type Rivals, shrink } from './agree';
import { randomEstate, scenariosOf, someScenarios } from './estates';
import { evaluate } from './evaluate';
import { elementIds, namedIds } from './ids';
import { sound } from './reduce';
import type { Evaluator } from './situation';
import { written } from './written';

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, seed) => seed);

test('an estate is that of its seed', () => {
  expect(randomEstate(7)).toEqual(randomEstate(7));
  expect(randomEstate(7)).not.toEqual(randomEstate(8));
});

test('every estate has a shape that the semantics speak of, and what can fail in it is known', () => {
  for (const seed of seeds(200)) {
    const model = randomEstate(seed);
    expect([seed, sound(model, model)]).toEqual([seed, true]);
    expect([...elementIds(model)].sort()).toEqual(
      elementsOf(model)
        .map(({ id }) => id)
        .sort(),
    );
    expect([...namedIds(model)].sort()).toEqual(
      namedScenarios(model)
        .map(({ id }) => id)
        .sort(),
    );
  }
});

test('rows of each kind come out in every way that they can', () => {
  const seen = new Map<string, Set<Level>>();
  for (const seed of seeds(400)) {
    const model = randomEstate(seed);
    for (const scenario of someScenarios(model, seed, 24))
      for (const [row, level] of evaluate(model, scenario)) {
        const kind = row.replace(/:.*/, '');
        seen.set(kind, (seen.get(kind) ?? new Set()).add(level));
      }
  }
  const said = (kind: string): string =>
    [...(seen.get(kind) ?? [])]
      .sort()
      .map((level) => LEVELS[level])
      .join(' ');
  expect(Object.fromEntries([...seen.keys()].sort().map((kind) => [kind, said(kind)]))).toEqual({
    application: LEVELS.join(' '),
    desktop: 'uninterrupted degraded lost',
    machine: LEVELS.join(' '),
    premises: 'uninterrupted lost',
    school: 'uninterrupted lost',
    tenant: LEVELS.join(' '),
    use: 'uninterrupted degraded lost',
    workload: LEVELS.join(' '),
  });
});

/** Wrong on purpose: it believes that every feed has a generator. */
const trusting: Evaluator = (model, scenario) => {
  const sites = Object.fromEntries(
    Object.entries(model.sites).map(([key, site]) => [
      key,
      { ...site, feeds: Object.fromEntries(Object.entries(site.feeds).map(([name, feed]) => [name, { ...feed, generator: true }])) },
    ]),
  );
  return evaluate({ ...model, sites }, scenario);
};

const rivals: Rivals = { naive: levelsOf(evaluate), fast: levelsOf(trusting) };

function firstDisagreement() {
  for (const seed of seeds(50)) {
    const model = randomEstate(seed);
    const found = disagreements(rivals, model, scenariosOf(model, seed, 0)).find(({ row }) => row.startsWith('workload:'));
    if (found !== undefined) return { model, found };
  }
  throw new Error('no disagreement');
}

test('what agrees with itself has no disagreement', () => {
  const model = randomEstate(3);
  expect(disagreements({ ...rivals, fast: rivals.naive }, model, someScenarios(model, 3, 30))).toEqual([]);
});

const parts = (model: Model): number => JSON.stringify(model).length;

test('a disagreement is found, and shown on the least that it takes', () => {
  const { model, found } = firstDisagreement();
  expect(found.scenario.id).toMatch(/^mains/);
  const small = shrink(rivals, model, found);
  const left = disagreements(rivals, small, [found.scenario]).find(({ row }) => row === found.row);
  expect(sound(model, small)).toBe(true);
  expect(parts(small)).toBeLessThan(parts(model) / 2);
  // Nothing can go any more.
  expect(shrink(rivals, small, found)).toBe(small);
  const [first, ...lines] = explain(rivals, model, found).split('\n');
  expect(first).toBe(`${found.row}@${found.scenario.id}: naive ${String(left?.naive)}, fast ${String(left?.fast)}, in`);
  expect(lines).toEqual(written(small).split('\n'));
});
