/** Each step leads to what decides how long it takes: a field that the Model has, at that path. */
import { recovery } from '../../../../config/analysis/clock';
import { survivalOf } from '../../../../config/analysis/survival';
import { isRecord } from '../../../../config/walk';
import { modelOf } from '../estates';
import { estateOf, failureOf, RESTARTED } from './support';

const model = modelOf('chelles');

/** Workloads lie below their owners where they are written, and beside them in the Model. */
function valueAt(path: string): unknown {
  const [, owner, key, rest] = /^(?:tenants|services)\.([^.]+)\.workloads\.([^.]+)\.?(.*)$/.exec(path) ?? [];
  const [root, below] = owner === undefined ? [model, path] : [model.workloads[`${owner}/${String(key)}`], rest ?? ''];
  return below
    .split('.')
    .reduce<unknown>((value, name) => (Array.isArray(value) ? value[Number(name)] : isRecord(value) ? value[name] : undefined), root);
}

test('in whatever scenario', () => {
  const survival = survivalOf(model, { pairs: false });
  const paths = new Set<string>();
  const kinds = new Set<string>();
  survival.field.told.forEach((_, index) => {
    const recover = recovery(model, survival.snapshot(index));
    for (const id of Object.keys(model.workloads))
      for (const { path, on } of recover(id).steps) {
        paths.add(path);
        kinds.add(
          path.replace(/^(tenants|services)\.[^.]+\.workloads\.[^.]+|^repositories\.[^.]+/, '…').replace(/\.\d+$|(?<=any)\..*$/, ''),
        );
        if (on !== undefined) expect(on in model.workloads || on.replace('machines/', '') in model.machines).toBe(true);
      }
  });
  expect([...paths].filter((path) => valueAt(path) === undefined)).toEqual([]);
  expect([...kinds].sort()).toEqual([
    'clusters.production.restartTimeout',
    'estate.assumptions.backup.catalogue',
    'estate.assumptions.backup.restoreShare',
    'estate.assumptions.ha.apdTimeout',
    'estate.assumptions.ha.detection',
    'estate.assumptions.ha.startTime',
    'estate.assumptions.intruder.cleanBase',
    'estate.assumptions.intruder.containment',
    'estate.assumptions.intruder.directory',
    'estate.assumptions.operator.console',
    'estate.assumptions.operator.decision',
    'estate.assumptions.operator.each',
    'estate.assumptions.operator.start',
    'estate.assumptions.routing.convergence',
    'estate.assumptions.storage.failover',
    'estate.operations.reactionOutOfHours',
    '….boot',
    '….dependsOn.all',
    '….dependsOn.any',
    '….dependsOn.order',
    '….start',
    '….throughput',
  ]);
});

test('what is waited for is named, and where the need is written', () => {
  const small = estateOf({ a: { dependsOn: { all: ['ville/b'] } }, b: { start: 600 } });
  const { steps } = recovery(small, failureOf(small, { states: { a: RESTARTED, b: RESTARTED } }))('ville/a');
  expect(steps.flatMap(({ on, path }) => (on === undefined ? [] : [[on, path]]))).toEqual([
    ['ville/b', 'tenants.ville.workloads.fichiers.dependsOn.all.0'],
  ]);
});
