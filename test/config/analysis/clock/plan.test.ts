/** A tenant’s plan: its workloads and what they wait for, in the order in which they begin, and who decides. */
import { plan, recovery } from '../../../../config/analysis/clock';
import type { PlanLine } from '../../../../config/analysis/clock';
import { assuming, bare, estateOf, failureOf, HOUR, MINUTE, RESTARTED } from './support';

const shown = ({ workload, way, begins, works, inHours, who, waitsFor }: PlanLine): string =>
  [workload, way, begins, works, inHours, who ?? '-', waitsFor ?? '-'].join(' ');

test('in the order in which they begin, with what they wait for, shared workloads among them', () => {
  const model = estateOf(
    {
      a: { dependsOn: { any: { annuaire: ['ville/ad', 'ville/ad-2'] }, all: ['ville/dns'] } },
      dns: { owner: 'noms', home: 'agglo', dependsOn: { any: { heure: ['ville/ad', 'ville/ntp'] } } },
      ntp: { owner: 'heure', home: 'agglo' },
      b: { home: 'agglo', dependsOn: { all: ['ville/a'] } },
      c: { home: 'agglo' },
      ad: { owner: 'annuaire', restartPriority: 'highest', start: 180 },
      'ad-2': { owner: 'annuaire', start: 900 },
      other: { owner: 'autre' },
    },
    assuming('ha: { startsPerHost: 1 }'),
  );
  const states = { a: RESTARTED, ad: RESTARTED, 'ad-2': RESTARTED, other: RESTARTED, b: { level: 1 } as const };
  // ad is on at 80 s, up at 140, works at 320; a at 140 and up at 200: it waits, and works at 380. b goes on then. ad-2 and other are
  // nobody’s, and dns, though it may need ad, was never interrupted.
  expect(plan(model, failureOf(model, { states }), 'ville').map(shown)).toEqual([
    'ville/c runs 0 0 0 - -',
    'ville/b runs 0 380 380 - ville/a',
    'ville/ad ha 20 320 320 - -',
    'ville/a ha 80 380 380 - ville/ad',
  ]);
});

test('who acts and who decides', () => {
  const model = estateOf({ hand: {}, refused: {}, restored: {}, lost: {} });
  const states = {
    hand: { own: 4, cause: 'network', stays: 'no-reaction', place: 'agglo' },
    refused: { own: 4, cause: 'host' },
    restored: { own: 3, cause: 'data', place: 'agglo' },
    lost: { own: 7, cause: 'host' },
  } as const;
  const disks = { systeme: { size: 1024, datastore: 'donnees-mairie-2', unit: 0 } };
  const changed = { ...model, workloads: { ...model.workloads, 'ville/refused': { ...model.workloads['ville/refused']!, disks } } };
  const lines = plan(changed, failureOf(changed, { elements: ['site:mairie'], states, refused: ['donnees-mairie-2'] }), 'ville');
  expect(lines.map(shown)).toEqual([
    `ville/hand by-hand 3600 ${String(HOUR + 10 * MINUTE + 120)} ${String(25 * MINUTE + 120)} astreinte informatique -`,
    `ville/restored restore 3600 ${String(HOUR + 15 * MINUTE + 256 + 120)} ${String(30 * MINUTE + 256 + 120)} astreinte informatique -`,
    // Who started the first is there: two minutes for the next, once it is decided.
    `ville/refused by-hand 5430 ${String(HOUR + 32 * MINUTE + 30 + 120)} ${String(47 * MINUTE + 30 + 120)} responsable informatique -`,
    'ville/lost none Infinity Infinity Infinity - -',
  ]);
  expect(lines.map(({ outcome, place, from }) => [outcome, place, from?.level])).toEqual([
    ['stopped', 'agglo', undefined],
    ['restorable', 'agglo', 'near'],
    ['stopped', 'mairie', undefined],
    ['lost', undefined, undefined],
  ]);
});

test('the steps of what storage refuses name the one who decides', () => {
  const model = estateOf({ a: {} });
  const failure = failureOf(model, {
    states: { a: { own: 4, cause: 'host' } },
    down: ['host:esx-mairie'],
    refused: ['donnees-mairie-1'],
  });
  const { steps, seconds } = recovery(model, failure)('ville/a');
  expect(bare(steps)).toEqual([
    { what: 'somebody reacts, out of office hours (Mon-Fri 08:00-18:00)', seconds: HOUR, basis: 'declared', who: 'astreinte informatique' },
    { what: 'it is decided which side of the storage serves', seconds: 30 * MINUTE, basis: 'estimated', who: 'responsable informatique' },
    { what: 'that side serves', seconds: 30, basis: 'estimated' },
    { what: 'it is started by hand', seconds: 10 * MINUTE, basis: 'estimated', who: 'astreinte informatique' },
    { what: 'its system boots', seconds: 60, basis: 'declared' },
    { what: 'its service starts', seconds: 60, basis: 'declared' },
    { what: 'routing finds the way to it', seconds: 10, basis: 'estimated' },
  ]);
  expect(steps.reduce((sum, step) => sum + step.seconds, 0)).toBe(seconds);
});
