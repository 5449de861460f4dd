/**
 * After an intruder: ground first, then the catalogue, the directory, and all others. A machine of 40 GiB comes back at 160 MiB/s in 256 s
 * from either disk, after 15 min for the empty machine; it boots and starts in 60 s each.
 */
import { recovery, recoverySeconds } from '../../../../config/analysis/clock';
import type { Model } from '../../../../config/model/model';
import { AGE, assuming, bare, DAY, estateOf, failureOf, HOUR, type Machine, MINUTE } from './support';

const GONE = { own: 3, cause: 'data', place: 'mairie' } as const;
const ALONE = 15 * MINUTE + 256 + 60 + 60;
/** Somebody reacts, the intruder is shut out, hosts are made anew. */
const GROUND = HOUR + 24 * HOUR + 12 * HOUR;

const taken = (model: Model) => {
  const states = Object.fromEntries(Object.values(model.workloads).map(({ key }) => [key, GONE]));
  return failureOf(model, { elements: ['intruder'], states });
};
const secondsOf = (machines: Readonly<Record<string, Machine>>, assumed = ''): Record<string, number> => {
  const model = estateOf(machines, assumed === '' ? [] : assuming(assumed));
  const times = recoverySeconds(model, taken(model));
  return Object.fromEntries(Object.keys(machines).map((key) => [key, times(`ville/${key}`).seconds]));
};

test('ground, then the director and its catalogue, then the directory, then the others by priority', () => {
  const machines: Record<string, Machine> = {
    a: {},
    ad: { provides: ['directory'], restartPriority: 'low' },
    'ad-2': { provides: ['directory'], restartPriority: 'lowest' },
    b: { restartPriority: 'high' },
    directeur: { provides: ['backup-director'], restartPriority: 'lowest' },
  };
  // The catalogue takes an hour after the director, the directory eight after its first controller. Then b from one disk, a from the other
  // at the same time, and ad-2, which is only one of the others, after b.
  const catalogue = ALONE + HOUR;
  const directory = catalogue + ALONE + 8 * HOUR;
  expect(secondsOf(machines)).toEqual({
    directeur: GROUND + catalogue + 10,
    ad: GROUND + directory + 10,
    b: GROUND + directory + ALONE + 10,
    a: GROUND + directory + ALONE + 10,
    'ad-2': GROUND + directory + 256 + ALONE + 10,
  });
});

test('each assumption of it is a field; without a directory there is nothing to wait for, and a catalogue is read also where no director is described', () => {
  expect(secondsOf({ a: {} })).toEqual({ a: GROUND + HOUR + ALONE + 10 });
  expect(secondsOf({ a: {} }, 'intruder: { containment: 2 h, cleanBase: 3 h }, backup: { catalogue: 2 h }')).toEqual({
    a: 8 * HOUR + ALONE + 10,
  });
  expect(secondsOf({ ad: { provides: ['directory'] } }, 'intruder: { containment: 2 h, cleanBase: 3 h, directory: 4 h }')).toEqual({
    ad: 7 * HOUR + ALONE + 4 * HOUR + 10,
  });
});

test('that no director is described is said', () => {
  const model = estateOf({ a: {} });
  expect(bare(recovery(model, taken(model))('ville/a').steps).map(({ what }) => what)).toContain(
    'no director of the backup is described: one is made anew, and reads its catalogue',
  );
});

test('one controller of each owner first, with what they need; the director waits for nobody', () => {
  const times = secondsOf({
    ad: { provides: ['directory'], dependsOn: { order: ['ville/dns'], any: { heure: ['ville/ntp', 'ville/ntp-2'] } } },
    'ad-ecoles': { owner: 'ecoles', provides: ['directory'] },
    directeur: { provides: ['backup-director'], dependsOn: { all: ['ville/dns'] } },
    dns: { restartPriority: 'lowest' },
    ntp: { restartPriority: 'lowest' },
    'ntp-2': { restartPriority: 'lowest' },
  });
  // After the catalogue dns and then ad-ecoles from one disk, ad and then ntp from the other. ad has its data with dns, and starts after it.
  const catalogue = GROUND + ALONE + HOUR;
  const controllers = catalogue + 256 + ALONE;
  expect(times).toEqual({
    directeur: catalogue + 10,
    dns: catalogue + ALONE + 10,
    ntp: controllers + 10,
    ad: controllers + 8 * HOUR + 10,
    'ad-ecoles': controllers + 8 * HOUR + 10,
    'ntp-2': controllers + 8 * HOUR + ALONE + 10,
  });
});

