/** Failures that are judged as one have the same text: whatever the clock and the promises read of a failure tells two texts apart. */
import { likenessOf } from '../../../../config/analysis/verdict/likeness';
import type { WorkloadState } from '../../../../config/analysis/snapshot';
import { modelOf } from '../estates';
import { type Failure, failureOf } from '../clock/support';

const one = modelOf('minimal');
const machine = { site: 'mairie', dependsOn: { all: [], order: [], any: {}, soft: [] } };
const model = { ...one, machines: { horloge: machine } } as unknown as typeof one;
const STATE: WorkloadState = { level: 1, own: 1, within: 1, place: 'agglo', cause: 'host' };
const VOLUME = 'donnees-mairie-1';

const textOf = (failure: Failure, state: Partial<WorkloadState> = {}): string =>
  likenessOf(model, failureOf(model, { elements: ['host:esx-mairie'], ...failure }), [{ ...STATE, ...state }]);
const plain = textOf({});

test.each<[string, string]>([
  ['level', textOf({}, { level: 2 })],
  ['level of its own', textOf({}, { own: 2 })],
  ['level before its users', textOf({}, { within: 0 })],
  ['place', textOf({}, { place: 'mairie' })],
  ['cause', textOf({}, { cause: 'storage' })],
  ['why it stays off', textOf({}, { stays: 'no-room' })],
  ['a volume that refuses', textOf({ refused: [VOLUME] })],
  ['a side that serves no more', textOf({ unserved: [`${VOLUME}@mairie`] })],
  ['a host that is down', textOf({ down: ['host:esx-mairie'] })],
  ['a host of the other site', textOf({ down: ['host:esx-agglo'] })],
  ['a site that is down', textOf({ down: ['site:temoin'] })],
  ['a repository that is down', textOf({ down: ['repository:sauvegarde-agglo'] })],
  ['a machine that is down', textOf({ down: ['machine:horloge'] })],
  ['a cut', textOf({ joined: false })],
  ['a cut between hosts', textOf({ managed: false })],
  ['an intruder', textOf({ elements: ['intruder'] })],
])('%s', (_, text) => {
  expect(text).not.toBe(plain);
});

test('a side that has missed writes, beside one that has not', () => {
  expect(textOf({ refused: [VOLUME], behind: [VOLUME] })).not.toBe(textOf({ refused: [VOLUME] }));
});

test('which element has failed is no part of it', () => {
  expect(textOf({ elements: ['host:esx-agglo'] })).toBe(plain);
});
