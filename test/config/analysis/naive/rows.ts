/** Section 10: the rows that are no machine. */
import { RESTORABLE, STOPPED, type Level } from '../../../../config/analysis/levels';
import { LOST } from './own';
import { joined, sidesOf } from './sides';
import { failed, type Situation, worst } from './situation';
import { accessSides, attachedAt, passes } from './users';

const DEGRADED = 2;

export function useLevel(now: Situation, use: string): Level {
  const sides = new Set(accessSides(now, [use]));
  if (sides.size === 0) return LOST;
  return sides.size < sidesOf(now).length && !joined(now) ? DEGRADED : 0;
}

export const premisesLevel = (now: Situation, premises: string): Level => (attachedAt(now, premises).length > 0 ? 0 : LOST);

export function schoolLevel(now: Situation, school: string): Level {
  const { premises, exit } = now.model.schools[school]!;
  return passes(now, attachedAt(now, premises), accessSides(now, [exit]), 'schools') ? 0 : LOST;
}

export function applicationLevel(now: Situation, application: string, workloads: ReadonlyMap<string, Level>): Level {
  const { use, identity } = now.model.applications[application]!;
  const members = identity.map((id) => workloads.get(id)!);
  const best = members.reduce<Level>((a, b) => (a < b ? a : b), members.length === 0 ? 0 : LOST);
  return worst([useLevel(now, use), best, failed(now, 'provider', application) ? STOPPED : 0]);
}

export function desktopLevel(now: Situation, desktop: string, workloads: ReadonlyMap<string, Level>): Level {
  const { seats, minimumSeats, sessionHosts, brokers } = now.model.desktops[desktop]!;
  const works = (id: string): boolean => workloads.get(id)! < RESTORABLE;
  const left = Object.entries(sessionHosts).reduce((sum, [id, host]) => sum + (works(id) ? host.seats : 0), 0);
  if (left < minimumSeats || !brokers.some(works)) return LOST;
  return left < seats ? DEGRADED : 0;
}

export const tenantLevel = (now: Situation, tenant: string, workloads: ReadonlyMap<string, Level>): Level =>
  worst(
    Object.values(now.model.workloads)
      .filter(({ owner, ownerKind }) => ownerKind === 'tenants' && owner === tenant)
      .map(({ id }) => workloads.get(id)!),
  );
