/** Detection, storage failover, waves, and what HA no longer starts: each figure worked out by hand from the assumptions’ defaults. */
import { recoverySeconds } from '../../../../config/analysis/clock';
import type { Cause } from '../../../../config/analysis/snapshot';
import type { Model } from '../../../../config/model/model';
import { assuming, estateOf, type Failure, failureOf, HOUR, MINUTE, ONE_WAVE, RESTARTED } from './support';

const secondsOf = (model: Model, failure: Failure, ...keys: readonly string[]): readonly number[] => {
  const times = recoverySeconds(model, failureOf(model, failure));
  return keys.map((key) => times(`ville/${key}`).seconds);
};

test('what is not hit is not interrupted, in or out of office hours', () => {
  const model = estateOf({ a: {} });
  expect(recoverySeconds(model, failureOf(model, {}))('ville/a')).toEqual({ seconds: 0, inHours: 0, loss: 0 });
});

test('a host is lost: noticed, started in one wave, booted, its service started, routed; the same at any hour', () => {
  const model = estateOf({ a: {} });
  const times = recoverySeconds(model, failureOf(model, { states: { a: RESTARTED } }));
  expect(times('ville/a')).toEqual({ seconds: 20 + 60 + 60 + 60 + 10, inHours: ONE_WAVE, loss: 0 });
});

test.each<[Cause, number]>([
  ['host', 20],
  ['isolation', 60],
  ['storage', 140 + 180], // the hosts give up on their paths, then HA waits
])('%s: detected after %d s', (cause, detection) => {
  const model = estateOf({ a: {} });
  expect(secondsOf(model, { states: { a: { ...RESTARTED, cause } } }, 'a')).toEqual([ONE_WAVE - 20 + detection]);
});

test('the side of its mirror at home is gone: storage fails over first', () => {
  const model = estateOf({ a: {} });
  const failure = { states: { a: RESTARTED }, unserved: ['donnees-mairie-1@mairie'] };
  expect(secondsOf(model, failure, 'a')).toEqual([ONE_WAVE + 30]);
  expect(secondsOf({ ...model, volumes: unmirrored(model) }, failure, 'a')).toEqual([ONE_WAVE]);
});

const unmirrored = (model: Model): Model['volumes'] =>
  Object.fromEntries(Object.entries(model.volumes).map(([key, volume]) => [key, { ...volume, mirrored: false }]));

test('waves: two at a time on the one host that is left, by priority, then by id', () => {
  const model = estateOf(
    { a: { restartPriority: 'lowest' }, b: {}, c: { restartPriority: 'highest' }, d: {}, e: {} },
    assuming('ha: { startsPerHost: 2 }'),
  );
  const states = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((key) => [key, RESTARTED]));
  // c alone, for it has a priority of its own; then b and d, then e; then a.
  expect(secondsOf(model, { states }, 'a', 'b', 'c', 'd', 'e')).toEqual([
    ONE_WAVE + 3 * 60,
    ONE_WAVE + 60,
    ONE_WAVE,
    ONE_WAVE + 60,
    ONE_WAVE + 2 * 60,
  ]);
});

test('each site has its own waves, as wide as the hosts that are left there', () => {
  const one = estateOf({ a: {}, b: {}, c: {} }, assuming('ha: { startsPerHost: 1 }'));
  const model = { ...one, hosts: { ...one.hosts, 'esx-agglo-2': one.hosts['esx-agglo']! } };
  const states = { a: RESTARTED, b: RESTARTED, c: RESTARTED };
  expect(secondsOf(model, { states }, 'a', 'b', 'c')).toEqual([ONE_WAVE, ONE_WAVE, ONE_WAVE + 60]);
  expect(secondsOf(model, { states, down: ['host:esx-agglo-2'] }, 'a', 'b', 'c')).toEqual([ONE_WAVE, ONE_WAVE + 60, ONE_WAVE + 120]);
  expect(secondsOf(model, { states: { ...states, c: { ...RESTARTED, place: 'mairie' } } }, 'a', 'b', 'c')).toEqual([
    ONE_WAVE,
    ONE_WAVE,
    ONE_WAVE,
  ]);
});

