/** What must be so of times and outcomes together, whoever has worked them out. */
import type { Model } from '../../../../config/model/model';

/** Cells that make no sense: back never, though it is restarted, degraded or restored; or restarted, and never away. */
export function senseless(model: Model, told: ReadonlyMap<string, string>): readonly string[] {
  return Object.keys(model.workloads).flatMap((id) => {
    const [outcome, times] = [told.get(`workload:${id}`)!, told.get(`clock:${id}`)!];
    const never = /^(restarted|degraded|restorable)$/.test(outcome) && times.startsWith('Infinity');
    const atOnce = outcome === 'restarted' && times.startsWith('0 s') && takesTime(model, id) && !isCarried(model, told, id);
    return never || atOnce ? [`${id} is ${outcome}: ${times}`] : [];
  });
}

/** Chance may give a machine that boots and a service that starts in no time at all. */
const takesTime = (model: Model, id: string): boolean => {
  const { boot, start } = model.workloads[id]!;
  return boot + start > 0;
};

/** By a member of a group that goes on degraded: the group is no worse than its restarted members, and as soon there as that one. */
function isCarried(model: Model, told: ReadonlyMap<string, string>, id: string): boolean {
  const needsOf = (one: string) => (model.workloads[one] ?? model.machines[one.replace('machines/', '')])!.dependsOn;
  const outcome = (one: string) => told.get(one in model.workloads ? `workload:${one}` : one.replace('machines/', 'machine:'));
  const needed = new Set([id]);
  for (const one of needed) for (const other of [...needsOf(one).all, ...Object.values(needsOf(one).any).flat()]) needed.add(other);
  return [...needed].some((one) =>
    Object.values(needsOf(one).any).some((members) => members.some((member) => outcome(member) === 'degraded')),
  );
}
