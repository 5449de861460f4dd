/** An exception holds until the end of its last day, for cells and for shortfalls of the books. */
import { booksOf } from '../../../../config/analysis/books';
import { survivalOf } from '../../../../config/analysis/survival';
import { verdictOf } from '../../../../config/analysis/verdict';
import { judgedShortfalls } from '../../../../config/analysis/verdict/shortfalls';
import { modelOf } from '../estates';

const LAST = '2026-12-31';
const NEXT = '2027-01-01';
const one = modelOf('chelles');
const model = {
  ...one,
  exceptions: Object.fromEntries(Object.entries(one.exceptions).map(([key, exception]) => [key, { ...exception, until: LAST }])),
};
const survival = survivalOf(model, { pairs: false });
const accepted = (asOf: string): number => verdictOf(model, survival, asOf).accepted.size;

test('cells', () => {
  expect(accepted(LAST)).toBeGreaterThan(0);
  expect(accepted(NEXT)).toBe(0);
});

test('shortfalls', () => {
  const shortfall = { subject: 'x', message: 'x', basis: 'computed' } as const;
  const exceptions = {
    x: { ...Object.values(model.exceptions)[0]!, rule: 'shortfall-capacity', subject: 'x' },
  } as unknown as typeof model.exceptions;
  const found = (asOf: string) => {
    const books = booksOf(model, asOf);
    const short = { ...books, capacity: { ...books.capacity, shortfalls: [shortfall] } } as unknown as typeof books;
    return judgedShortfalls({ ...model, exceptions }, short, asOf).find(({ subject }) => subject === 'x')?.exception;
  };
  expect([found(LAST), found(NEXT)]).toEqual(['x', undefined]);
});
