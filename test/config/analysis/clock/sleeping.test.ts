/** Hosts that power management let sleep boot first, where what HA starts does not fit on those that are always on. */
import { recovery, recoverySeconds } from '../../../../config/analysis/clock';
import { singles } from '../../../../config/analysis/scenarios';
import { survivalOf } from '../../../../config/analysis/survival';
import type { Model } from '../../../../config/model/model';
import { modelOf } from '../estates';
import { disagreements } from '../naive/agree';
import { randomEstate } from '../naive/estates';
import { told as naive } from '../naive/told';
import { together } from '../survival/fast';
import { assuming, bare, estateOf, failureOf, type Machine, MINUTE, ONE_WAVE, RESTARTED } from './support';

const GIB = 1024;

/** Two hosts of 128 GiB at the other site, of which `keepOn` are always on. Each keeps 12 GiB for itself, and a machine takes 2 % more. */
function sleeping(machines: Readonly<Record<string, Machine>>, automation: 'manual' | 'automated', keepOn: number, assumed = ''): Model {
  const one = estateOf(machines, assumed === '' ? [] : assuming(assumed));
  const host = one.hosts['esx-agglo']!;
  return {
    ...one,
    hardware: { ...one.hardware, [host.hardware]: { ...one.hardware[host.hardware]!, memory: 128 * GIB } },
    hosts: { ...one.hosts, 'esx-agglo-2': host },
    clusters: {
      ...one.clusters,
      production: { ...one.clusters['production']!, dpm: { automation, keepOn: { mairie: 1, agglo: keepOn } } },
    },
  };
}

const secondsOf = (model: Model, down: readonly string[] = []): readonly number[] => {
  const states = Object.fromEntries(Object.values(model.workloads).map(({ key }) => [key, RESTARTED]));
  const times = recoverySeconds(model, failureOf(model, { states, down }));
  return Object.keys(model.workloads).map((id) => times(id).seconds);
};
const large = (gib: number): Machine => ({ memory: gib * GIB });

test('they boot once, before the first wave, where one host has no memory for all that is to start', () => {
  // 113 GiB and 2 % are 115.26 of 116 GiB; 114 and 2 % are 116.28.
  expect(secondsOf(sleeping({ a: large(113) }, 'automated', 1))).toEqual([ONE_WAVE]);
  expect(secondsOf(sleeping({ a: large(114) }, 'automated', 1))).toEqual([ONE_WAVE + 8 * MINUTE]);
  expect(secondsOf(sleeping({ a: large(114) }, 'automated', 1, 'ha: { hostBoot: 5 min }'))).toEqual([ONE_WAVE + 5 * MINUTE]);
  // Two hosts, one at a time: the second wave waits no more than the first.
  expect(secondsOf(sleeping({ a: large(60), b: large(60), c: large(1) }, 'automated', 1, 'ha: { startsPerHost: 1 }'))).toEqual([
    ONE_WAVE + 8 * MINUTE,
    ONE_WAVE + 8 * MINUTE,
    ONE_WAVE + 8 * MINUTE + 60,
  ]);
});

test('what runs on the hosts that are kept on takes its memory first', () => {
  const booting = (own: Machine): boolean => {
    const model = sleeping({ a: large(60), own: { ...large(60), ...own } }, 'automated', 1);
    const { seconds } = recoverySeconds(model, failureOf(model, { states: { a: RESTARTED } }))('ville/a');
    expect([ONE_WAVE, ONE_WAVE + 8 * MINUTE]).toContain(seconds);
    return seconds > ONE_WAVE;
  };
  expect(booting({ home: 'agglo' })).toBe(true);
  // Of 116 GiB, a takes 61.2, and 53 GiB and 2 % more are 54.06.
  expect(booting({ home: 'agglo', memory: 53 * GIB })).toBe(false);
  expect(booting({ home: 'mairie' })).toBe(false);
  expect(booting({ home: 'agglo', cluster: 'management' })).toBe(false);
});

