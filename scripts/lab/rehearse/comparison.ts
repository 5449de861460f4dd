/** What was expected next to what was seen, said as it comes and judged at the end. */
import type { ComparedRecord } from './record';
import type { Screen } from './screen';
import { Disagreement } from './step';

/** Names that are written out; more of them are counted. */
const FEW = 3;

export const TWO_MODELS = 'two models of ours: neither shows what a vCenter or a DataCore server would do';

/** Who says what to expect: the step or a file of people, the Model, the proof. */
const EXPECTED_BY = {
  step: 'not as expected',
  model: 'not as described',
  proof: `not as the proof predicts (${TWO_MODELS})`,
} as const;

type ExpectedBy = keyof typeof EXPECTED_BY;

export class Comparison {
  readonly records: ComparedRecord[] = [];
  private readonly complaints: { readonly by: ExpectedBy; readonly what: string }[] = [];

  constructor(private readonly screen: Screen) {}

  get allAgree(): boolean {
    return this.complaints.length === 0;
  }

  line(text: string): void {
    this.screen.line(`  ${text}`);
  }

  add(what: string, expected: string, observed: string): void {
    if (expected !== observed) {
      this.complain('step', what, expected, observed);
      return;
    }
    this.records.push({ what, expected, observed, agrees: true });
    this.line(`as expected: ${what}: ${observed}`);
  }

  /** As `add`, of sets: where they differ, only the difference is shown. */
  names(what: string, expected: readonly string[], observed: readonly string[]): void {
    const missing = expected.filter((name) => !observed.includes(name));
    const extra = observed.filter((name) => !expected.includes(name));
    if (missing.length === 0 && extra.length === 0) this.add(what, named(expected), named(observed));
    else
      this.add(
        what,
        missing.length === 0 ? named(expected) : missing.join(', '),
        extra.length === 0 ? `not ${missing.join(', ')}` : extra.join(', '),
      );
  }

  /**
   * Subject → what it is, twice: every subject that differs is said by its name. Nothing is said where none does, which is returned.
   * `absent` stands for a subject that is not there.
   */
  each(
    by: ExpectedBy,
    what: string,
    expected: ReadonlyMap<string, string>,
    observed: ReadonlyMap<string, string>,
    absent: string,
  ): boolean {
    const subjects = [...new Set([...expected.keys(), ...observed.keys()])].sort();
    const differences = subjects.filter((subject) => expected.get(subject) !== observed.get(subject));
    for (const subject of differences)
      this.complain(by, `${what} ${subject}`, expected.get(subject) ?? absent, observed.get(subject) ?? absent);
    const alike = `${String(expected.size)} alike`;
    if (differences.length === 0) this.records.push({ what, expected: alike, observed: alike, agrees: true });
    return differences.length === 0;
  }

  /** Throws a `Disagreement` that names everything that differed; how it did has been said. */
  agree(): void {
    const told = (Object.keys(EXPECTED_BY) as ExpectedBy[]).flatMap((by) => {
      const own = this.complaints.filter((complaint) => complaint.by === by).map(({ what }) => what);
      return own.length === 0 ? [] : [`${EXPECTED_BY[by]}: ${own.join(', ')}`];
    });
    if (told.length > 0) throw new Disagreement(told.join('; '));
  }

  private complain(by: ExpectedBy, what: string, expected: string, observed: string): void {
    this.complaints.push({ by, what });
    this.records.push({ what, expected, observed, agrees: false });
    this.line(`${EXPECTED_BY[by].toUpperCase().replace(/ \(.*/, '')}: ${what}: ${WORDS[by](expected, observed)}`);
  }
}

const WORDS: Readonly<Record<ExpectedBy, (expected: string, observed: string) => string>> = {
  step: (expected, observed) => `expected ${expected}; observed ${observed}`,
  model: (expected, observed) => `described ${expected}; found ${observed}`,
  proof: (expected, observed) => `the proof says it ${expected}; the lab says it ${observed}`,
};

const named = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.length <= FEW ? [...names].sort().join(', ') : `all ${String(names.length)}`;
