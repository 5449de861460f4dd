/** Sections 12 and 13 a second time: when each workload is back, and with which loss of data, played moment by moment. */
import type { Times } from '../../../../config/analysis/clock';
import type { Scenario } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';
import { lossOf } from './clock/loss';
import { simulate } from './clock/simulate';
import { worldOf } from './clock/world';
import { type Judged, judge } from './evaluate';
import { type Situation, situationOf } from './situation';

const DIVERGED = 5;

export function clock(model: Model, scenario: Scenario): ReadonlyMap<string, Times> {
  const now = situationOf(model, scenario);
  return timesOf(now, judge(now));
}

export function timesOf(now: Situation, judged: Judged): ReadonlyMap<string, Times> {
  const { operations, assumptions } = now.model.estate;
  const played = [operations.reactionOutOfHours, operations.reactionInHours].map((reaction) => {
    const world = worldOf(now, judged, reaction);
    return { ...world, works: simulate(now.model, world, reaction) };
  });
  const [{ works: out, restored }, { works: within }] = [played[0]!, played[1]!];
  const reached = (id: string, since: number | undefined): number => {
    if (since === undefined || judged.workloads.get(id)!.level >= DIVERGED) return Infinity;
    return since === 0 ? 0 : since + assumptions.routing.convergence;
  };
  return new Map(
    Object.keys(now.model.workloads).map((id) => [
      id,
      { seconds: reached(id, out.get(id)), inHours: reached(id, within.get(id)), loss: lossOf(now, judged, id, restored.get(id)) },
    ]),
  );
}
