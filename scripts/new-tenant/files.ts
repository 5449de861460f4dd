/** The files of a new tenant: itself, and a zone of its own, unless an empty one of its name is there already. */
import type { Model } from '../../config/model/model';
import type { SourceFile } from '../../config/source';
import type { TenantChoices } from './choices';
import { tenantText, zoneText } from './text';

export function tenantFiles(key: string, model: Model, on: TenantChoices, asOf: string): SourceFile[] {
  const used = new Set(Object.values(model.networks).map(({ zone }) => zone));
  const isFree = (zone: string): boolean => !used.has(zone) && (model.zones[zone]?.trust ?? 'servers') === 'servers';
  const zone = [key, `${key}-serveurs`].find(isFree) ?? `${key}-zone`;
  const tenant = { file: `tenants/${key}.yaml`, text: tenantText(key, zone, on, asOf) };
  return zone in model.zones ? [tenant] : [tenant, { file: `zones/${zone}.yaml`, text: zoneText(key) }];
}
