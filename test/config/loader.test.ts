/**
 * Whatever stands in a file, the check answers: it never throws, every finding is at a place that exists, and its words are for people.
 * Runs are the same every time; CORDEE_FUZZ=20000 looks further, with another beginning each time.
 */
import * as fc from 'fast-check';
import { builtInRules } from '../../config/built-in-rules';
import { check } from '../../config/check';
import type { Finding, Place } from '../../config/finding';
import { load } from '../../config/load';
import { parseFile } from '../../config/parse';
import { rules } from '../../config/rules/index';
import type { ParsedFile, SourceFile } from '../../config/source';
import { AS_OF, filesOf } from '../support/estates';

const FAR = Number(process.env['CORDEE_FUZZ'] ?? 0);
const settings = (runs: number): fc.Parameters<unknown> => (FAR > 0 ? { numRuns: FAR } : { numRuns: runs, seed: 7 });

/** Only the changed file is parsed anew. */
const known = new Map<string, { parsed: ParsedFile; findings: Finding[] }>();
function parsedOnce(source: SourceFile): { parsed: ParsedFile; findings: Finding[] } {
  const key = `${source.file}\n${source.text}`;
  const found = known.get(key) ?? parseFile(source);
  known.set(key, found);
  return found;
}

function judge(files: readonly SourceFile[], changedFile: SourceFile): readonly Finding[] {
  const all = [...files.filter(({ file }) => file !== changedFile.file), changedFile];
  const loaded = load(all, (sources) => sources.map((source) => (source === changedFile ? parseFile(source) : parsedOnce(source))));
  return check(loaded, { environment: 'fuzzed', asOf: AS_OF }).findings;
}

const RULES = new Set([...builtInRules, ...rules].map(({ id }) => id));
const NOT_FOR_PEOPLE = /undefined|\[object |NaN\b|is not a function|Cannot read/;

function expectSound(findings: readonly Finding[], files: readonly SourceFile[], changedFile: SourceFile): void {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  texts.set(changedFile.file, changedFile.text);
  const wrongPlace = ({ file, line, column, length }: Place): boolean => {
    // A file that is missing is placed where it belongs.
    const lines = (texts.get(file) ?? '').split('\n');
    const text = lines[line - 1];
    return text === undefined || line < 1 || column < 1 || column > text.length + 1 || length < 1;
  };
  const wrong = findings.filter(({ rule, place, related, message, allowed = '', fix = '', subject }) => {
    // What a person wrote is quoted, and may be anything.
    const words = [message, allowed, fix, subject].map((text) => text.replace(/`[^`]*`/g, ''));
    const unfit = words.some((text) => NOT_FOR_PEOPLE.test(text)) && !NOT_FOR_PEOPLE.test(changedFile.text);
    return [place, ...related.map((other) => other.place)].some(wrongPlace) || unfit || !RULES.has(rule) || message === '';
  });
  expect(wrong).toEqual([]);
}

const ODD = [
  '\t',
  '\u0000',
  '\ufeff',
  '\u2028',
  '\u202e',
  'é',
  '🏛️',
  '\ud800',
  '\r',
  '\r\n',
  ' ',
  '',
  ':',
  '-',
  '#',
  '&a ',
  '*a ',
  '<<: ',
  '!!binary ',
  '!x ',
  '? ',
  '| ',
  '> ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '`',
  '%',
  '@',
  '---\n',
  '...\n',
  'constructor: 1\n',
  '__proto__: 1\n',
  'toString',
  'undefined',
];
const VALUES = [
  'null',
  '~',
  'true',
  'yes',
  '0',
  '-1',
  '1e999',
  '.inf',
  '.nan',
  '9'.repeat(400),
  '0x1F',
  '0o17',
  '1.5',
  "''",
  '[]',
  '{}',
  '[[[]]]',
  '{ a: { b: c } }',
  '2027-13-45',
  '10.0.0.0/33',
  '::',
  '64 gib',
  '-4 h',
  'a'.repeat(5000),
  '*x',
  '&x y',
  '!!int 3',
  '? a : b',
];

const mutation = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat(), size: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), size: fc.integer({ min: 1, max: 80 }) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 8 })),
  }),
  fc.record({ kind: fc.constant('swap' as const), at: fc.nat(), with: fc.nat() }),
  fc.record({
    kind: fc.constant('value' as const),
    at: fc.nat(),
    text: fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 12 })),
  }),
  fc.record({
    kind: fc.constant('key' as const),
    at: fc.nat(),
    text: fc.oneof(
      fc.constantFrom('constructor', '__proto__', 'Ville', 'a--b', '42', 'null', 'é', 'x'.repeat(60), '"a.b"', '[a]'),
      fc.string({ maxLength: 12 }),
    ),
  }),
  fc.record({ kind: fc.constant('indent' as const), at: fc.nat(), text: fc.constantFrom('\t', ' ', '    ') }),
  fc.record({ kind: fc.constant('truncate' as const), at: fc.nat() }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(text: string, change: Mutation): string {
  const at = change.at % (text.length + 1);
  const lines = text.split('\n');
  const row = change.at % lines.length;
  const line = lines[row] ?? '';
  const withLine = (replaced: string): string => lines.with(row, replaced).join('\n');
  switch (change.kind) {
    case 'delete':
      return text.slice(0, at) + text.slice(at + change.size);
    case 'repeat':
      return text.slice(0, at + change.size) + text.slice(at);
    case 'insert':
      return text.slice(0, at) + change.text + text.slice(at);
    case 'swap':
      return lines
        .with(row, lines[change.with % lines.length] ?? '')
        .with(change.with % lines.length, line)
        .join('\n');
    case 'value':
      return withLine(line.replace(/: .*$/, () => `: ${change.text}`));
    case 'key':
      return withLine(line.replace(/[^\s:]+:/, () => `${change.text}:`));
    case 'indent':
      return withLine(change.text + line);
    case 'truncate':
      return text.slice(0, at);
  }
}

describe.each([
  ['minimal', 300],
  ['chelles', 60],
] as const)('whatever is done to the files of %s', (environment, runs) => {
  const files = filesOf(environment);
  test('the check answers', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 4 }), (chosen, changes) => {
        const original = files[chosen % files.length]!;
        const changedFile = { file: original.file, text: changes.reduce(mutated, original.text) };
        expectSound(judge(files, changedFile), files, changedFile);
      }),
      settings(runs),
    );
  });
});

