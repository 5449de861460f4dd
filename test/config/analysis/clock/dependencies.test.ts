/** What a workload waits for: all, order, the first of each group, other clusters, circles, and the cut between the sites. */
import { plan, recovery, recoverySeconds } from '../../../../config/analysis/clock';
import type { Model } from '../../../../config/model/model';
import { bare, estateOf, type Failure, failureOf, HOUR, type Machine, MINUTE, ONE_WAVE, RESTARTED } from './support';

const secondsOf = (machines: Readonly<Record<string, Machine>>, failure: Failure): Readonly<Record<string, number>> => {
  const model = estateOf(machines);
  const times = recoverySeconds(model, failureOf(model, failure));
  return Object.fromEntries(Object.keys(machines).map((key) => [key, times(`ville/${key}`).seconds]));
};

test('all: its service starts when the last of what it needs works', () => {
  const times = secondsOf(
    { a: { dependsOn: { all: ['ville/b', 'ville/c'] } }, b: { start: 300 }, c: {}, d: { dependsOn: { all: ['ville/a'] } } },
    { states: { a: RESTARTED, b: RESTARTED, c: RESTARTED, d: RESTARTED } },
  );
  // On at 80 s, up at 140. c works at 200, b at 440, a at 500, d at 560; users are there 10 s later.
  expect(times).toEqual({ a: 510, b: 450, c: 210, d: 570 });
});

test('what was not hit goes on as soon as what it needs works, without a start of its own', () => {
  const times = secondsOf(
    { a: { dependsOn: { all: ['ville/b'], order: ['ville/c'] } }, b: {}, c: { start: HOUR } },
    { states: { a: { level: 1 }, b: RESTARTED, c: RESTARTED } },
  );
  expect(times['a']).toBe(ONE_WAVE);
});

test('any: the first member of each group; a physical machine that is up counts at once', () => {
  const machines = {
    a: { dependsOn: { any: { noms: ['ville/b', 'ville/c'], heure: ['ville/d', 'machines/horloge'] } } },
    b: { start: 300 },
    c: { start: 200 },
    d: { start: 900 },
  };
  const model = {
    ...estateOf(machines),
    machines: { horloge: { site: 'agglo', dependsOn: { all: [], order: [], any: {}, soft: [] } } },
  } as unknown as Model;
  const states = { a: RESTARTED, b: RESTARTED, c: RESTARTED, d: RESTARTED };
  const secondsWith = (failure: Failure): number => recoverySeconds(model, failureOf(model, { states, ...failure }))('ville/a').seconds;
  // c works at 340 s, a a minute later.
  expect(secondsWith({})).toBe(410);
  // Without the machine it waits for d, which works at 1040 s.
  expect(secondsWith({ down: ['machine:horloge'] })).toBe(1110);
});

test('a physical machine that is up is back when what it needs works, and what needs it waits for that', () => {
  const needing = { dependsOn: { all: ['machines/porte'] } };
  const one = estateOf({ a: needing, b: { start: 300 }, c: needing, d: { dependsOn: { all: ['ville/c'] }, cluster: 'production' } });
  const porte = { site: 'mairie', dependsOn: { all: ['ville/b'], order: [], any: {}, soft: [] } };
  const model = { ...one, machines: { porte } } as unknown as Model;
  const states = { a: RESTARTED, b: RESTARTED, c: { level: 1 }, d: { level: 1 } } as const;
  const told = recovery(model, failureOf(model, { states, levels: { 'machine:porte': 1 } }));
  // b works at 440 s, and the machine with it; a starts then, c and d go on.
  expect(['a', 'b', 'c', 'd'].map((key) => told(`ville/${key}`).seconds)).toEqual([510, 450, 450, 450]);
  expect(bare(told('machines/porte').steps)).toEqual([
    { what: 'it waits for `ville/b`', seconds: 440, basis: 'computed' },
    { what: 'routing finds the way to it', seconds: 10, basis: 'estimated' },
  ]);
  // The plan names whom they wait for, and goes on to whom that waits for; nobody starts the machine.
  expect(plan(model, failureOf(model, { states }), 'ville').map(({ workload, waitsFor }) => [workload, waitsFor])).toEqual([
    ['ville/c', 'machines/porte'],
    ['ville/d', 'ville/c'],
    ['ville/b', undefined],
    ['ville/a', 'machines/porte'],
  ]);
  const down = recoverySeconds(model, failureOf(model, { states, down: ['machine:porte'] }));
  expect(['a', 'c'].map((key) => down(`ville/${key}`).seconds)).toEqual([Infinity, Infinity]);
});

