/**
 * Terraform and the applier take whole numbers where vSphere and DataCore do, and what they are given is refused at the deployment at the
 * latest. So a quantity is refused where it is written, or no fraction of it is written anywhere.
 */
import { type Leaf, leavesOf, replaced } from '../../config/leaves';
import { load, type Loaded, type RawEntity, withEntities } from '../../config/load';
import { modelUnitOf, parse } from '../../config/model/quantities';
import { problemsOf } from '../../config/schema';
import { check } from '../../config/check';
import type { Model } from '../../config/model/model';
import { renderModel } from '../stacks/rendered';
import { AS_OF, filesOf } from '../support/estates';

const loaded = load(filesOf('chelles'));
const entityOf = (path: string): RawEntity => loaded.entities.get(path)!;

/** What Terraform or an order gets, as the reference estate writes it. */
const REFUSED = [
  'cluster.apdDelay',
  'cluster.restartTimeout',
  'service.workloads.*.disks.*.size',
  'service.workloads.*.memory',
  'snapshot-policy.every',
  'tenant.quota.cpu',
  'tenant.quota.memory',
  'tenant.workloads.*.disks.*.size',
  'tenant.workloads.*.memory',
  'volume.size',
];

/** Half a unit of the Model more. Shares are written in percent. */
function fractional({ schema: { quantity }, value }: Leaf): string {
  const number = parse(quantity!, value as string)!;
  return quantity === 'share' ? `${String(Math.floor(number * 100))}.5 %` : `${String(Math.floor(number))}.5 ${modelUnitOf(quantity!)}`;
}

const quantities = leavesOf(loaded).filter(({ schema }) => schema.quantity !== undefined);
const trials = quantities.map((leaf) => {
  const entity = replaced(entityOf(leaf.entity), leaf.pointer, fractional(leaf));
  return { leaf, problems: problemsOf(entity.collection, entity.data) };
});

/** The estate in which every quantity that may be fractional is. */
function fractions(): Loaded {
  const entities = new Map<string, RawEntity>();
  for (const { leaf, problems } of trials)
    if (problems.length === 0)
      entities.set(leaf.entity, replaced(entities.get(leaf.entity) ?? entityOf(leaf.entity), leaf.pointer, fractional(leaf)));
  return withEntities(loaded, [...entities.values()]);
}

function modelOf(of: Loaded): Model {
  const { model, findings } = check(of, { environment: 'chelles', asOf: AS_OF, rules: [] });
  if (model === undefined) throw new Error(JSON.stringify(findings));
  return model;
}

/** Where numbers with a fraction stand, in Terraform’s JSON and in the orders, which are JSON in a text of it. */
function* fractionsIn(value: unknown, at: string): Generator<string> {
  if (typeof value === 'number' && !Number.isInteger(value)) yield `${at}: ${String(value)}`;
  if (typeof value === 'string' && /^\d+\.\d+$/.test(value)) yield `${at}: ${value}`;
  if (typeof value === 'string' && /^[[{]/.test(value)) yield* fractionsIn(JSON.parse(value), at);
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* fractionsIn(inner, `${at}.${key}`);
}

const written = (model: Model): string[] => [...renderModel(model).stacks].flatMap(([name, { json }]) => [...fractionsIn(json, name)]);

test('whatever quantity has a fraction, it is refused in its file, or Terraform and the applier get none', () => {
  expect(trials.length).toBeGreaterThan(300);
  expect(new Set(trials.flatMap(({ leaf, problems }) => (problems.length === 0 ? [] : [leaf.field])))).toEqual(new Set(REFUSED));
  const before = written(modelOf(loaded));
  expect(written(modelOf(fractions())).filter((place) => !before.includes(place))).toEqual([]);
});
