/** When a promise is broken, at the limits: what is agreed may be used up, and not a second more. */
import type { Level } from '../../../../config/analysis/levels';
import type { Times } from '../../../../config/analysis/clock';
import { missOf } from '../../../../config/analysis/verdict/misses';
import type { Promise } from '../../../../config/analysis/verdict/promise';

const promise: Promise = {
  survives: new Set(['element']),
  back: 100,
  loss: 10,
  restored: { back: 1000, loss: 50 },
  rebuilt: { back: 9000, loss: 70 },
};

const after = (seconds: number, loss: Times['loss'] = 0): Times => ({ seconds, inHours: seconds, loss });

test.each<[Level, Times, string | undefined, number | undefined]>([
  [1, after(100, 10), undefined, undefined],
  [1, after(101), 'survival-late', 100],
  [1, after(100, 11), 'survival-data', 10],
  [1, after(101, 11), 'survival-late', 100],
  [1, after(0, 'all'), 'survival-data', 10],
  [1, after(0, 'not-known'), 'survival-data', 10],
  [3, after(100, 10), undefined, undefined],
  [3, after(101), 'survival-late', 100],
])('outcome %i, %j', (level, times, rule, allowed) => {
  expect(missOf(level, level, times, promise, undefined)).toEqual(
    rule === undefined ? undefined : { rule, ...(allowed === undefined ? {} : { allowed }) },
  );
});

test('what a copy brings back has limits of its own, where a mirror repeats it; what goes on beside has not', () => {
  expect(missOf(3, 3, after(1000, 50), promise, 'restored')).toBeUndefined();
  expect(missOf(3, 3, after(1001), promise, 'restored')).toEqual({ rule: 'survival-late', allowed: 1000 });
  expect(missOf(3, 3, after(9000, 70), promise, 'rebuilt')).toBeUndefined();
  expect(missOf(3, 3, after(9000, 71), promise, 'rebuilt')).toEqual({ rule: 'survival-data', allowed: 70 });
  expect(missOf(2, 2, after(101), promise, 'rebuilt')).toEqual({ rule: 'survival-late', allowed: 100 });
});

test.each<[Level, Level, string]>([
  [4, 4, 'survival-stopped'],
  [5, 4, 'survival-diverged'],
  [6, 6, 'witness-unconfirmed'],
  [7, 7, 'survival-lost'],
  [7, 6, 'survival-unreached'],
])('outcome %i, %i before its users are asked: no time makes it better', (level, within, rule) => {
  expect(missOf(level, within, after(0), promise, 'rebuilt')).toEqual({ rule });
});