test.each([
  '',
  '\n',
  '#\n',
  '---\n',
  'null\n',
  '[]\n',
  '42\n',
  'text\n',
  '"',
  '\ufeff',
  '{}\n',
  'a: 1\n',
  '- a\n',
  '\t',
  '---\n---\n',
  '&a {}\n',
  '? {}\n: x\n',
  '%YAML 9.9\n---\n{}\n',
])('a file that holds only %j', (text) => {
  for (const file of ['estate.yaml', 'ducts.yaml', 'exceptions.yaml', 'networks.yaml', 'sites/mairie.yaml', 'tenants/ville.yaml']) {
    const changedFile = { file, text };
    expectSound(judge(filesOf('minimal'), changedFile), filesOf('minimal'), changedFile);
  }
});

test('a whole value, a whole line of anything in place of each file', () => {
  const files = filesOf('minimal');
  fc.assert(
    fc.property(fc.nat(), fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom(...ODD, ...VALUES)), (chosen, text) => {
      const changedFile = { file: files[chosen % files.length]!.file, text };
      expectSound(judge(files, changedFile), files, changedFile);
    }),
    settings(150),
  );
});

test.each([
  'tenants/../x.yaml',
  'tenants/a/b.yaml',
  'Tenants.yaml',
  'tenant.yaml',
  '.yaml',
  'tenants/.yaml',
  'estate/x.yaml',
  'sites.yml',
  'a b.yaml',
  'constructor.yaml',
  '__proto__.yaml',
  'constructor/x.yaml',
])('a file named %s is named in one finding', (file) => {
  const changedFile = { file, text: 'title: x\n' };
  const findings = judge(filesOf('minimal'), changedFile);
  expectSound(findings, filesOf('minimal'), changedFile);
  expect(findings.filter(({ rule }) => rule === 'file-name').map(({ place }) => place.file)).toEqual([file]);
});
