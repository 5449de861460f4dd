/** What must hold for whom (README, section 13). */
import type { FAILURE_FAMILIES } from '../../model/service-class';
import type { Model, WorkloadNode } from '../../model/model';
import { workloadsOf } from '../../views';
import type { Scenario } from '../scenarios';

export type Family = Exclude<(typeof FAILURE_FAMILIES)[number], 'none'>;

/** Objectives of a workload, in seconds. What was agreed with the tenant is never widened by a class. */
export interface Promise {
  readonly survives: ReadonlySet<Family>;
  /** Until its users reach it again: the shortest of our own objective (`rto`) and the longest interruptions agreed (`dmia`). */
  readonly back: number;
  /** Greatest loss of data that was agreed (`pdma`). */
  readonly loss: number;
  /** The same where a mirror repeats the fault and data come back from a copy. */
  readonly restored: { readonly back: number; readonly loss: number };
}

export function promiseOf(model: Model, { class: key, owner, ownerKind }: WorkloadNode): Promise | undefined {
  const described = model.classes[key];
  if (described === undefined) return undefined;
  const agreed = ownerKind === 'tenants' ? model.tenants[owner]?.objectives : undefined;
  const { rto, dmia, pdma, restored } = described;
  const after = agreed?.restored ?? agreed;
  return {
    survives: new Set(described.survives.filter((family): family is Family => family !== 'none')),
    back: Math.min(rto, dmia, agreed?.dmia ?? Infinity),
    loss: Math.min(pdma, agreed?.pdma ?? Infinity),
    restored: {
      back: Math.min(restored?.rto ?? Math.min(rto, dmia), after?.dmia ?? Infinity),
      loss: Math.min(restored?.pdma ?? pdma, after?.pdma ?? Infinity),
    },
  };
}

/** It has workloads, and no class of them promises to survive anything. */
export function isPromisedNothing(model: Model, tenant: string): boolean {
  const workloads = workloadsOf(model, tenant);
  return workloads.length > 0 && workloads.every((node) => (promiseOf(model, node)?.survives.size ?? 0) === 0);
}

/** The family that a scenario belongs to; pairs belong to none. */
export function familyOf({ kind, id }: Scenario): Family | undefined {
  if (kind === 'pair') return undefined;
  if (kind === 'named') return 'named-scenarios';
  if (id.startsWith('site:')) return 'site';
  return id.startsWith('room:') ? 'room' : 'element';
}
