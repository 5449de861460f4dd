/**
 * Arguments that the pinned provider knows and the bindings do not yet: the only raw JSON in the project. Tests hold that the bindings lack
 * them and that the pinned provider has them.
 */
import type { TerraformResource } from 'cdktf';

export interface ProviderOverride {
  readonly type: string;
  readonly argument: string;
  readonly since: string;
}

export const PROVIDER_OVERRIDES = {
  clusterEvcMode: { type: 'vsphere_compute_cluster', argument: 'evc_mode', since: '2.16.0' },
} as const satisfies Record<string, ProviderOverride>;

export function overrideArgument(resource: TerraformResource, override: ProviderOverride, value: unknown): void {
  if (resource.terraformResourceType !== override.type)
    throw new Error(`${override.argument} belongs to ${override.type}, not to ${resource.terraformResourceType}`);
  resource.addOverride(override.argument, value);
}
