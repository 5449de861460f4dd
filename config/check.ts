/** Syntax, shape, references, then the rules of the domain: everything that is wrong, in one pass over the files. */
import { builtInRules } from './built-in-rules';
import { proofRules } from './proof-rules';
import { type Finding, sortFindings } from './finding';
import { type Loaded, type RawEntity } from './load';
import { type Collection, collections, kindOf } from './model/index';
import type { Model } from './model/model';
import { didYouMean } from './nearest';
import { holdersOf, type Names, namesOf, OWNERS } from './names';
import { resolve } from './resolve';
import { rules as allRules } from './rules/index';
import type { Rule, RuleContext, Verdict } from './rules/rule';
import { problemsOf, type SchemaProblem } from './schema';
import { described, references } from './walk';

export interface Checked {
  readonly findings: readonly Finding[];
  /** Rules that could not be judged because what they read has errors of syntax, shape or reference. */
  readonly notJudged: readonly string[];
  /** Present when the files have no such error: what the rules judged, and what everything else is made from. */
  readonly model?: Model;
}

export interface CheckOptions extends RuleContext {
  readonly environment: string;
  readonly rules?: readonly Rule[];
  /** Findings of shape for an entity; replaceable by a cache. */
  readonly shape?: (collection: Collection, data: unknown, file: string) => SchemaProblem[];
}

export function check(loaded: Loaded, options: CheckOptions): Checked {
  const findings: Finding[] = [...loaded.findings];
  const broken = new Set<Collection>(loaded.broken);
  const names = namesOf(loaded.entities.values());
  const shape = options.shape ?? problemsOf;

  for (const [path, entity] of loaded.entities) {
    const problems = shape(entity.collection, entity.data, entity.parsed.file);
    for (const problem of problems) {
      const { pointer, aim, ...text } = problem;
      findings.push({
        rule: 'schema',
        severity: 'error',
        subject: path,
        place: loaded.place(path, aim, pointer),
        related: [],
        ...text,
      });
    }
    const dangling = referenceFindings(loaded, path, entity, names, broken);
    findings.push(...dangling);
    if (problems.length + dangling.length > 0) broken.add(entity.collection);
  }
  for (const collection of collections.filter((c) => kindOf(c).single && !loaded.entities.has(c) && !broken.has(c))) {
    broken.add(collection);
    findings.push({
      rule: 'missing-file',
      severity: 'error',
      subject: collection,
      related: [],
      place: { file: `${collection}.yaml`, line: 1, column: 1, length: 1 },
      message: `\`${collection}.yaml\` is missing`,
      fix: `describe it: ${kindOf(collection).schema.description ?? ''}`,
    });
  }

  const rules = options.rules ?? allRules;
  const intact = [...loaded.entities.values()].filter((entity) => !broken.has(entity.collection));
  const model = resolve(options.environment, intact, names);
  const notJudged: string[] = [];
  for (const rule of rules) {
    if (rule.reads.some((collection) => broken.has(collection))) notJudged.push(rule.id);
    else rule.check(model, (verdict) => findings.push(toFinding(rule, verdict, loaded)), options);
  }
  const accepted = broken.has('exceptions') ? findings : applyExceptions(findings, model, rules, notJudged, loaded);
  return { findings: sortFindings(accepted), notJudged, ...(broken.size === 0 ? { model } : {}) };
}

function referenceFindings(loaded: Loaded, path: string, entity: RawEntity, names: Names, broken: ReadonlySet<Collection>): Finding[] {
  const owner = OWNERS.includes(entity.collection) ? entity.key : undefined;
  const findings: Finding[] = [];
  for (const { pointer, aim, target, written } of references(described(kindOf(entity.collection).schema), entity.data)) {
    const unread = holdersOf(target).some((collection) => loaded.broken.has(collection) && broken.has(collection));
    if (names.resolve(target, written, owner) !== undefined || unread) continue;
    const candidates = names.candidates(target, owner);
    findings.push({
      rule: 'reference',
      severity: 'error',
      subject: path,
      place: loaded.place(path, aim, pointer),
      related: [],
      message: `\`${written}\` is none of the estate’s ${target}`,
      ...(candidates.length === 0
        ? { fix: `describe it in ${WHERE[target] ?? `${target}.yaml`}` }
        : { allowed: few(candidates), ...didYouMean(written, candidates) }),
    });
  }
  return findings;
}

/** Workloads have no file of their own. */
const WHERE: Readonly<Record<string, string>> = { workloads: 'the file of a tenant or service, or in machines.yaml' };

const few = (names: readonly string[]): string => {
  const shown = [...names].sort().slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} … (${String(names.length)} in all)` : shown;
};

function toFinding(rule: Rule, verdict: Verdict, loaded: Loaded): Finding {
  const { at, also = [], aim = 'value', ...text } = verdict;
  return {
    rule: rule.id,
    severity: rule.severity,
    subject: at,
    place: loaded.place(at, aim),
    ...text,
    related: also.map(({ at: other, note }) => ({ note, place: loaded.place(other) })),
  };
}

/** An exception accepts the findings of one waivable rule about one subject; one that accepts nothing is itself a finding. */
function applyExceptions(
  findings: readonly Finding[],
  model: Model,
  rules: readonly Rule[],
  notJudged: readonly string[],
  loaded: Loaded,
): Finding[] {
  const used = new Set<string>();
  const accepted = findings.map((finding): Finding => {
    const match = Object.entries(model.exceptions).find(
      ([, exception]) =>
        exception.rule === finding.rule && (finding.subject === exception.subject || finding.subject.startsWith(`${exception.subject}.`)),
    );
    if (match === undefined || rules.find((rule) => rule.id === finding.rule)?.waivable !== true) return finding;
    used.add(match[0]);
    return { ...finding, exception: match[0] };
  });
  for (const [key, exception] of Object.entries(model.exceptions)) {
    if (used.has(key) || notJudged.includes(exception.rule) || proofRules.some(({ id }) => id === exception.rule)) continue;
    const rule = rules.find((candidate) => candidate.id === exception.rule);
    const path = `exceptions.${key}`;
    const known = rule !== undefined || builtInRules.some(({ id }) => id === exception.rule);
    accepted.push({
      rule: 'exception-idle',
      severity: 'warning',
      subject: path,
      place: loaded.place(`${path}.rule`),
      related: [],
      ...(!known
        ? {
            message: `\`${exception.rule}\` is no rule`,
            ...didYouMean(
              exception.rule,
              rules.map(({ id }) => id),
            ),
          }
        : rule?.waivable === true
          ? {
              message: `the exception \`${key}\` silences nothing: no finding of \`${exception.rule}\` is about \`${exception.subject}\``,
              fix: 'remove it, or correct its rule or subject',
            }
          : { message: `\`${exception.rule}\` cannot be excepted`, fix: 'remove it' }),
    });
  }
  return accepted;
}
