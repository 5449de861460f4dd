/** Every number of the JSON is one: what is endless, or nobody knows, is said in words. */
import pc from 'picocolors';
import { proofOf } from '../../config/analysis';
import type { Model } from '../../config/model/model';
import { proofJson } from '../../scripts/prove/proof-json';
import { planJson } from '../../scripts/prove/plan-json';
import { tenantPlanOf } from '../../config/analysis/tenants';
import { modelOf } from '../config/analysis/estates';
import { randomEstate } from '../config/analysis/naive/estates';
import { AS_OF } from '../support/estates';

// Nothing is timed: machines are busy.
jest.setTimeout(600_000);

/** Paths of what `JSON.stringify` would write as `null`, or leave out in silence. */
function unsaid(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${String(value)}`];
  if (value === undefined || value === null) return [`${path}: ${String(value)}`];
  return typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => unsaid(inner, `${path}/${key}`)) : [];
}

const jsonOf = (model: Model) =>
  proofJson({
    model,
    proof: proofOf(model, AS_OF),
    broken: [],
    command: (words) => words,
    asOf: AS_OF,
    at: (path) => path,
    source: (path) => path,
    folder: '',
    colors: pc.createColors(false),
  });

test.each(['minimal', 'chelles'] as const)('%s', (environment) => {
  expect(unsaid(jsonOf(modelOf(environment)))).toEqual([]);
});

test('estates by chance, and every word for data that are lost is needed', () => {
  const words = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const model = randomEstate(seed);
    const json = jsonOf(model);
    expect([seed, unsaid(json)]).toEqual([seed, []]);
    const proof = proofOf(model, AS_OF);
    for (const tenant of Object.keys(model.tenants))
      expect([seed, unsaid(planJson({ at: (path) => path }, tenantPlanOf(model, proof, tenant)))]).toEqual([seed, []]);
    for (const { data, loss } of json.unmet) words.add(`${data} ${loss === undefined ? 'without' : loss === 0 ? 'none' : 'seconds'}`);
  }
  expect([...words].sort()).toEqual(['aged seconds', 'all without', 'kept none', 'not-known without']);
});
