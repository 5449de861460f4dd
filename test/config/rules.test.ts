/** Each rule against its cases: an estate that it refuses, with every word of what it says, and the nearest one that it accepts. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { check, type Checked } from '../../config/check';
import type { Finding, Place } from '../../config/finding';
import { type Loaded, load } from '../../config/load';
import { parseFile } from '../../config/parse';
import type { SourceFile } from '../../config/source';
import { rules } from '../../config/rules/index';
import type { Rule } from '../../config/rules/rule';
import { AS_OF, checked, filesOf } from '../support/estates';
import { mutated } from './rules/mutations';
import { type Case, CASES, expectedOf, readCase } from './rules/overlay';
import { recording } from './rules/recorder';

const UPDATE = process.env['UPDATE'] === '1';
const foldersOf = (kind: 'err' | 'ok'): string[] => readdirSync(join(CASES, kind)).sort();
/** `<rule>`, or `<rule>+<what>` where one case does not show all that the rule says. */
const ruleOf = (folder: string): Rule | undefined => rules.find(({ id }) => id === folder.split('+')[0]);

/** Cases differ in a few lines of a few files: whatever they have in common is parsed once. */
const parsed = new Map<string, ReturnType<typeof parseFile>>();
const read = (files: readonly SourceFile[]): Loaded =>
  load(files, (sources) =>
    sources.map((source) => {
      const key = `${source.file}\n${source.text}`;
      const known = parsed.get(key) ?? parseFile(source);
      parsed.set(key, known);
      return known;
    }),
  );

const judge = ({ files, asOf }: Case, rule: Rule): Checked => check(read(files), { environment: 'minimal', asOf, rules: [rule] });
const where = ({ file, line, column }: Place): string => `${file}:${String(line)}:${String(column)}`;

function told(finding: Finding): string {
  const level =
    finding.exception !== undefined
      ? `accepted by exception \`${finding.exception}\`: `
      : finding.severity === 'warning'
        ? 'warning: '
        : '';
  return [
    `${where(finding.place)}: ${level}${finding.message} [${finding.rule}]`,
    ...(finding.allowed === undefined ? [] : [`  allowed: ${finding.allowed}`]),
    ...(finding.fix === undefined ? [] : [`  fix: ${finding.fix}`]),
    ...finding.related.map(({ note, place }) => `  ${note}: ${where(place)}`),
  ].join('\n');
}

/** What must be in order for the rule to be judged at all; else the case shows nothing. */
function findingsOf(folder: string, rule: Rule): readonly Finding[] {
  const { findings, notJudged } = judge(readCase(join(CASES, folder, 'patch.yaml')), rule);
  const others = findings.filter((finding) => finding.rule !== rule.id && finding.rule !== 'exception-idle');
  expect(others.map(told)).toEqual([]);
  expect(notJudged).toEqual([]);
  return findings.filter((finding) => finding.rule === rule.id);
}

describe('a rule says exactly this', () => {
  test.each(foldersOf('err'))('%s', (folder) => {
    const rule = ruleOf(folder);
    if (rule === undefined) throw new Error(`${folder} is the case of no rule`);
    const text = findingsOf(join('err', folder), rule)
      .map((finding) => `${told(finding)}\n`)
      .join('');
    const expected = join(CASES, 'err', folder);
    if (UPDATE) writeFileSync(join(expected, 'expected.txt'), text);
    expect(text).toContain(`[${rule.id}]`);
    expect(text.split('\n')).toEqual(expectedOf(expected).split('\n'));
  });
});

describe('a rule accepts', () => {
  test.each(foldersOf('ok'))('%s', (folder) => {
    const rule = ruleOf(folder);
    if (rule === undefined) throw new Error(`${folder} is the case of no rule`);
    expect(findingsOf(join('ok', folder), rule).map(told)).toEqual([]);
  });
});

describe('the rules', () => {
  test('each has a case that it refuses and one that it accepts', () => {
    const lacking = rules.flatMap(({ id }) =>
      (['err', 'ok'] as const).filter((kind) => !existsSync(join(CASES, kind, id, 'patch.yaml'))).map((kind) => `${kind}/${id}`),
    );
    expect(lacking).toEqual([]);
  });

  test('are named after their files, which hold nothing else', () => {
    const files = readdirSync(join(__dirname, '..', '..', 'config', 'rules')).filter(
      (file) => file.endsWith('.ts') && !['rule.ts', 'index.ts'].includes(file),
    );
    expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s explains itself', (id, { title, reason, source, reads }) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z`].*\.$/s);
    expect(reason.split(/[.:?!] |\.$/).length).toBeGreaterThan(2);
    expect(reason).toMatch(/\.$/);
    expect(source.length).toBeGreaterThan(10);
    expect(new Set(reads).size).toBe(reads.length);
  });
});

describe('a rule looks at nothing but what it says it reads', () => {
  const estates = [
    filesOf('minimal'),
    filesOf('chelles'),
    ...foldersOf('err').map((folder) => readCase(join(CASES, 'err', folder, 'patch.yaml')).files),
  ];
  const models = estates.flatMap((files) => check(read(files), { environment: 'minimal', asOf: AS_OF, rules: [] }).model ?? []);
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
    const touched = new Set<string>();
    for (const original of models) {
      const watched = recording(original);
      rule.check(watched.model, () => undefined, { asOf: AS_OF });
      for (const collection of watched.touched) touched.add(collection);
    }
    expect([...touched].filter((collection) => !rule.reads.includes(collection as never))).toEqual([]);
    expect(rule.reads.filter((collection) => !touched.has(collection))).toEqual([]);
  });
});

test('no rule stumbles over an estate, whatever is written in it', () => {
  const bases = ['school', 'services', 'application'].map((shared) =>
    readCase(join(CASES, 'shared', `${shared}.yaml`)).files.map((file) => parseFile(file).parsed),
  );
  const numbers = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 });
  const property = fc.property(fc.constantFrom(...bases), numbers, (files, chosen) => {
    const { findings } = check(mutated(files, chosen), { environment: 'minimal', asOf: AS_OF });
    for (const finding of findings) expect(told(finding)).not.toMatch(/undefined|NaN|Infinity|\[object|: ` | `` /);
  });
  fc.assert(property, { numRuns: 100, seed: 20261123 });
});

describe('the estates of the project pass every rule', () => {
  test.each(['minimal', 'chelles'])('%s', (environment) => {
    const { findings, notJudged } = checked(filesOf(environment), environment);
    expect(findings.filter((finding) => finding.severity === 'error' && finding.exception === undefined).map(told)).toEqual([]);
    expect(notJudged).toEqual([]);
  });

  test.each(readdirSync(join(CASES, 'shared')).sort())('and so does minimal with %s', (file) => {
    const { findings } = checked(readCase(join(CASES, 'shared', file)).files);
    expect(findings.filter((finding) => finding.severity === 'error' && finding.exception === undefined).map(told)).toEqual([]);
  });
});
