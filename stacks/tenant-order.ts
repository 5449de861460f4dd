/** Tenants in the order of their deployment: one that depends on another’s workload comes after it. */
import { inOrder, type Model } from '../config/model/model';
import { workloadsOf } from '../config/views';

export interface TenantTurn {
  readonly tenant: string;
  /** Other tenants whose workloads it depends on (`all` or `order`). */
  readonly needs: readonly string[];
}

/** A cycle is a finding of the check; met here nevertheless, its members keep the order of their keys. */
export function tenantsByDependency(model: Model): TenantTurn[] {
  const turns: TenantTurn[] = [];
  const seen = new Set<string>();
  const visit = (tenant: string): void => {
    if (seen.has(tenant)) return;
    seen.add(tenant);
    const needs = needsOf(model, tenant);
    needs.forEach(visit);
    turns.push({ tenant, needs });
  };
  for (const [tenant] of inOrder(model.tenants)) visit(tenant);
  return turns;
}

function needsOf(model: Model, tenant: string): string[] {
  const owners = workloadsOf(model, tenant)
    .flatMap(({ dependsOn }) => [...dependsOn.all, ...dependsOn.order])
    .map((id) => model.workloads[id]?.owner ?? '')
    .filter((owner) => owner !== tenant && model.tenants[owner] !== undefined);
  return [...new Set(owners)].sort();
}
