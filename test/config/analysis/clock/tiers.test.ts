/** One restart priority after the other: what holds the next, for how long, and what it does not wait for. Figures are worked out by hand. */
import { recovery, recoverySeconds } from '../../../../config/analysis/clock';
import type { WorkloadState } from '../../../../config/analysis/snapshot';
import type { Model } from '../../../../config/model/model';
import { assuming, bare, estateOf, type Failure, failureOf, HOUR, type Machine, MINUTE, ONE_WAVE, RESTARTED } from './support';

const secondsOf = (model: Model, failure: Failure): Readonly<Record<string, number>> => {
  const times = recoverySeconds(model, failureOf(model, failure));
  return Object.fromEntries(Object.values(model.workloads).map(({ id, key }) => [key, times(id).seconds]));
};
const hit = (...keys: readonly string[]): Readonly<Record<string, Partial<WorkloadState>>> =>
  Object.fromEntries(keys.map((key) => [key, RESTARTED]));
const HIGHEST: Machine = { restartPriority: 'highest' };
const HIGH: Machine = { restartPriority: 'high' };
const patient = (model: Model, restartTimeout: number): Model => ({
  ...model,
  clusters: { ...model.clusters, production: { ...model.clusters['production']!, restartTimeout } },
});
const NO_ROOM = { own: 4, cause: 'host', stays: 'no-room', place: 'agglo' } as const;

test('a priority begins when what comes before it is powered on, though the host could take all at once', () => {
  // On at 80 s and 140 s: it is not waited for until the first works.
  expect(secondsOf(estateOf({ a: {}, b: HIGH }), { states: hit('a', 'b') })).toEqual({ a: ONE_WAVE + 60, b: ONE_WAVE });
  expect(secondsOf(estateOf({ a: {}, b: HIGH, c: HIGHEST }), { states: hit('a', 'b', 'c') })).toEqual({
    a: ONE_WAVE + 120,
    b: ONE_WAVE + 60,
    c: ONE_WAVE,
  });
  // A priority that nobody has takes no time, and what was not hit none either.
  expect(secondsOf(estateOf({ a: { restartPriority: 'lowest' }, b: HIGHEST, c: HIGH }), { states: hit('a', 'b') })).toEqual({
    a: ONE_WAVE + 60,
    b: ONE_WAVE,
    c: 0,
  });
});

test('what has no room is tried until the time is over: ten minutes, or what the cluster says', () => {
  const model = estateOf({ a: {}, b: HIGH });
  const failure = { states: { a: RESTARTED, b: NO_ROOM } };
  expect(secondsOf(model, failure)).toEqual({ a: ONE_WAVE + 600, b: Infinity });
  expect(secondsOf(patient(model, 120), failure)).toEqual({ a: ONE_WAVE + 120, b: Infinity });
  // Where others of its priority are on does not matter.
  expect(secondsOf(estateOf({ a: {}, b: HIGH, c: HIGH }), { states: { ...failure.states, c: RESTARTED } })['a']).toBe(ONE_WAVE + 600);
});

test.each<[string, Failure, number]>([
  ['lost', { states: { b: { own: 7, cause: 'host' } } }, 600],
  ['its data are restored', { states: { b: { own: 3, cause: 'data', place: 'agglo' } } }, 600],
  ['its volume waits for what failed', { states: { b: { own: 4, cause: 'data' } }, nowhere: ['b'], out: ['donnees-mairie-2'] }, 600],
  ['its volume waits for a decision', { states: { b: { own: 4, cause: 'data', place: 'agglo' } }, refused: ['donnees-mairie-2'] }, 600],
  ['HA does not react', { states: { b: { own: 4, cause: 'network', stays: 'no-reaction', place: 'agglo' } } }, 0],
  ['it runs', { states: { b: { level: 1 } } }, 0],
])('of a higher priority: %s', (_, failure, held) => {
  const disks = { systeme: { size: 1024, datastore: 'donnees-mairie-2', unit: 0 } };
  const model = estateOf({ a: {}, b: { ...HIGH, disks } });
  expect(secondsOf(model, { ...failure, states: { a: RESTARTED, ...failure.states } })['a']).toBe(ONE_WAVE + held);
});