test('only what could not be changed counts', () => {
  const one = estateOf({ a: {} });
  const repositories = Object.fromEntries(
    Object.entries(one.repositories).map(([key, { immutability: _, ...repository }]) => [key, repository]),
  );
  const wiped = { ...one, repositories };
  const told = [one, wiped].map((model) => recovery(model, taken(model))('ville/a'));
  expect(told.map(({ loss, from }) => [loss, from?.level])).toEqual([
    [AGE, 'near'],
    [7 * DAY + AGE, 'tape'],
  ]);
});

test('its steps name every stage and who acts, and add up', () => {
  const model = estateOf({
    a: { restartPriority: 'low' },
    ad: { provides: ['directory'] },
    b: {},
    c: {},
    directeur: { provides: ['backup-director'] },
  });
  const told = recovery(model, taken(model));
  const [onCall, decider] = ['astreinte informatique', 'responsable informatique'];
  const ground = [
    { what: 'somebody reacts, out of office hours (Mon-Fri 08:00-18:00)', seconds: HOUR, basis: 'declared', who: onCall },
    {
      what: 'the intruder is shut out, evidence is kept, and it is decided to restore',
      seconds: 24 * HOUR,
      basis: 'estimated',
      who: decider,
    },
    { what: 'hosts, vCenter and backup servers are made anew', seconds: 12 * HOUR, basis: 'estimated', who: onCall },
  ];
  const data = (from: string, level: string) => [
    {
      what: `its machine is made and its data come back from \`${from}\` (${level})`,
      seconds: 15 * MINUTE + 256,
      basis: 'estimated',
    },
    { what: 'its system boots', seconds: 60, basis: 'declared' },
  ];
  const end = [
    { what: 'its service starts', seconds: 60, basis: 'declared' },
    { what: 'routing finds the way to it', seconds: 10, basis: 'estimated' },
  ];
  const catalogue = {
    what: 'the director `ville/directeur` is restored and has read its catalogue',
    seconds: ALONE + HOUR,
    basis: 'estimated',
    who: onCall,
  };
  expect(bare(told('ville/directeur').steps)).toEqual([
    ...ground,
    ...data('sauvegarde-mairie', 'near'),
    { what: 'it reads its catalogue: until then it knows no copies', seconds: HOUR, basis: 'estimated', who: onCall },
    ...end,
  ]);
  expect(bare(told('ville/ad').steps)).toEqual([
    ...ground,
    catalogue,
    // The director has left the nearer disk long before.
    ...data('sauvegarde-mairie', 'near'),
    { what: 'the directory is recovered from it, the other controllers made from it', seconds: 8 * HOUR, basis: 'estimated', who: onCall },
    ...end,
  ]);
  expect(bare(told('ville/a').steps)).toEqual([
    ...ground,
    catalogue,
    { what: '`ville/ad`: the first controller of each directory is restored', seconds: ALONE, basis: 'estimated', who: onCall },
    {
      what: 'the directory is recovered, its other controllers made from the first',
      seconds: 8 * HOUR,
      basis: 'estimated',
      who: onCall,
    },
    { what: 'others are restored before it from `sauvegarde-mairie`', seconds: 256, basis: 'estimated' },
    ...data('sauvegarde-mairie', 'near'),
    ...end,
  ]);
  for (const key of ['a', 'ad', 'directeur']) {
    const { steps, seconds } = told(`ville/${key}`);
    expect(steps.reduce((sum, step) => sum + step.seconds, 0)).toBe(seconds);
  }
});
