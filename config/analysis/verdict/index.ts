/** The verdict: every cell that must hold and does not, the worst first, each with its cause. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { recoverySeconds, type Times } from '../clock';
import { LEVELS, RESTORABLE, STOPPED, type Level } from '../levels';
import type { Scenario } from '../scenarios';
import type { Survival } from '../survival';
import { boundRows } from './bound';
import { chainOf } from './chain';
import { smallestCut } from './cuts';
import { familyOf, promiseOf, type Promise } from './promise';
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

/** A failed objective before its explanation: most cells hold, and explaining is the dear part. */
interface Miss {
  readonly rule: UnmetRule;
  readonly allowed?: number;
}

export function verdictOf(model: Model, survival: Survival, asOf: string): Verdict {
  const unmet: Unmet[] = [];
  let judged = 0;
  const workloads = inOrder(model.workloads).map(([, node]) => ({ node, row: `workload:${node.id}`, promise: promiseOf(model, node) }));
  const bound = boundRows(model);
  survival.field.told.forEach((scenario, index) => {
    const family = familyOf(scenario);
    if (index === 0 || family === undefined) return;
    const snapshot = survival.snapshot(index);
    const times = recoverySeconds(model, snapshot);
    for (const { node, row, promise } of workloads) {
      if (promise?.survives.has(family) !== true) continue;
      judged += 1;
      const level = survival.level(row, index);
      if (level === 0) continue;
      const at = times(node.id);
      const miss = missOf(level, at, promise, isRepeated(scenario));
      if (miss === undefined) continue;
      const cut = smallestCut(survival, row, scenario, level);
      unmet.push({
        ...cell(row, scenario, level, node),
        ...miss,
        ...(Number.isFinite(at.seconds) ? { seconds: at.seconds } : {}),
        loss: at.loss,
        cut,
        chain: chainOf(model, snapshot, node.id),
        basis: level >= STOPPED ? 'computed' : 'estimated',
        ...exceptionFor(model, miss.rule, node.path, scenario, cut, asOf),
      });
    }
    for (const { row, path, seats, holdsIn, chain } of bound) {
      if (!holdsIn(scenario, family)) continue;
      judged += 1;
      const level = survival.level(row, index);
      if (level < STOPPED) continue;
      const cut = smallestCut(survival, row, scenario, level);
      const rule = seats ? 'survival-seats' : ruleOf(level);
      unmet.push({
        ...cell(row, scenario, level),
        rule,
        loss: 0,
        cut,
        chain,
        basis: 'computed',
        ...exceptionFor(model, rule, path, scenario, cut, asOf),
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

/** A mirror repeats it at once: data deleted, corrupted or taken, or software that has failed. */
const isRepeated = ({ elements }: Scenario): boolean => elements.some((id) => /^(volume:|service:|intruder$)/.test(id));

function ruleOf(level: Level): UnmetRule {
  if (level === 7) return 'survival-lost';
  if (level === 6) return 'witness-unconfirmed';
  return level === 5 ? 'survival-diverged' : 'survival-stopped';
}

function missOf(level: Level, { seconds, loss }: Times, promise: Promise, repeated: boolean): Miss | undefined {
  if (level >= STOPPED) return { rule: ruleOf(level) };
  const limits = level === RESTORABLE && repeated ? promise.restored : promise;
  if (seconds > limits.back) return { rule: 'survival-late', allowed: limits.back };
  return loss > limits.loss ? { rule: 'survival-data', allowed: limits.loss } : undefined;
}

/** A live exception covers a cell when it names its rule, and the failure, a part of the cut, or what the row is about. */
function exceptionFor(
  model: Model,
  rule: UnmetRule,
  path: string,
  { id }: Scenario,
  cut: readonly string[],
  asOf: string,
): { readonly exception?: string } {
  const about = (subject: string): boolean =>
    subject === id ||
    cut.includes(subject) ||
    path === subject ||
    path.startsWith(`${subject}.`) ||
    (rule === 'witness-unconfirmed' && subject === 'storage');
  const found = inOrder(model.exceptions).find(([, { rule: named, until, subject }]) => named === rule && until >= asOf && about(subject));
  return found === undefined ? {} : { exception: found[0] };
}

const worstFirst = (a: Unmet, b: Unmet): number =>
  LEVELS.indexOf(b.outcome) - LEVELS.indexOf(a.outcome) ||
  (b.seconds ?? Infinity) - (a.seconds ?? Infinity) ||
  (a.failure < b.failure ? -1 : a.failure > b.failure ? 1 : a.row < b.row ? -1 : 1);
