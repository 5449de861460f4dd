/** Shortfalls of the books that decide the verdict: without room or without copies no promise can be kept. The others are shown. */
import { inOrder, type Model } from '../../model/model';
import type { Books } from '../books';
import type { Shortfall } from '../claim';

export interface JudgedShortfall extends Shortfall {
  /** What an exception names to accept it; absent where it is shown and decides nothing. */
  readonly rule?: 'shortfall-capacity' | 'shortfall-backup';
  /** Key of the exception that accepts it. */
  readonly exception?: string;
}

/** Kinds of shortfalls of backups that a missing level leads to: what the check has accepted of them need not be accepted twice. */
const OF_LEVELS: ReadonlySet<string> = new Set(['copies', 'media', 'elsewhere']);

/** Rules that an exception may name: that of the shortfall, and the one of the check that says the same. */
const rulesOf = (rule: string, { id }: Shortfall): readonly string[] =>
  rule === 'shortfall-backup' && OF_LEVELS.has(id.split('/')[1] ?? '') ? [rule, 'backup-three-levels'] : [rule];

export function judgedShortfalls(model: Model, books: Books, asOf: string): readonly JudgedShortfall[] {
  const { capacity, backup, energy, costs, suppliers, virtualisation, sharedRisks, calls } = books;
  const deciding = (rule: 'shortfall-capacity' | 'shortfall-backup', shortfalls: readonly Shortfall[]): readonly JudgedShortfall[] =>
    shortfalls.map((shortfall) => {
      const found = inOrder(model.exceptions).find(
        ([, exception]) =>
          rulesOf(rule, shortfall).includes(exception.rule) &&
          exception.until >= asOf &&
          (shortfall.id === exception.subject ||
            shortfall.subject === exception.subject ||
            shortfall.subject.startsWith(`${exception.subject}.`)),
      );
      return { ...shortfall, rule, ...(found === undefined ? {} : { exception: found[0] }) };
    });
  return [
    ...deciding('shortfall-capacity', capacity.shortfalls),
    ...deciding('shortfall-backup', backup.shortfalls),
    ...[energy, costs, suppliers, virtualisation, sharedRisks, calls].flatMap(({ shortfalls }) => shortfalls),
  ];
}
