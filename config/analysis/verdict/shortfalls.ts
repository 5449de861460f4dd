/** Shortfalls of the books that decide the verdict: without room or without copies no promise can be kept. The others are shown. */
import type { Exception } from '../../model/governance';
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

/** An id says what is short and where, such as `capacity/memory/production`; with less than that a whole book would be accepted. */
const LEAST_PARTS = 3;

/** Whether an exception is about a shortfall: it names its id, or how that begins, for what is short of the same kind there. */
function isAbout({ rule: named, subject }: Pick<Exception, 'rule' | 'subject'>, rule: string, shortfall: Shortfall): boolean {
  if (named === rule) return `${shortfall.id}/`.startsWith(`${subject}/`) && subject.split('/').length >= LEAST_PARTS;
  // The rule of the check says by itself which kinds it accepts, so that its subject is a Model path, as there.
  return (
    named === 'backup-three-levels' && OF_LEVELS.has(shortfall.id.split('/')[1] ?? '') && `${shortfall.subject}.`.startsWith(`${subject}.`)
  );
}

export function judgedShortfalls(model: Model, books: Books, asOf: string): readonly JudgedShortfall[] {
  const { capacity, backup, energy, costs, suppliers, virtualisation, sharedRisks, calls } = books;
  const deciding = (rule: 'shortfall-capacity' | 'shortfall-backup', shortfalls: readonly Shortfall[]): readonly JudgedShortfall[] =>
    shortfalls.map((shortfall) => {
      const found = inOrder(model.exceptions).find(([, exception]) => exception.until >= asOf && isAbout(exception, rule, shortfall));
      return { ...shortfall, rule, ...(found === undefined ? {} : { exception: found[0] }) };
    });
  return [
    ...deciding('shortfall-capacity', capacity.shortfalls),
    ...deciding('shortfall-backup', backup.shortfalls),
    ...[energy, costs, suppliers, virtualisation, sharedRisks, calls].flatMap(({ shortfalls }) => shortfalls),
  ];
}
