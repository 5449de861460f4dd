/**
 * What is restored, from which copy, when, and with which loss. On the smallest estate a machine of 40 GiB comes back at 160 MiB/s in 256 s
 * from either disk, after 15 min for the empty machine; copies are a day old at most, cartridges eight.
 */
import { recovery } from '../../../../config/analysis/clock';
import type { Model } from '../../../../config/model/model';
import { AGE, DAY, estateOf, type Failure, failureOf, HOUR, MINUTE, RESTARTED } from './support';

const GONE = { own: 3, cause: 'data', place: 'mairie' } as const;
const ALONE = 15 * MINUTE + 256 + 60 + 60;

const of = (model: Model, failure: Failure) => {
  const recoveries = recovery(model, failureOf(model, { elements: ['volume:donnees-mairie-1'], ...failure }));
  return (key: string): string => {
    const { seconds, inHours, loss, from } = recoveries(`ville/${key}`);
    return `${String(seconds)} ${String(inHours)} ${String(loss)} ${from?.level ?? '-'}`;
  };
};
const said = (out: number, inHours: number, loss: number, level: string): string => [out, inHours, loss, level].join(' ');

test('a volume is gone: somebody reacts, and the nearest copy comes back', () => {
  const times = of(estateOf({ a: {} }), { states: { a: GONE } });
  expect(times('a')).toBe(said(HOUR + ALONE + 10, 15 * MINUTE + ALONE + 10, AGE, 'near'));
});

test.each<[string, readonly string[], number, number, string]>([
  ['the other disk', ['repository:sauvegarde-mairie'], ALONE, AGE, 'far'],
  // From tape 40 GiB at 120 MiB/s are 342 s, after four hours for the cartridges.
  ['cartridges', ['repository:sauvegarde-mairie', 'repository:sauvegarde-agglo'], 4 * HOUR + 342 + 120, 7 * DAY + AGE, 'tape'],
  [
    'cartridges in a new drive',
    ['repository:sauvegarde-mairie', 'repository:sauvegarde-agglo', 'repository:bandes'],
    3 * DAY + 342 + 120,
    7 * DAY + AGE,
    'tape',
  ],
])('what is left when the nearer are down: %s', (_, down, restored, loss, level) => {
  const times = of(estateOf({ a: {} }), { states: { a: GONE }, down });
  expect(times('a')).toBe(said(HOUR + restored + 10, 15 * MINUTE + restored + 10, loss, level));
});

test('no usable copy, no way back', () => {
  const down = ['repository:sauvegarde-mairie', 'repository:sauvegarde-agglo', 'repository:bandes', 'site:temoin'];
  expect(of(estateOf({ a: {} }), { states: { a: { ...GONE, own: 7 } }, answers: { 'donnees-mairie-1': 'gone' }, down })('a')).toBe(
    'Infinity Infinity all -',
  );
  expect(of(estateOf({ a: {} }), { states: { a: GONE }, down })('a')).toBe('Infinity Infinity all -');
});

test('several share the repositories, by priority; the other disk serves as well, for its copies are as fresh', () => {
  const model = estateOf({ a: {}, b: {}, c: { restartPriority: 'high' } });
  const times = of(model, { states: { a: GONE, b: GONE, c: GONE } });
  // c from the near one, a from the far one at the same time, b after c.
  const after = (seconds: number): string => String(HOUR + seconds + 10);
  expect(
    ['c', 'a', 'b'].map((key) =>
      times(key)
        .split(' ')
        .filter((_, at) => at === 0 || at === 3),
    ),
  ).toEqual([
    [after(ALONE), 'near'],
    [after(ALONE), 'far'],
    [after(ALONE + 256), 'near'],
  ]);
});

test('what was restarted waits for what is restored, and the other way round', () => {
  const model = estateOf({ a: { dependsOn: { all: ['ville/b'] } }, b: {}, c: { dependsOn: { all: ['ville/d'] } }, d: { start: 2 * HOUR } });
  const times = of(model, { states: { a: RESTARTED, b: GONE, c: GONE, d: RESTARTED } });
  expect(times('a').split(' ')[0]).toBe(String(HOUR + ALONE + 60 + 10));
  // d is on at 80 s, up at 140 and works two hours later; c has its data long before.
  expect(times('c').split(' ')[0]).toBe(String(140 + 2 * HOUR + 60 + 10));
});
