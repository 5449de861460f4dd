/** Every reason that is printed is one, says another evaluator: with it the cell fails, with any one element less it holds. */
import { STOPPED } from '../../config/analysis/levels';
import type { Scenario } from '../../config/analysis/scenarios';
import { namedScenarios } from '../../config/analysis/scenarios';
import type { Model } from '../../config/model/model';
import type { ProofJson } from '../../scripts/prove/schema';
import { type After, isMinimalCut } from '../config/analysis/naive/cuts';
import { evaluate } from '../config/analysis/naive/evaluate';
import { failingAs } from '../config/analysis/naive/promise';
import { checked, filesOf } from '../support/estates';
import { cordee } from '../support/fake-shell';

// Nothing is timed: the reference estate is proved many times, and machines are busy.
jest.setTimeout(600_000);

/** Pairs that are confirmed of each tenant; the naive evaluator takes its time. */
const SAMPLE = 4;

let proof: ProofJson;
let model: Model;
beforeAll(async () => {
  proof = JSON.parse((await cordee(['prove', '-e', 'chelles', '-f', 'json'])).out) as ProofJson;
  model = checked(filesOf('chelles'), 'chelles').model!;
});

/** Numbers that look random and are the same on every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state;
  }
}

function sample<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const random = numbers(seed);
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.next().value % left.length, 1)[0]!);
}

test('every cut of a cell that is not kept is the smallest', () => {
  const named = new Map(namedScenarios(model).map((scenario) => [scenario.id, scenario]));
  const wrong = proof.unmet.filter((cell) => {
    const scenario = named.get(cell.failure);
    return !isMinimalCut(model, cell.row, cell.cut, failingAs(model, cell, scenario), scenario);
  });
  expect(wrong.map(({ id, cut }) => `${id}: ${cut.join(' + ')}`)).toEqual([]);
  expect(proof.unmet.length).toBeGreaterThan(0);
});

const stopped = ({ level }: After): boolean => level >= STOPPED;

test('what takes a tenant alone does, and of a sample of its pairs neither element does alone', () => {
  const wrong = Object.entries(proof.tenants).flatMap(([tenant, { alone, pairs }], index) => {
    const cuts = [...alone.map((element) => [element]), ...sample(pairs, SAMPLE, index + 1)];
    return cuts.filter((cut) => !isMinimalCut(model, `tenant:${tenant}`, cut, stopped)).map((cut) => `${tenant}: ${cut.join(' + ')}`);
  });
  expect(wrong).toEqual([]);
});

test('no other single failure takes a tenant', () => {
  const wrong = proof.failures
    .filter(({ path }) => path !== undefined)
    .flatMap(({ id }) => {
      const scenario: Scenario = { id, kind: 'single', elements: [id], cut: [] };
      const levels = evaluate(model, scenario);
      return Object.entries(proof.tenants).flatMap(([tenant, { alone }]) =>
        alone.includes(id) === levels.get(`tenant:${tenant}`)! >= STOPPED ? [] : [`${tenant}: ${id}`],
      );
    });
  expect(wrong).toEqual([]);
});
