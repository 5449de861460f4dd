/** Which promises one failure breaks, before anything is explained: most cells hold, and explaining is the dear part. */
import type { Model, WorkloadNode } from '../../model/model';
import { isBeyond, recoverySeconds, type Times } from '../clock';
import { RESTORABLE, STOPPED, type Level } from '../levels';
import type { Snapshot, WorkloadState } from '../snapshot';
import type { Survival } from '../survival';
import { likenessOf } from './likeness';
import { type Family, type Promise, promiseOf, type Repeated, repeatedBy } from './promise';
import type { UnmetRule } from './unmet';

export interface Miss {
  readonly node: WorkloadNode;
  readonly level: Level;
  readonly at: Times;
  readonly rule: UnmetRule;
  /** The objective that is missed, in seconds; absent where the outcome alone is none. */
  readonly allowed?: number;
}

interface Promised {
  readonly node: WorkloadNode;
  readonly promise: Promise;
}

/** Answers for one scenario after the other. Failures that do the same to all have the same misses: they are worked out once. */
export function missesOf(model: Model, { lots, snapshot: at }: Survival): (index: number, family: Family) => readonly Miss[] {
  const promised = lots.map(({ workloads }) =>
    workloads.flatMap((id): readonly Promised[] => {
      const node = model.workloads[id];
      const promise = node === undefined ? undefined : promiseOf(model, node);
      return node === undefined || promise === undefined ? [] : [{ node, promise }];
    }),
  );
  const found = new Map<string, readonly Miss[]>();

  const judge = (snapshot: Snapshot, states: readonly WorkloadState[], family: Family): readonly Miss[] => {
    const affected = lots.flatMap(({ workloads }, lot) => (isTouched(states[lot]) ? workloads : []));
    const times = recoverySeconds(model, snapshot, affected);
    const repeated = repeatedBy(snapshot.scenario);
    return promised.flatMap((members, lot) => {
      const { level, within } = states[lot] ?? { level: 0, within: 0 };
      if (level === 0) return [];
      return members.flatMap(({ node, promise }) => {
        if (!promise.survives.has(family)) return [];
        const after = affected.length === 0 ? AT_ONCE : times(node.id);
        const miss = missOf(level, within, after, promise, repeated);
        return miss === undefined ? [] : [{ node, level, at: after, ...miss }];
      });
    });
  };

  return (index, family) => {
    const snapshot = at(index);
    const states = lots.map(({ workloads: [first = ''] }) => snapshot.workload(first));
    if (states.every(({ level }) => level === 0)) return [];
    const likeness = `${family} ${repeatedBy(snapshot.scenario) ?? ''} ${likenessOf(model, snapshot, states)}`;
    const misses = found.get(likeness) ?? judge(snapshot, states, family);
    found.set(likeness, misses);
    return misses;
  };
}

const AT_ONCE: Times = { seconds: 0, inHours: 0, loss: 0 };

/** The clock must know of it. */
const isTouched = (state: WorkloadState | undefined): boolean =>
  state !== undefined && (state.cause !== undefined || state.own >= RESTORABLE || state.level > STOPPED);

/** The rule of a cell whose outcome alone is never met. `within`: before its users are asked. */
export function ruleOf(level: Level, within = level): UnmetRule {
  if (level === 7) return within < level ? 'survival-unreached' : 'survival-lost';
  if (level === 6) return 'witness-unconfirmed';
  return level === 5 ? 'survival-diverged' : 'survival-stopped';
}

/** Undefined where the promise is kept. */
export function missOf(
  level: Level,
  within: Level,
  { seconds, loss }: Times,
  promise: Promise,
  repeated: Repeated | undefined,
): Pick<Miss, 'rule' | 'allowed'> | undefined {
  if (level >= STOPPED) return { rule: ruleOf(level, within) };
  const limits = level === RESTORABLE && repeated !== undefined ? promise[repeated] : promise;
  if (seconds > limits.back) return { rule: 'survival-late', allowed: limits.back };
  return isBeyond(loss, limits.loss) ? { rule: 'survival-data', allowed: limits.loss } : undefined;
}
