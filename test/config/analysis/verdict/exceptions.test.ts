/** An exception holds until the end of its last day, for cells and for shortfalls of the books, and accepts of these what it names. */
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

const minimal = modelOf('minimal');
const inMinimal = survivalOf(minimal, { pairs: false });

test.each<[string, string, boolean]>([
  ['survival-stopped', 'carrier:fournisseur', true],
  ['survival-stopped', 'tenants.ville.workloads.fichiers', true],
  ['survival-stopped', 'tenants.ville', true],
  ['survival-stopped', 'tenants', false],
  ['survival-stopped', 'tenants.vi', false],
  ['survival-stopped', 'tenants.ville.workloads.fich', false],
  ['survival-stopped', 'carrier', false],
  ['survival-stopped', 'witness', false],
  ['survival-stopped', 'storage', false],
  ['survival-lost', 'carrier:fournisseur', false],
  ['witness-unconfirmed', 'tenants.ville', false],
])('the network of the one supplier fails: %s about %s', (rule, subject, covers) => {
  const exceptions = { x: { ...Object.values(one.exceptions)[0]!, rule, subject, until: LAST } };
  const cell = verdictOf({ ...minimal, exceptions }, inMinimal, LAST).unmet.find(({ failure }) => failure === 'carrier:fournisseur');
  expect([cell?.rule, cell?.exception]).toEqual(['survival-stopped', covers ? 'x' : undefined]);
});

/** Ids of the shortfalls that an exception accepts, of those that are given. */
function acceptedBy(rule: string, subject: string, ids: readonly string[], asOf = LAST): readonly string[] {
  const exceptions = { x: { ...Object.values(model.exceptions)[0]!, rule, subject } } as unknown as typeof model.exceptions;
  const books = booksOf(model, asOf);
  const shortfalls = (book: string) =>
    ids
      .filter((id) => id.startsWith(`${book}/`))
      .map((id) => ({ id, subject: SUBJECT, what: 'x', places: [], basis: 'computed' }) as const);
  const short = {
    ...books,
    capacity: { ...books.capacity, shortfalls: shortfalls('capacity') },
    backup: { ...books.backup, shortfalls: shortfalls('backup') },
  };
  return judgedShortfalls({ ...model, exceptions }, short, asOf).flatMap(({ id, exception }) => (exception === 'x' ? [id] : []));
}

/** What all of them are about: as a subject it would accept whatever is short there. */
const SUBJECT = 'tenants.ville.workloads.ged';

const SHORT = [
  'capacity/memory/production/site:agglo',
  'capacity/memory/production/named:site-agglo-and-esx-mairie-1',
  'capacity/memory/production-2/site:agglo',
  'capacity/cpu/production/site:agglo',
];

test('shortfalls, until the end of the last day', () => {
  expect([LAST, NEXT].map((asOf) => acceptedBy('shortfall-capacity', SHORT[0]!, SHORT, asOf))).toEqual([[SHORT[0]], []]);
});

test.each([
  ['capacity/memory/production', SHORT.slice(0, 2)],
  ['capacity/memory/production/site:agglo', SHORT.slice(0, 1)],
  ['capacity/memory', []],
  ['capacity', []],
  ['capacity/memory/prod', []],
  [SUBJECT, []],
])('an exception about %s accepts what is short of this kind, there', (subject, accepted) => {
  expect(acceptedBy('shortfall-capacity', subject, SHORT)).toEqual(accepted);
  expect(acceptedBy('shortfall-backup', subject, SHORT)).toEqual([]);
});

test('one about the levels of backup accepts, of an entity, what a missing level leads to', () => {
  const short = ['copies', 'media', 'elsewhere', 'untouchable', 'unnoticed'].map((kind) => `backup/${kind}/ville/ged`);
  const of = (subject: string) => acceptedBy('backup-three-levels', subject, short);
  expect([SUBJECT, 'tenants.ville', 'tenants.vi', 'backup/copies/ville/ged'].map(of)).toEqual([
    short.slice(0, 3),
    short.slice(0, 3),
    [],
    [],
  ]);
  expect(acceptedBy('backup-three-levels', SUBJECT, SHORT)).toEqual([]);
  expect(acceptedBy('shortfall-backup', 'backup/copies/ville', short)).toEqual(['backup/copies/ville/ged']);
});