test('what can only start later has the first wave that begins then, and there its place in line', () => {
  const model = estateOf({ a: {}, b: {}, c: {}, d: {} }, assuming('ha: { startsPerHost: 1, startTime: 150 s }'));
  const states = { a: { ...RESTARTED, cause: 'storage' as const }, b: RESTARTED, c: RESTARTED, d: RESTARTED };
  // b and c until 20 + 2 × 150 = 320 s, the moment from which a can start, and does; then d.
  expect(secondsOf(model, { states }, 'b', 'c', 'a', 'd')).toEqual([170, 320, 470, 620].map((powered) => powered + 60 + 60 + 10));
});

test('what HA cannot start within half an hour is started by hand, one after the other, once HA has given up and somebody is there', () => {
  const machines = Object.fromEntries(Array.from({ length: 31 }, (_, number) => [`m${String(number).padStart(2, '0')}`, {}]));
  const states = Object.fromEntries(Object.keys(machines).map((key) => [key, RESTARTED]));
  const model = estateOf(machines, assuming('ha: { startsPerHost: 1 }'));
  const times = recoverySeconds(model, failureOf(model, { states }));
  // Machine n is powered on after 20 + 60 (n + 1) s: 1760 s for the 29th, 1820 s for the next, which HA no longer starts.
  expect(times('ville/m28')).toEqual({ seconds: 1760 + 130, inHours: 1760 + 130, loss: 0 });
  expect(times('ville/m29')).toEqual({ seconds: HOUR + 10 * MINUTE + 130, inHours: 30 * MINUTE + 10 * MINUTE + 130, loss: 0 });
  expect(times('ville/m30')).toEqual({ seconds: HOUR + 12 * MINUTE + 130, inHours: 30 * MINUTE + 12 * MINUTE + 130, loss: 0 });
});

test('what is powered on in the very second in which HA gives up is on', () => {
  const model = estateOf({ a: {}, b: {} }, assuming('ha: { startsPerHost: 1, retry: 140 s }'));
  const times = recoverySeconds(model, failureOf(model, { states: { a: RESTARTED, b: RESTARTED } }));
  expect([times('ville/a'), times('ville/b')].map(({ seconds }) => seconds)).toEqual([ONE_WAVE, ONE_WAVE + 60]);
});

test('a decision that comes before HA gives up in office hours, and after it at night', () => {
  const model = estateOf({ a: {} }, assuming('operator: { decision: 5 min }'));
  const failure = { states: { a: { own: 4, cause: 'data', place: 'agglo' } as const }, refused: ['donnees-mairie-1'] };
  const { seconds, inHours } = recoverySeconds(model, failureOf(model, failure))('ville/a');
  expect([inHours, seconds]).toEqual([20 * MINUTE + 30 + 60 + 130, HOUR + 5 * MINUTE + 30 + 10 * MINUTE + 130]);
});

test('what HA starts alone and what waits for an order beyond the reaction of office hours works later at night', () => {
  const model = estateOf({ a: { dependsOn: { order: ['ville/b'] } }, b: { start: 3 * HOUR } });
  const { seconds, inHours } = recoverySeconds(model, failureOf(model, { states: { a: RESTARTED, b: RESTARTED } }))('ville/a');
  expect([inHours, seconds]).toEqual([25 * MINUTE + 70, HOUR + 10 * MINUTE + 70]);
});

test('HA powers nothing on before what it needs', () => {
  const model = estateOf({ a: { dependsOn: { order: ['ville/c'] } }, b: {}, c: {} }, assuming('ha: { startsPerHost: 1 }'));
  const states = { a: RESTARTED, b: RESTARTED, c: RESTARTED };
  // a has the first wave, but c the third: on at 200 s, works at 320. a is on at 260, up at 320, and works at 380.
  expect(secondsOf(model, { states }, 'c', 'a')).toEqual([330, 390]);
});

