/** The verdict: every cell that must hold and does not, the worst first, each with its cause. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { LEVELS, STOPPED, type Level } from '../levels';
import type { Scenario } from '../scenarios';
import type { Survival } from '../survival';
import { boundRows } from './bound';
import { chainOf } from './chain';
import { failing, type PartsOfCell } from './failing';
import { missesOf, ruleOf } from './misses';
import { familyOf, promiseOf, type Family } from './promise';
import { reasonOf } from './reason';
import type { Unmet, UnmetRule } from './unmet';

export interface Verdict {
  /** Nothing that must hold fails without a live exception. */
  readonly holds: boolean;
  /** Cells that must hold. */
  readonly judged: number;
  readonly unmet: readonly Unmet[];
  /** Cells that an exception covers, by the exception’s key. */
  readonly accepted: ReadonlyMap<string, number>;
}

export function verdictOf(model: Model, survival: Survival, asOf: string): Verdict {
  const unmet: Unmet[] = [];
  let judged = 0;
  const promised = promisedIn(model);
  const missesIn = missesOf(model, survival);
  const bound = boundRows(model);
  const partsIn = failing(model, survival);
  survival.field.told.forEach((scenario, index) => {
    const family = familyOf(scenario);
    if (index === 0 || family === undefined) return;
    judged += promised.get(family) ?? 0;
    const misses = missesIn(index, family);
    const snapshot = survival.snapshot(index);
    for (const { node, level, at, ...miss } of misses) {
      const row = `workload:${node.id}`;
      const parts = partsIn(scenario, row, level, ruleOf, node);
      unmet.push({
        ...cell(row, scenario, level, node),
        ...miss,
        ...(Number.isFinite(at.seconds) ? { seconds: at.seconds } : {}),
        loss: at.loss,
        ...reasonOf(scenario, parts, level, snapshot, (of) => chainOf(model, of, node.id)),
        basis: level >= STOPPED ? 'computed' : 'estimated',
        ...exceptionFor(model, miss.rule, node.path, scenario, parts, asOf),
      });
    }
    for (const { row, path, seats, loss, holdsIn, chainIn } of bound) {
      if (!holdsIn(scenario, family)) continue;
      judged += 1;
      const level = survival.level(row, index);
      if (level < STOPPED) continue;
      const ruleFor = (now: Level): UnmetRule => (seats ? 'survival-seats' : ruleOf(now));
      const parts = partsIn(scenario, row, level, ruleFor);
      const rule = ruleFor(level);
      unmet.push({
        ...cell(row, scenario, level),
        rule,
        loss,
        ...reasonOf(scenario, parts, level, snapshot, chainIn),
        basis: 'computed',
        ...exceptionFor(model, rule, path, scenario, parts, asOf),
      });
    }
  });
  const accepted = new Map<string, number>();
  for (const { exception } of unmet) if (exception !== undefined) accepted.set(exception, (accepted.get(exception) ?? 0) + 1);
  return { holds: unmet.every(({ exception }) => exception !== undefined), judged, unmet: unmet.sort(worstFirst), accepted };
}

const cell = (row: string, { id }: Scenario, level: Level, node?: WorkloadNode) => ({
  id: `${row}@${id}`,
  row,
  failure: id,
  ...(node?.ownerKind === 'tenants' ? { tenant: node.owner } : {}),
  outcome: LEVELS[level],
});

/** How many workloads are promised to survive a family. */
function promisedIn(model: Model): ReadonlyMap<Family, number> {
  const promised = new Map<Family, number>();
  for (const [, node] of inOrder(model.workloads))
    for (const family of promiseOf(model, node)?.survives ?? []) promised.set(family, (promised.get(family) ?? 0) + 1);
  return promised;
}

/** A live exception covers a cell when it names its rule, and the failure, an element that is to blame, or what the row is about. */
function exceptionFor(
  model: Model,
  rule: UnmetRule,
  path: string,
  { id, elements }: Scenario,
  parts: PartsOfCell,
  asOf: string,
): { readonly exception?: string } {
  const about = (subject: string): boolean =>
    subject === id ||
    (elements.includes(subject) &&
      isToBlame(
        rule,
        parts,
        elements.filter((other) => other !== subject),
      )) ||
    // A whole collection (`tenants`) is not something that somebody decided about.
    (subject.includes('.') && `${path}.`.startsWith(`${subject}.`)) ||
    // The question is about partitions that are judged by name; any other failure that ends there is accepted by itself.
    (rule === 'witness-unconfirmed' && subject === 'storage' && id.startsWith('named:partition'));
  const found = inOrder(model.exceptions).find(([, { rule: named, until, subject }]) => named === rule && until >= asOf && about(subject));
  return found === undefined ? {} : { exception: found[0] };
}

/** What fails with an element and not with the `rest`. What the rest breaks by another rule must be seen: one element is judged by itself, several are not. */
function isToBlame(rule: UnmetRule, parts: PartsOfCell, rest: readonly string[]): boolean {
  const broken = parts.rule(rest);
  return broken === undefined || (broken !== rule && rest.length < 2);
}

const worstFirst = (a: Unmet, b: Unmet): number =>
  LEVELS.indexOf(b.outcome) - LEVELS.indexOf(a.outcome) ||
  (b.seconds ?? Infinity) - (a.seconds ?? Infinity) ||
  (a.failure < b.failure ? -1 : a.failure > b.failure ? 1 : a.row < b.row ? -1 : 1);
