/** When each workload is back after one failure, and with which loss of data. Semantics: section 12 of the folder above. */
import type { Model } from '../../model/model';
import type { Snapshot } from '../snapshot';
import { levelOf } from '../needed';
import { groundOf } from './ground';
import type { Recovery, Times } from './recovery';
import { solve, type Solved, timesOf, UNINTERRUPTED } from './solved';
import { stepsOf } from './steps';

export { isBeyond, type Loss } from './loss';
export { plan, planOfEstate } from './plan';
export type { PlanLine, Recovery, Step, Times, Way } from './recovery';

/**
 * Times alone, for many workloads. Nothing is worked out before a workload is asked for that the failure touches; unknown ids are untouched.
 * `affected`, where it is known, spares a question for each of the others: all workloads that have a cause, are themselves restorable or
 * worse, or whose level is diverged or worse.
 */
export function recoverySeconds(model: Model, snapshot: Snapshot, affected?: Iterable<string>): (workload: string) => Times {
  const { numbers } = groundOf(model);
  const solved = once(() => solve(model, snapshot, affected ?? numbers.keys()));
  return (workload) => {
    const number = numbers.get(workload);
    if (number === undefined || (affected === undefined && snapshot.workload(workload).level === 0)) return UNINTERRUPTED;
    return timesOf(solved(), number);
  };
}

/** The same with its explanation; also of a physical machine, by `machines/key`. */
export function recovery(model: Model, snapshot: Snapshot): (workload: string) => Recovery {
  const { numbers } = groundOf(model);
  const solved = once(() => solve(model, snapshot, numbers.keys()));
  return (workload) => {
    const number = numbers.get(workload);
    if (number === undefined || levelOf(snapshot, workload) === 0) return { ...UNINTERRUPTED, steps: [] };
    const copy = solved().outOfHours.restores.of.get(number)?.copy;
    return {
      ...timesOf(solved(), number),
      ...(copy === undefined ? {} : { from: copy }),
      steps: stepsOf(solved(), number),
    };
  };
}

function once(make: () => Solved): () => Solved {
  let made: Solved | undefined;
  return () => (made ??= make());
}