test('HA does not react, though a host could run it: somebody does', () => {
  const model = estateOf({ a: {} });
  const states = { a: { own: 4, cause: 'network', stays: 'no-reaction', place: 'agglo' } as const };
  const times = recoverySeconds(model, failureOf(model, { states }));
  expect(times('ville/a')).toEqual({ seconds: HOUR + 10 * MINUTE + 130, inHours: 15 * MINUTE + 10 * MINUTE + 130, loss: 0 });
});

test('storage refuses: somebody reacts, a failover is decided, that side serves, and HA has given up long ago', () => {
  const model = estateOf({ a: {} });
  const failure = {
    states: { a: { own: 4, cause: 'host' } as const },
    down: ['host:esx-mairie'],
    unserved: ['donnees-mairie-1@mairie', 'donnees-mairie-1@agglo'],
    refused: ['donnees-mairie-1'],
  };
  const times = (changed: Model) => recoverySeconds(changed, failureOf(changed, failure))('ville/a');
  expect(times(model)).toEqual({
    seconds: HOUR + 30 * MINUTE + 30 + 10 * MINUTE + 130,
    inHours: 15 * MINUTE + 30 * MINUTE + 30 + 10 * MINUTE + 130,
    loss: 0,
  });
  // Decided at once in office hours, HA still tries: its wave instead of the hand.
  const quick = estateOf({ a: {} }, assuming('operator: { decision: 5 min }'));
  expect(times(quick).inHours).toBe(15 * MINUTE + 5 * MINUTE + 30 + 60 + 130);
  // With no host left nobody can start it.
  const lost = failureOf(model, { ...failure, nowhere: ['a'] });
  expect(recoverySeconds(model, lost)('ville/a').seconds).toBe(Infinity);
});

test('storage is only kept from working: it is back when what failed is repaired, and nobody knows when', () => {
  const model = estateOf({ a: {} });
  const failure = failureOf(model, { states: { a: { own: 4, cause: 'data' } }, nowhere: ['a'], out: ['donnees-mairie-1'] });
  expect(recoverySeconds(model, failure)('ville/a')).toEqual({ seconds: Infinity, inHours: Infinity, loss: 0 });
});

test('storage refuses, and the hosts where it would come back have no memory for it: nobody starts it', () => {
  const model = estateOf({ a: {} });
  const failure = failureOf(model, { states: { a: { own: 4, cause: 'data', stays: 'no-room' } }, refused: ['donnees-mairie-1'] });
  expect(recoverySeconds(model, failure)('ville/a').seconds).toBe(Infinity);
});

test('no room, lost, unknown or diverged: nothing that is described brings it back', () => {
  const disks = { systeme: { size: 1024, datastore: 'donnees-mairie-2', unit: 0 } };
  const model = estateOf({ a: {}, b: {}, c: {}, d: { disks } });
  const states = {
    a: { own: 4, cause: 'host', stays: 'no-room', place: 'agglo' },
    b: { own: 7, cause: 'host' },
    c: { own: 6, cause: 'storage' },
    d: { own: 5, cause: 'storage' },
  } as const;
  const times = recoverySeconds(model, failureOf(model, { states, answers: { 'donnees-mairie-2': 'diverged' } }));
  expect(['a', 'b', 'c', 'd'].map((key) => times(`ville/${key}`))).toEqual([
    { seconds: Infinity, inHours: Infinity, loss: 0 },
    { seconds: Infinity, inHours: Infinity, loss: 0 },
    { seconds: Infinity, inHours: Infinity, loss: 0 },
    // Both sides write until somebody reacts and one of them is given up.
    { seconds: Infinity, inHours: Infinity, loss: HOUR + 30 * MINUTE },
  ]);
});
