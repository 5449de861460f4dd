/** Where the users of a workload sit: places, of those audiences that have any. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { RESTORABLE, STOPPED } from '../levels';
import type { Snapshot } from '../snapshot';
import type { Audience } from './users';

/** Places of schools: where pupils sit, and no agents are counted. */
export const schoolPlaces = (model: Model): readonly string[] =>
  [...new Set(Object.values(model.schools).map(({ premises }) => premises))].sort();

/** Places of a tenant’s agents; of everybody’s where no tenant is named. */
export function agentPlaces(model: Model, tenant?: string): readonly string[] {
  const schools = new Set(schoolPlaces(model));
  return inOrder(model.premises).flatMap(([key, premises]) =>
    (tenant === undefined || premises.tenant === tenant) && !schools.has(key) ? [key] : [],
  );
}

/** Undefined: they come from anywhere. */
export function placesOf(model: Model, { owner, ownerKind }: WorkloadNode, audience: Audience): readonly string[] | undefined {
  if (audience === 'agents') return agentPlaces(model, ownerKind === 'tenants' ? owner : undefined);
  return audience === 'pupils' ? schoolPlaces(model) : undefined;
}

/** Places of its users that reach neither side. */
export const placesCutOff = (model: Model, snapshot: Snapshot, node: WorkloadNode, audience: Audience): readonly string[] =>
  (placesOf(model, node, audience) ?? []).filter((key) => snapshot.row(`premises:${key}`) >= STOPPED);

/** Of a workload that runs, or comes back: whose last place is cut off. They wait for that, whenever it is back itself. */
export function cutOffWholly(model: Model, snapshot: Snapshot, node: WorkloadNode): readonly Audience[] {
  if (snapshot.workload(node.id).level > RESTORABLE) return [];
  return node.serves.filter((audience) => {
    const places = placesOf(model, node, audience) ?? [];
    return places.length > 0 && places.length === placesCutOff(model, snapshot, node, audience).length;
  });
}

/** Users whose ways nothing is known of: no place where they would sit is described. Owner is a tenant or a shared service. */
export interface Unplaced {
  readonly owner: string;
  readonly audience: 'agents' | 'pupils';
}

export function unplacedOf(model: Model): readonly Unplaced[] {
  const found = new Map<string, Unplaced>();
  for (const [, node] of inOrder(model.workloads))
    for (const audience of node.serves)
      if ((audience === 'agents' || audience === 'pupils') && placesOf(model, node, audience)?.length === 0)
        found.set(`${node.owner} ${audience}`, { owner: node.owner, audience });
  return [...found.values()];
}
