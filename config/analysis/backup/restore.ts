/** How long a restore takes that has the repository to itself. */
import type { Model, WorkloadNode } from '../../model/model';
import { type Copy, dataOf } from './copies';

/**
 * Seconds from the decision to a working service, for one workload that has the repository to itself: the delay of the copy, during which
 * the empty machine is made, its data, boot and start. With `drive` the repository’s own hardware still works.
 */
export function restoreTime(model: Model, workload: string, copy: Copy, drive = false): number {
  const node = model.workloads[workload];
  return Math.ceil(readyAfter(model, copy, drive) + dataOf(model, workload) / copy.throughput + (node === undefined ? 0 : startOf(node)));
}

/** Seconds until its data begin to come: the delay of its copy, during which the empty machine is made. */
export const readyAfter = (model: Model, copy: Copy, drive = false): number =>
  Math.max(drive ? copy.delayWithDrive : copy.delayBefore, model.estate.assumptions.backup.rebuild);

export const startOf = ({ boot, start }: WorkloadNode): number => boot + start;