test('two kept hosts of chelles do not take both what they carry and what comes from the other site', () => {
  const model = modelOf('chelles', [
    ['clusters/production.yaml', 'drs: fully', 'dpm: { automation: automated, keepOn: { mairie: 2, agglo: 2 } }\ndrs: fully'],
  ]);
  const only = [{ id: 'site:mairie', kind: 'single', elements: ['site:mairie'], cut: [] } as const];
  const recover = recovery(model, survivalOf(model, { only }).snapshot(1));
  const secondsOf = (id: string, told: string): number | undefined => recover(id).steps.find(({ what }) => what === told)?.seconds;
  // What comes first waits for them, and what comes after it for that and for the waves of two priorities.
  expect(secondsOf('gestion/vcenter', 'hosts that power management let sleep boot')).toBe(8 * MINUTE);
  expect(secondsOf('ville/finances', 'HA turns to higher restart priorities first')).toBe(8 * MINUTE + 2 * 60);
});

test('none sleeps where a person decides it, all are kept on, or no other is up', () => {
  expect(secondsOf(sleeping({ a: large(114) }, 'manual', 1))).toEqual([ONE_WAVE]);
  expect(secondsOf(sleeping({ a: large(114) }, 'automated', 2))).toEqual([ONE_WAVE]);
  expect(secondsOf(sleeping({ a: large(114) }, 'automated', 1), ['host:esx-agglo-2'])).toEqual([ONE_WAVE]);
});

test('they boot when HA turns to the first priority that is to start there', () => {
  const model = sleeping({ a: large(114), b: { restartPriority: 'high' } }, 'automated', 1);
  const failure = failureOf(model, { states: { a: RESTARTED, b: { ...RESTARTED, place: 'mairie' } } });
  const { seconds, steps } = recovery(model, failure)('ville/a');
  expect(seconds).toBe(ONE_WAVE + 60 + 8 * MINUTE);
  expect(bare(steps).slice(1, 3)).toEqual([
    { what: 'HA turns to higher restart priorities first', seconds: 60, basis: 'computed' },
    { what: 'hosts that power management let sleep boot', seconds: 8 * MINUTE, basis: 'estimated' },
  ]);
});

test('what can only start after they are awake does not wait for them', () => {
  const model = sleeping({ a: large(100), b: large(100) }, 'automated', 1, 'ha: { hostBoot: 3 min }');
  const failure = failureOf(model, { states: { a: RESTARTED, b: { ...RESTARTED, cause: 'storage' } } });
  const told = recovery(model, failure);
  // The hosts sleep from 20 s to 200 s; b could start at 320 s.
  expect([told('ville/a').seconds, told('ville/b').seconds]).toEqual([ONE_WAVE + 3 * MINUTE, 320 + 60 + 130]);
  const wakes = { what: 'hosts that power management let sleep boot', seconds: 3 * MINUTE, basis: 'estimated' };
  expect(bare(told('ville/a').steps).slice(0, 3)).toEqual([
    { what: 'HA notices that hosts are lost', seconds: 20, basis: 'estimated' },
    wakes,
    { what: 'HA starts it in its turn, on 2 hosts', seconds: 60, basis: 'estimated' },
  ]);
  expect(bare(told('ville/b').steps)).not.toContainEqual(wakes);
});

test('the naive clock says the same, on estates by chance of which hosts sleep', () => {
  let woken = 0;
  for (let seed = 0; seed < 60; seed++) {
    const one = randomEstate(seed);
    const keepOn = Object.fromEntries(Object.keys(one.sites).map((site) => [site, 1]));
    const asleep = { automation: 'automated', keepOn } as const;
    const clusters = Object.fromEntries(Object.entries(one.clusters).map(([key, cluster]) => [key, { ...cluster, dpm: asleep }]));
    const model = { ...one, clusters };
    const scenarios = singles(model).filter(({ id }) => /^(site|host|room|storage-server):/.test(id));
    const fast = together(model, scenarios);
    expect([seed, disagreements({ naive, fast }, model, scenarios)]).toEqual([seed, []]);
    const awake = together(one, scenarios);
    woken += scenarios.filter((scenario) => String([...fast(model, scenario)]) !== String([...awake(one, scenario)])).length;
  }
  expect(woken).toBeGreaterThan(10);
});
