/** What somebody starts: one machine after the other over the whole estate, the first in 10 min, each further one in 2. */
import { recovery, recoverySeconds } from '../../../../config/analysis/clock';
import { assuming, bare, estateOf, type Failure, failureOf, HOUR, type Machine, MINUTE, RESTARTED } from './support';

const STOPPED = { own: 4, cause: 'network', stays: 'no-reaction', place: 'agglo' } as const;
const REFUSED = { own: 4, cause: 'host' } as const;
/** Boot, start and routing. */
const UP = 60 + 60 + 10;

const secondsOf = (machines: Readonly<Record<string, Machine>>, failure: Failure, assumed = ''): Record<string, number> => {
  const model = estateOf(machines, assumed === '' ? [] : assuming(assumed));
  const times = recoverySeconds(model, failureOf(model, failure));
  return Object.fromEntries(Object.keys(machines).map((key) => [key, times(`ville/${key}`).seconds]));
};

test('vCenter’s machine first, then by restart priority, then by id, whatever the owner and the site', () => {
  const machines: Record<string, Machine> = {
    a: { restartPriority: 'lowest' },
    b: { owner: 'autre', home: 'agglo' },
    c: {},
    d: { restartPriority: 'highest' },
    vcenter: { restartPriority: 'low', provides: ['vcenter'] },
  };
  const states = { a: STOPPED, b: STOPPED, c: STOPPED, d: STOPPED, vcenter: STOPPED };
  const estate = Object.fromEntries(Object.entries(machines).map(([key, machine]) => [key, { ...machine, owner: 'ville' }]));
  const expected = {
    vcenter: HOUR + 10 * MINUTE + UP,
    d: HOUR + 12 * MINUTE + UP,
    b: HOUR + 14 * MINUTE + UP,
    c: HOUR + 16 * MINUTE + UP,
    a: HOUR + 18 * MINUTE + UP,
  };
  expect(secondsOf(machines, { states })).toEqual(expected);
  expect(secondsOf(estate, { states })).toEqual(expected);
  expect(secondsOf({ a: {}, b: {} }, { states: { a: STOPPED, b: STOPPED } }, 'operator: { start: 20 min, each: 7 min }')).toEqual({
    a: HOUR + 20 * MINUTE + UP,
    b: HOUR + 27 * MINUTE + UP,
  });
});

test('what HA starts within its time is nobody’s work; what needs the last of those started by hand is started after them', () => {
  const machines: Record<string, Machine> = {
    a: {},
    b: { dependsOn: { all: ['ville/a'] } },
    c: {},
    d: { dependsOn: { order: ['ville/b'] } },
  };
  // HA cannot have b on within half an hour, for a comes an hour later; nor d.
  expect(secondsOf(machines, { states: { a: STOPPED, b: RESTARTED, c: RESTARTED, d: RESTARTED } })).toEqual({
    a: HOUR + 10 * MINUTE + UP,
    // On at 72 min, and d at 74: each is up by then, and starts when what it needs works. d waits for an order until 70 min only.
    b: HOUR + 12 * MINUTE + UP,
    c: 20 + 60 + UP,
    d: HOUR + 14 * MINUTE + UP,
  });
});

test('what needs a decision comes after what needs none', () => {
  const machines: Record<string, Machine> = { a: {}, b: { restartPriority: 'highest' }, c: { restartPriority: 'high' } };
  const disks = { systeme: { size: 1024, datastore: 'donnees-mairie-2', unit: 0 } };
  const times = secondsOf(
    { ...machines, b: { ...machines['b'], disks }, c: { ...machines['c'], disks } },
    { states: { a: STOPPED, b: REFUSED, c: REFUSED }, refused: ['donnees-mairie-2'] },
  );
  // It is decided at 90 min, and that side serves 30 s later.
  expect(times).toEqual({
    a: HOUR + 10 * MINUTE + UP,
    b: HOUR + 30 * MINUTE + 30 + 2 * MINUTE + UP,
    c: HOUR + 30 * MINUTE + 30 + 4 * MINUTE + UP,
  });
});

test('what needs a decision comes after what needs none, also where it has been taken by then', () => {
  const disks = { systeme: { size: 1024, datastore: 'donnees-mairie-2', unit: 0 } };
  const machines: Record<string, Machine> = { a: {}, b: {}, c: {}, refused: { restartPriority: 'highest', disks } };
  const states = { a: STOPPED, b: STOPPED, c: STOPPED, refused: REFUSED };
  // a until 70 min, b until 101; decided at 90 min, but c needs nobody's decision.
  expect(secondsOf(machines, { states, refused: ['donnees-mairie-2'] }, 'operator: { each: 31 min }')).toEqual({
    a: HOUR + 10 * MINUTE + UP,
    b: HOUR + 41 * MINUTE + UP,
    c: HOUR + 72 * MINUTE + UP,
    refused: HOUR + 103 * MINUTE + UP,
  });
});

test('the machine that manages the storage lies on storage that refuses: the console on a storage server itself', () => {
  const console: Machine = { provides: ['storage-management'] };
  const elsewhere = { systeme: { size: 1024, datastore: 'donnees-mairie-2', unit: 0 } };
  const failure = { states: { a: REFUSED, console: REFUSED }, refused: ['donnees-mairie-1'] };
  const base = HOUR + 30 * MINUTE + 30 + 10 * MINUTE + UP;
  expect(secondsOf({ a: {}, console }, failure)['a']).toBe(base + 15 * MINUTE);
  expect(secondsOf({ a: {}, console }, failure, 'operator: { console: 40 min }')['a']).toBe(base + 40 * MINUTE);
  // Another that can be opened is enough.
  const two = { a: {}, console, other: { ...console, disks: elsewhere } };
  expect(secondsOf(two, failure)['a']).toBe(base);
});

test('its steps say what it waits for, and add up', () => {
  const model = estateOf({ a: {}, b: {}, console: { provides: ['storage-management'] } });
  const failure = failureOf(model, { states: { a: REFUSED, b: REFUSED, console: REFUSED }, refused: ['donnees-mairie-1'] });
  const { steps, seconds } = recovery(model, failure)('ville/b');
  const who = 'astreinte informatique';
  expect(bare(steps)).toEqual([
    { what: 'somebody reacts, out of office hours (Mon-Fri 08:00-18:00)', seconds: HOUR, basis: 'declared', who },
    { what: 'it is decided which side of the storage serves', seconds: 30 * MINUTE, basis: 'estimated', who: 'responsable informatique' },
    { what: 'DataCore console on a storage server itself', seconds: 15 * MINUTE, basis: 'estimated', who },
    { what: 'that side serves', seconds: 30, basis: 'estimated' },
    { what: 'others are started by hand before it', seconds: 10 * MINUTE, basis: 'estimated', who },
    { what: 'it is started by hand', seconds: 2 * MINUTE, basis: 'estimated', who },
    { what: 'its system boots', seconds: 60, basis: 'declared' },
    { what: 'its service starts', seconds: 60, basis: 'declared' },
    { what: 'routing finds the way to it', seconds: 10, basis: 'estimated' },
  ]);
  expect(steps.reduce((sum, step) => sum + step.seconds, 0)).toBe(seconds);
});
