/** The kinds, in the order of the reference documentation. A new kind is a file here and a line below. */
import { accessKind } from './access';
import { applicationKind } from './application';
import { backupClassKind, repositoryKind, restoreTestKind } from './backup';
import { clusterKind } from './cluster';
import { costKeyKind, costsKind } from './costs';
import { datastoreKind } from './datastore';
import { desktopKind } from './desktop';
import { distributedSwitchKind } from './distributed-switch';
import { energyKind } from './energy';
import { estateKind } from './estate';
import { gatewayKind } from './gateway';
import { approvalKind, exceptionKind } from './governance';
import { hardwareKind } from './hardware';
import { hostKind } from './host';
import type { Entity, Kind } from './kind';
import { linkKind } from './link';
import { machineKind } from './machine';
import { networkKind } from './network';
import { physicalSwitchKind } from './physical-switch';
import { premisesKind } from './premises';
import { roleKind } from './role';
import { routerKind } from './router';
import { filterProfileKind, schoolKind } from './school';
import { serviceKind } from './service';
import { serviceClassKind } from './service-class';
import { ductKind, floodZoneKind, popKind, substationKind } from './shared-risks';
import { siteKind } from './site';
import { storageKind } from './storage';
import { storageServerKind } from './storage-server';
import { supplierKind } from './supplier';
import { templateKind } from './template';
import { tenantKind } from './tenant';
import { useKind } from './use';
import { snapshotPolicyKind, volumeKind } from './volume';
import { flowKind, zoneKind } from './zone';

export const kinds = {
  estate: estateKind,
  sites: siteKind,
  links: linkKind,
  accesses: accessKind,
  uses: useKind,
  routers: routerKind,
  gateways: gatewayKind,
  premises: premisesKind,
  ducts: ductKind,
  pops: popKind,
  substations: substationKind,
  'flood-zones': floodZoneKind,
  zones: zoneKind,
  flows: flowKind,
  networks: networkKind,
  'physical-switches': physicalSwitchKind,
  'distributed-switches': distributedSwitchKind,
  hardware: hardwareKind,
  clusters: clusterKind,
  hosts: hostKind,
  machines: machineKind,
  storage: storageKind,
  'storage-servers': storageServerKind,
  volumes: volumeKind,
  'snapshot-policies': snapshotPolicyKind,
  datastores: datastoreKind,
  classes: serviceClassKind,
  templates: templateKind,
  roles: roleKind,
  services: serviceKind,
  tenants: tenantKind,
  schools: schoolKind,
  'filter-profiles': filterProfileKind,
  repositories: repositoryKind,
  'backup-classes': backupClassKind,
  'restore-tests': restoreTestKind,
  desktops: desktopKind,
  applications: applicationKind,
  suppliers: supplierKind,
  energy: energyKind,
  costs: costsKind,
  'cost-keys': costKeyKind,
  exceptions: exceptionKind,
  approvals: approvalKind,
} as const satisfies Record<string, Kind>;

export type Collection = keyof typeof kinds;
type Singles = 'estate' | 'storage' | 'energy' | 'costs';

/** The estate as its files say it: every collection, defaults and units resolved, keys as written. */
export type EstateData = {
  readonly [C in Collection as C extends Singles ? C : never]: Entity<(typeof kinds)[C]>;
} & {
  readonly [C in Collection as C extends Singles ? never : C]: Readonly<Record<string, Entity<(typeof kinds)[C]>>>;
};

export const kindOf = (collection: Collection): Kind => kinds[collection];
export const collections = Object.keys(kinds) as readonly Collection[];
