/** A service that does not try again until what it needs answers: somebody starts it again. */
import { plan, recovery, recoverySeconds } from '../../../../config/analysis/clock';
import { bare, estateOf, type Failure, failureOf, HOUR, type Machine, MINUTE, ONE_WAVE, RESTARTED } from './support';

const timesOf = (machines: Readonly<Record<string, Machine>>, failure: Failure): Record<string, readonly number[]> => {
  const model = estateOf(machines);
  const times = recoverySeconds(model, failureOf(model, failure));
  return Object.fromEntries(Object.keys(machines).map((key) => [key, [times(`ville/${key}`).seconds, times(`ville/${key}`).inHours]]));
};

test.each<[string, Machine['dependsOn']]>([
  ['all', { all: ['ville/b'] }],
  ['any', { any: { g: ['ville/b', 'ville/c'] } }],
  ['order', { order: ['ville/b'] }],
])('%s: what works later than its own boot has let it fail', (_, dependsOn = {}) => {
  const machines = (retriesStart: boolean): Record<string, Machine> => ({
    a: { dependsOn, retriesStart },
    b: { start: 300 },
    c: { start: 900 },
  });
  const failure = { states: { a: RESTARTED, b: RESTARTED, c: RESTARTED } };
  // b works at 440 s, and a is up at 140: it tries again until then, or an operator starts it, in 10 min once there, out of hours and in.
  expect(timesOf(machines(true), failure)['a']).toEqual([440 + 70, 440 + 70]);
  expect(timesOf(machines(false), failure)['a']).toEqual([HOUR + 10 * MINUTE + 70, 25 * MINUTE + 70]);
});

test('where what it needs comes after whoever acts, it is started again after that', () => {
  const machines: Record<string, Machine> = { a: { dependsOn: { all: ['ville/b'] }, retriesStart: false }, b: { start: 3 * HOUR } };
  const works = 140 + 3 * HOUR;
  expect(timesOf(machines, { states: { a: RESTARTED, b: RESTARTED } })['a']).toEqual([works + 10 * MINUTE + 70, works + 10 * MINUTE + 70]);
});

test('whoever is there at once starts it again when its boot has ended, not before', () => {
  const one = estateOf({ a: { dependsOn: { order: ['ville/b'] }, retriesStart: false }, b: { start: 3 * HOUR } });
  const model = { ...one, estate: { ...one.estate, operations: { ...one.estate.operations, reactionInHours: 0 } } };
  const { inHours } = recoverySeconds(model, failureOf(model, { states: { a: RESTARTED, b: RESTARTED } }))('ville/a');
  // Up at 140 s; the order is nobody's any more.
  expect(inHours).toBe(140 + 10 * MINUTE + 70);
});

test('nobody has to where what it needs was not hit, works before its own boot ends, or is lost; nor for what runs', () => {
  const lost = { own: 7, cause: 'host', level: 7 } as const;
  const needs = (key: string, more: Machine = {}): Machine => ({ dependsOn: { all: [`ville/${key}`] }, retriesStart: false, ...more });
  const times = timesOf(
    { slow: needs('b', { boot: 60 + 60 }), whole: needs('c'), runs: needs('b'), never: needs('lost'), b: {}, c: {}, lost: {} },
    { states: { slow: RESTARTED, whole: RESTARTED, runs: { level: 1 }, never: { ...RESTARTED, level: 7 }, b: RESTARTED, lost } },
  );
  // b works at 200 s; slow is up at that moment.
  expect(times).toMatchObject({
    slow: [ONE_WAVE + 60, ONE_WAVE + 60],
    whole: [ONE_WAVE, ONE_WAVE],
    runs: [ONE_WAVE, ONE_WAVE],
    never: [Infinity, Infinity],
  });
});

test('its steps name who does it, and add up', () => {
  const model = estateOf({ a: { dependsOn: { all: ['ville/b'] }, retriesStart: false }, b: {} });
  const failure = failureOf(model, { states: { a: RESTARTED, b: RESTARTED } });
  const { steps, seconds } = recovery(model, failure)('ville/a');
  const who = 'astreinte informatique';
  expect(bare(steps)).toEqual([
    { what: 'HA notices that hosts are lost', seconds: 20, basis: 'estimated' },
    { what: 'HA starts it in its turn, on 1 host', seconds: 60, basis: 'estimated' },
    { what: 'its system boots', seconds: 60, basis: 'declared' },
    { what: 'it waits for `ville/b`', seconds: 60, basis: 'computed' },
    { what: 'somebody reacts, out of office hours (Mon-Fri 08:00-18:00)', seconds: HOUR - 200, basis: 'declared', who },
    { what: 'it does not try again by itself: it is started again', seconds: 10 * MINUTE, basis: 'estimated', who },
    { what: 'its service starts', seconds: 60, basis: 'declared' },
    { what: 'routing finds the way to it', seconds: 10, basis: 'estimated' },
  ]);
  expect(steps.reduce((sum, step) => sum + step.seconds, 0)).toBe(seconds);
  expect(plan(model, failure, 'ville').map((line) => [line.workload, line.way, line.who])).toEqual([
    ['ville/b', 'ha', undefined],
    ['ville/a', 'ha', who],
  ]);
});
