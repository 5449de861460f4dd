/** Every line of the semantics on an estate that a person can check by hand; and the lists of ids, derived a second time. */
import { elementsOf } from '../../../../config/analysis/elements';
import { namedScenarios } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { modelOf } from '../estates';
import { base } from './base';
import { elementIds, namedIds } from './ids';
import { DB, scenarioOf } from './cases/case';
import { type Details, details, evaluate } from './evaluate';
import { holdToCases } from './hold';
import { changed, type Overlay } from './overlay';

describe('the naive evaluator', () => holdToCases(evaluate));

test.each<[string, Overlay<Model>, string, Details]>([
  ['a host', {}, 'host:a1', { level: 1, own: 1, within: 1, place: 'a' }],
  ['all hosts of its side', {}, 'named:compute-a', { level: 1, own: 1, within: 1, place: 'b' }],
  ['its side’s storage, served by the other', {}, 'storage-server:store-a', { level: 0, own: 0, within: 0, place: 'a' }],
  ['its data', {}, 'volume:vol-a', { level: 3, own: 3, within: 3, place: 'a' }],
  [
    'its pool',
    { volumes: { 'vol-a': { mirrored: false, pools: { 'store-b': undefined } } } },
    'pool:store-a/ssd',
    { level: 3, own: 3, within: 3, place: 'a' },
  ],
  ['its storage waits for a decision', {}, 'named:partition-none', { level: 4, own: 4, within: 4, place: 'a' }],
  ['its storage waits for power', {}, 'named:blackout', { level: 4, own: 4, within: 4 }],
  [
    'no reaction, and no room for who starts it',
    { clusters: { main: { apdResponse: 'disabled', isolationResponse: 'none' } }, workloads: { 't/app': { memory: 60 * 1024 } } },
    'switch:a-1 + switch:a-2',
    { level: 4, own: 4, within: 4, place: 'b', stays: 'no-room' },
  ],
  ['its dependency', DB, 'volume:vol-b', { level: 3, own: 0, within: 3, place: 'a' }],
  ['no host', {}, 'host:a1 + host:a2 + host:b1 + host:b2', { level: 7, own: 7, within: 7, stays: 'no-host' }],
  [
    'no reaction',
    { clusters: { main: { apdResponse: 'disabled', isolationResponse: 'none' } } },
    'switch:a-1 + switch:a-2',
    { level: 4, own: 4, within: 4, place: 'b', stays: 'no-reaction' },
  ],
  [
    'no room',
    { workloads: { 't/app': { memory: 60 * 1024 } } },
    'site:a + host:b1',
    { level: 4, own: 4, within: 4, place: 'b', stays: 'no-room' },
  ],
])('what is known of a workload: %s', (_, overlay, failure, expected) => {
  const model = changed(base(), overlay);
  expect(details(model, scenarioOf(model, failure)).get('t/app')).toEqual(expected);
});

test.each([
  ['the estate of the cases', base()],
  ['minimal', modelOf('minimal')],
  ['chelles', modelOf('chelles')],
])('what can fail, and the named failures: %s', (_, model) => {
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
});
