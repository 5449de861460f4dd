/** What must hold for whom (README, section 13). */
import type { FAILURE_FAMILIES } from '../../model/service-class';
import type { Model, WorkloadNode } from '../../model/model';
import { workloadsOf } from '../../views';
import type { Scenario } from '../scenarios';

export type Family = Exclude<(typeof FAILURE_FAMILIES)[number], 'none'>;

/** Objectives in seconds. */
export interface Limits {
  /** Until its users reach it again: the shortest of our own objective (`rto`) and the longest interruptions agreed (`dmia`). */
  readonly back: number;
  /** Greatest loss of data that was agreed (`pdma`). */
  readonly loss: number;
}

/** What a workload is held to. What was agreed with the tenant is never widened by a class. */
export interface Promise extends Limits {
  readonly survives: ReadonlySet<Family>;
  /** The same where a mirror repeats the fault and data come back from a copy. */
  readonly restored: Limits;
  /** The same after an intruder, when everything is. */
  readonly rebuilt: Limits;
}

/** Which objectives hold for what comes back from a copy: an intruder takes everything, other faults that a mirror repeats take a part. */
export type Repeated = 'restored' | 'rebuilt';

/** Undefined where no mirror repeats it: equipment and places. */
export function repeatedBy({ elements }: Pick<Scenario, 'elements'>): Repeated | undefined {
  if (elements.includes('intruder')) return 'rebuilt';
  return elements.some((id) => /^(volume|service):/.test(id)) ? 'restored' : undefined;
}

export function promiseOf(model: Model, { class: key, owner, ownerKind }: WorkloadNode): Promise | undefined {
  const described = model.classes[key];
  if (described === undefined) return undefined;
  const agreed = ownerKind === 'tenants' ? model.tenants[owner]?.objectives : undefined;
  const { rto, dmia, pdma, restored, rebuilt = restored } = described;
  const withTenant = (ours: { readonly rto: number; readonly pdma: number } | undefined, theirs: Agreed | undefined): Limits => ({
    back: Math.min(ours?.rto ?? Math.min(rto, dmia), theirs?.dmia ?? Infinity),
    loss: Math.min(ours?.pdma ?? pdma, theirs?.pdma ?? Infinity),
  });
  const agreedRestored = agreed?.restored ?? agreed;
  return {
    survives: new Set(described.survives.filter((family): family is Family => family !== 'none')),
    ...withTenant(undefined, agreed),
    restored: withTenant(restored, agreedRestored),
    rebuilt: withTenant(rebuilt, agreed?.rebuilt ?? agreedRestored),
  };
}

/** What was agreed with a tenant, in seconds. */
interface Agreed {
  readonly dmia: number;
  readonly pdma: number;
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
