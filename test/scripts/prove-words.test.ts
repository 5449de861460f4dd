import { duration } from '../../config/analysis/duration';
import { few, plural, sentence, wrapped } from '../../scripts/prove/words';

test.each([
  [0, '0 s'],
  [0.2, '1 s'],
  [40, '40 s'],
  [59.5, '1 min'],
  [60, '1 min'],
  [61, '1 min 1 s'],
  [3599.5, '1 h'],
  [3600, '1 h'],
  [3601, '1 h 1 min'],
  [15_000, '4 h 10 min'],
  [86_399, '1 d'],
  [86_400, '1 d'],
  [1_047_600, '12 d 3 h'],
  [Infinity, 'never'],
])('%d seconds are %s, rounded up', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('one is one, and thousands are parted', () => {
  expect([plural(1, 'cell'), plural(0, 'cell'), plural(14_546, 'cell'), plural(2, 'copy', 'copies')]).toEqual([
    '1 cell',
    '0 cells',
    '14,546 cells',
    '2 copies',
  ]);
});

test('a count stands for names only where it is shorter', () => {
  expect([few(['a', 'b', 'c'], 2), few(['a', 'b', 'c', 'd'], 2)]).toEqual(['a, b, c', 'a, b and 2 more']);
});

test('clauses are joined to one sentence, each with its place', () => {
  const links = [
    { path: 'a', says: '`x` keeps its disk on `v`' },
    { path: 'b', says: 'which is gone' },
    { path: 'c', says: '`x` comes back from a copy, which may be as old as', seconds: 86_400 },
    { path: 'd', says: 'what takes `x` longest: it boots', seconds: 120 },
  ];
  expect(sentence(links, (path) => `${path}.yaml:1`)).toBe(
    '`x` keeps its disk on `v` (a.yaml:1), which is gone (b.yaml:1), and `x` comes back from a copy, which may be as old as 1 d (c.yaml:1), and what takes `x` longest: it boots, 2 min (d.yaml:1)',
  );
});

test('lines are broken between words, never between a number and its unit', () => {
  const text = `${'word '.repeat(18)}takes 12 h 30 min`;
  expect(wrapped(text, '  ', '    ')).toEqual([`  ${'word '.repeat(18)}takes`, '    12 h 30 min']);
});
