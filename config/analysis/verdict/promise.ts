/** What must hold for whom (README, section 13). */
import type { FAILURE_FAMILIES } from '../../model/service-class';
import type { Model, WorkloadNode } from '../../model/model';
import type { Scenario } from '../scenarios';

export type Family = Exclude<(typeof FAILURE_FAMILIES)[number], 'none'>;

/** Objectives of a workload, in seconds: the stricter of its class’s and its tenant’s. */
export interface Promise {
  readonly survives: ReadonlySet<Family>;
  /** Until its users reach it again: our own objective. */
  readonly rto: number;
  /** Longest interruption that was agreed (DMIA). */
  readonly dmia: number;
  /** Greatest loss of data that was agreed (PDMA). */
  readonly pdma: number;
  /** What holds instead where data come back from a copy; absent: the same. */
  readonly restored?: { readonly rto: number; readonly pdma: number };
}

export function promiseOf(model: Model, { class: key, owner, ownerKind }: WorkloadNode): Promise | undefined {
  const described = model.classes[key];
  if (described === undefined) return undefined;
  const agreed = ownerKind === 'tenants' ? model.tenants[owner]?.objectives : undefined;
  return {
    survives: new Set(described.survives.filter((family): family is Family => family !== 'none')),
    rto: described.rto,
    dmia: Math.min(described.dmia, agreed?.dmia ?? Infinity),
    pdma: Math.min(described.pdma, agreed?.pdma ?? Infinity),
    ...(described.restored === undefined ? {} : { restored: described.restored }),
  };
}

/** The family that a scenario belongs to; pairs belong to none. */
export function familyOf({ kind, id }: Scenario): Family | undefined {
  if (kind === 'pair') return undefined;
  if (kind === 'named') return 'named-scenarios';
  if (id.startsWith('site:')) return 'site';
  return id.startsWith('room:') ? 'room' : 'element';
}
