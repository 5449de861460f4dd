/** All that the naive evaluator says of a failure: the level of every row, and the times of every workload. */
import type { Times } from '../../../../config/analysis/clock';
import { LEVELS } from '../../../../config/analysis/levels';
import type { Told } from './agree';
import { timesOf } from './clock';
import { judge, rowsOf } from './evaluate';
import { situationOf } from './situation';

/** `clock:…` beside the row of a workload. */
export const sayTimes = ({ seconds, inHours, loss }: Times): string =>
  `${String(seconds)} s, in hours ${String(inHours)} s, loss ${String(loss)}`;

export const told: Told = (model, scenario) => {
  const now = situationOf(model, scenario);
  const judged = judge(now);
  return new Map([
    ...[...rowsOf(now, judged)].map(([row, level]) => [row, LEVELS[level]] as const),
    ...[...timesOf(now, judged)].map(([id, times]) => [`clock:${id}`, sayTimes(times)] as const),
  ]);
};