test('across clusters HA keeps no order: somebody does, in and out of office hours', () => {
  const machines = { a: { dependsOn: { all: ['ville/b'] } }, b: { cluster: 'bureaux' }, c: { dependsOn: { order: ['ville/b'] } } };
  const one = estateOf(machines);
  const model = {
    ...one,
    clusters: { ...one.clusters, bureaux: one.clusters['production']! },
    hosts: { ...one.hosts, bureau: { ...one.hosts['esx-agglo']!, cluster: 'bureaux' } },
  };
  const times = recoverySeconds(model, failureOf(model, { states: { a: RESTARTED, b: RESTARTED, c: RESTARTED } }));
  const byHand = { seconds: HOUR + 10 * MINUTE + 60 + 10, inHours: 15 * MINUTE + 10 * MINUTE + 60 + 10, loss: 0 };
  expect([times('ville/b').seconds, times('ville/a'), times('ville/c')]).toEqual([ONE_WAVE, byHand, byHand]);
  // What runs already needs nobody: it goes on when the other works.
  const running = recoverySeconds(model, failureOf(model, { states: { a: { level: 1 }, b: RESTARTED } }));
  expect(running('ville/a')).toEqual({ seconds: ONE_WAVE, inHours: ONE_WAVE, loss: 0 });
});

test('order: it is waited for until somebody starts what nobody needs to wait for', () => {
  const times = secondsOf(
    { a: { dependsOn: { order: ['ville/b'] } }, b: { start: 300 }, c: { dependsOn: { order: ['ville/lost'] } }, lost: {} },
    { states: { a: RESTARTED, b: RESTARTED, c: RESTARTED, lost: { own: 7, cause: 'host' } } },
  );
  expect(times).toEqual({ a: 440 + 70, b: 450, c: HOUR + 10 * MINUTE + 70, lost: Infinity });
});

test('what needs something lost is not back, but a group needs one member only', () => {
  const times = secondsOf(
    {
      a: { dependsOn: { all: ['ville/lost'] } },
      b: { dependsOn: { any: { g: ['ville/lost', 'ville/c'] } } },
      c: {},
      lost: {},
      d: { dependsOn: { all: ['ville/a'] } },
    },
    {
      states: {
        a: { ...RESTARTED, level: 7 },
        b: RESTARTED,
        c: RESTARTED,
        d: { level: 7 },
        lost: { own: 7, cause: 'host' },
      },
    },
  );
  expect(times).toEqual({ a: Infinity, b: 270, c: ONE_WAVE, d: Infinity, lost: Infinity });
});

