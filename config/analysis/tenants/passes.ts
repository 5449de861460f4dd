/** What every single failure and named scenario does to the workloads of a tenant, each looked at once. */
import type { Model, WorkloadNode } from '../../model/model';
import { workloadsOf } from '../../views';
import { recoverySeconds, type Times } from '../clock';
import type { Level } from '../levels';
import type { Scenario } from '../scenarios';
import type { Snapshot } from '../snapshot';
import type { Survival } from '../survival';
import { cutOffWholly } from '../survival/places';
import type { Audience } from '../survival/users';
import { familyOf, repeatedBy } from '../verdict/promise';

export interface Hit {
  readonly node: WorkloadNode;
  readonly level: Level;
  readonly times: Times;
  /** Whose last place is cut off with it. */
  readonly cutOff: readonly Audience[];
}

export interface Pass {
  readonly scenario: Scenario;
  /** What people tell apart: `element`, `room`, `site:…`, `named:…`, `restored` (a volume, software) or `rebuilt` (an intruder). */
  readonly group: string;
  readonly snapshot: Snapshot;
  /** Its workloads that the failure touches. */
  readonly hits: readonly Hit[];
}

export function passesOf(model: Model, survival: Survival, tenant: string): readonly Pass[] {
  const workloads = workloadsOf(model, tenant).filter(({ ownerKind }) => ownerKind === 'tenants');
  return survival.field.told.flatMap((scenario, index): readonly Pass[] => {
    const group = groupOf(scenario);
    if (index === 0 || group === undefined) return [];
    const snapshot = survival.snapshot(index);
    const touched = workloads.flatMap((node) => {
      const { level } = snapshot.workload(node.id);
      return level === 0 ? [] : [{ node, level }];
    });
    const times = recoverySeconds(model, snapshot);
    return [
      {
        scenario,
        group,
        snapshot,
        hits: touched.map((hit) => ({ ...hit, times: times(hit.node.id), cutOff: cutOffWholly(model, snapshot, hit.node) })),
      },
    ];
  });
}

/** Undefined for pairs. */
function groupOf(scenario: Scenario): string | undefined {
  const family = familyOf(scenario);
  if (family !== 'named-scenarios') return repeatedBy(scenario) ?? (family === 'site' ? scenario.id : family);
  // Whichever host of the other side fails with it: the worst is told.
  return scenario.id.replace(/^(named:site-.+?-and-).+$/, '$1host');
}