test('each priority holds the next anew, until HA gives up', () => {
  const never = { b: NO_ROOM, c: NO_ROOM };
  const two = estateOf({ a: {}, b: HIGH, c: HIGHEST });
  expect(secondsOf(two, { states: { a: RESTARTED, ...never } })['a']).toBe(ONE_WAVE + 2 * 600);
  // The third would begin after 20 + 3 × 600 s: HA tries for half an hour, and then somebody starts it.
  const three = estateOf({ a: { restartPriority: 'low' }, b: HIGH, c: HIGHEST, d: {} });
  const failure = failureOf(three, { states: { a: RESTARTED, ...never, d: NO_ROOM } });
  const { seconds, steps } = recovery(three, failure)('ville/a');
  expect(seconds).toBe(HOUR + 10 * MINUTE + 130);
  expect(bare(steps).slice(0, 3)).toEqual([
    { what: 'HA notices that hosts are lost', seconds: 20, basis: 'estimated' },
    { what: 'HA turns to higher restart priorities first', seconds: 30 * MINUTE - 20, basis: 'computed' },
    { what: 'HA gives up, and somebody reacts', seconds: 30 * MINUTE, basis: 'estimated', who: 'astreinte informatique' },
  ]);
});

test('a long line holds the next priority for no longer than that', () => {
  // At the other site, where nobody waits before it: three waves are over at 200 s, but HA turns to a at 20 + 90.
  const model = patient(estateOf({ a: {}, b: HIGH, c: HIGH, d: HIGH }, assuming('ha: { startsPerHost: 1 }')), 90);
  const states = { ...hit('b', 'c', 'd'), a: { ...RESTARTED, place: 'mairie' } };
  expect(secondsOf(model, { states })).toEqual({ a: ONE_WAVE + 90, b: ONE_WAVE, c: ONE_WAVE + 60, d: ONE_WAVE + 120 });
  // In the same line it comes after them all the same.
  expect(secondsOf(model, { states: hit('a', 'b', 'c', 'd') })['a']).toBe(ONE_WAVE + 180);
});

test('both sites of a cluster are one, unless their hosts do not hear each other', () => {
  const model = estateOf({ a: {}, b: HIGH });
  const states = { a: { ...RESTARTED, place: 'mairie' }, b: RESTARTED };
  expect(secondsOf(model, { states })['a']).toBe(ONE_WAVE + 60);
  expect(secondsOf(model, { states, managed: false })['a']).toBe(ONE_WAVE);
  // What can be started nowhere is tried at both.
  expect(secondsOf(model, { states: { ...states, b: { own: 7, cause: 'host' } }, managed: false })['a']).toBe(ONE_WAVE + 600);
});

test('clusters do not wait for each other', () => {
  const one = estateOf({ a: {}, b: { ...HIGH, cluster: 'bureaux' }, c: { cluster: 'bureaux' } });
  const model = {
    ...one,
    clusters: { ...one.clusters, bureaux: one.clusters['production']! },
    hosts: { ...one.hosts, bureau: { ...one.hosts['esx-agglo']!, cluster: 'bureaux' } },
  };
  expect(secondsOf(model, { states: hit('a', 'b', 'c') })).toEqual({ a: ONE_WAVE, b: ONE_WAVE, c: ONE_WAVE + 60 });
  expect(secondsOf(model, { states: { ...hit('a', 'c'), b: NO_ROOM } })).toEqual({ a: ONE_WAVE, b: Infinity, c: ONE_WAVE + 600 });
});

test('what HA notices later holds the others all the same', () => {
  // Its hosts give up on their storage after 320 s; it is on at 380.
  const states = { a: RESTARTED, b: { ...RESTARTED, cause: 'storage' as const } };
  expect(secondsOf(estateOf({ a: {}, b: HIGH }), { states })).toEqual({ b: 320 + 60 + 130, a: 380 + 60 + 130 });
});

test('what needs a lower priority holds it, and comes after it', () => {
  const needing = estateOf({ a: {}, b: { ...HIGH, dependsOn: { order: ['ville/a'] } } });
  // HA waits for b from 20 s to 620, turns to a, which is on at 680 and works at 800; b is on at 740, up at 800, and works at 860.
  expect(secondsOf(needing, { states: hit('a', 'b') })).toEqual({ a: ONE_WAVE + 600, b: 870 });
  // The other way round a waits for b to be powered on, not to work.
  const needed = estateOf({ a: { dependsOn: { order: ['ville/b'] } }, b: HIGH });
  expect(secondsOf(needed, { states: hit('a', 'b') })).toEqual({ a: ONE_WAVE + 60, b: ONE_WAVE });
});

test('steps say how long HA is at higher priorities, and lead to the cluster', () => {
  const model = estateOf({ a: {}, b: HIGH });
  const { steps } = recovery(model, failureOf(model, { states: { a: RESTARTED, b: NO_ROOM } }))('ville/a');
  expect(steps.slice(0, 3)).toEqual([
    { what: 'HA notices that hosts are lost', seconds: 20, basis: 'estimated', path: 'estate.assumptions.ha.detection' },
    { what: 'HA turns to higher restart priorities first', seconds: 600, basis: 'computed', path: 'clusters.production.restartTimeout' },
    { what: 'HA starts it in its turn, on 1 host', seconds: 60, basis: 'estimated', path: 'estate.assumptions.ha.startTime' },
  ]);
});