test('a circle of groups ends: one is started without waiting, the others after it', () => {
  const circle = (...members: readonly string[]): Machine => ({ dependsOn: { any: { g: members.map((key) => `ville/${key}`) } } });
  const states = { a: RESTARTED, b: RESTARTED, c: RESTARTED };
  expect(secondsOf({ a: circle('b'), b: circle('c'), c: circle('a') }, { states })).toEqual({ a: 210, b: 330, c: 270 });
  // A member that was not hit, or is no part of the circle, breaks it.
  expect(secondsOf({ a: circle('b', 'd'), b: circle('a'), d: {} }, { states: { a: RESTARTED, b: RESTARTED } })).toEqual({
    a: 210,
    b: 270,
    d: 0,
  });
  // One that runs goes on with the one that is started.
  expect(secondsOf({ a: circle('b'), b: circle('a') }, { states: { a: { level: 1 }, b: RESTARTED } })).toEqual({ a: 210, b: 210 });
  // A circle that needs something lost is not started.
  const lost = { own: 7, cause: 'host', level: 7 } as const;
  expect(
    secondsOf(
      { a: { dependsOn: { any: { g: ['ville/b'] }, all: ['ville/lost'] } }, b: circle('a'), lost: {} },
      { states: { a: { ...RESTARTED, level: 7 }, b: { ...RESTARTED, level: 7 }, lost } },
    ),
  ).toEqual({ a: Infinity, b: Infinity, lost: Infinity });
});

test('a circle waits for what it needs outside of itself', () => {
  const times = secondsOf(
    { a: { dependsOn: { any: { g: ['ville/b'] }, all: ['ville/c'] } }, b: { dependsOn: { any: { g: ['ville/a'] } } }, c: { start: 900 } },
    { states: { a: RESTARTED, b: RESTARTED, c: RESTARTED } },
  );
  // c works at 1040 s; a is the first of the circle that may start.
  expect(times).toEqual({ a: 1110, b: 1170, c: 1050 });
});

test('a cut between the sites: what runs at the other side is of no use', () => {
  const machines = {
    a: { dependsOn: { any: { g: ['ville/there', 'ville/here'] } } },
    there: { home: 'agglo' },
    here: { start: 300 },
  };
  const at = { ...RESTARTED, place: 'mairie' };
  expect(secondsOf(machines, { states: { a: at, here: at }, joined: true })['a']).toBe(ONE_WAVE);
  expect(secondsOf(machines, { states: { a: at, here: at }, joined: false })['a']).toBe(440 + 70);
});

test('what stands at the third site is behind no cut', () => {
  const one = estateOf({ a: { dependsOn: { all: ['machines/horloge'] } }, b: { dependsOn: { all: ['machines/porte'] } } });
  const machine = (site: string) => ({ site, dependsOn: { all: [], order: [], any: {}, soft: [] } });
  const model = { ...one, machines: { horloge: machine('temoin'), porte: machine('mairie') } } as unknown as Model;
  const times = recoverySeconds(model, failureOf(model, { states: { a: RESTARTED, b: RESTARTED }, joined: false }));
  expect(times('ville/a').seconds).toBe(ONE_WAVE);
  expect(times('ville/b').seconds).toBe(Infinity);
});

test('users whose path is lost do not reach what works', () => {
  expect(secondsOf({ a: {} }, { states: { a: { ...RESTARTED, level: 7 } } })).toEqual({ a: Infinity });
});

test('steps tell who waits for whom, and add up', () => {
  const model = estateOf({ a: { dependsOn: { all: ['ville/b'] } }, b: { start: 300 } });
  const told = recovery(model, failureOf(model, { states: { a: RESTARTED, b: RESTARTED }, unserved: ['donnees-mairie-1@mairie'] }));
  expect(bare(told('ville/a').steps)).toEqual([
    { what: 'HA notices that hosts are lost', seconds: 20, basis: 'estimated' },
    { what: 'the side of its mirrors that is left serves', seconds: 30, basis: 'estimated' },
    { what: 'HA starts it in its turn, on 1 host', seconds: 60, basis: 'estimated' },
    { what: 'its system boots', seconds: 60, basis: 'declared' },
    { what: 'it waits for `ville/b`', seconds: 300, basis: 'computed' },
    { what: 'its service starts', seconds: 60, basis: 'declared' },
    { what: 'routing finds the way to it', seconds: 10, basis: 'estimated' },
  ]);
  expect(told('ville/a').seconds).toBe(540);
});
