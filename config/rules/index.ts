/** The rules, in the order of the reference documentation. A new rule is a file here and a line below. */
import { accessPeer } from './access-peer';
import { accessRouter } from './access-router';
import { addressInSubnet } from './address-in-subnet';
import { addressUnique } from './address-unique';
import { apartPlacement } from './apart-placement';
import { apartSymmetric } from './apart-symmetric';
import { applicationFlows } from './application-flows';
import { backupCatalogue } from './backup-catalogue';
import { backupHome } from './backup-home';
import { backupImmutable } from './backup-immutable';
import { backupOffPools } from './backup-off-pools';
import { backupPlaces } from './backup-places';
import { backupRpo } from './backup-rpo';
import { backupTape } from './backup-tape';
import { backupThreeLevels } from './backup-three-levels';
import { backupWindow } from './backup-window';
import { cablingFabrics } from './cabling-fabrics';
import { cablingSite } from './cabling-site';
import { classMirrored } from './class-mirrored';
import { classPromise } from './class-promise';
import { clusterBalanced } from './cluster-balanced';
import { clusterBothSites } from './cluster-both-sites';
import { clusterNetworks } from './cluster-networks';
import { clusterSwitches } from './cluster-switches';
import { contractEnded } from './contract-ended';
import { coolingKnown } from './cooling-known';
import { costKeyWeights } from './cost-key-weights';
import { datacenterSites } from './datacenter-sites';
import { datastoreCapacity } from './datastore-capacity';
import { datastoreName } from './datastore-name';
import { datastoreVolume } from './datastore-volume';
import { decisionExpired } from './decision-expired';
import { dependencyCycle } from './dependency-cycle';
import { dependencySelf } from './dependency-self';
import { desktopBrokers } from './desktop-brokers';
import { desktopSeats } from './desktop-seats';
import { dmzPublished } from './dmz-published';
import { dpmKeepOn } from './dpm-keep-on';
import { drsAutomatic } from './drs-automatic';
import { entryKnown } from './entry-known';
import { equipmentNames } from './equipment-names';
import { equipmentSite } from './equipment-site';
import { evcMode } from './evc-mode';
import { feedsTwo } from './feeds-two';
import { flowClosed } from './flow-closed';
import { flowPorts } from './flow-ports';
import { flowReview } from './flow-review';
import { flowUnique } from './flow-unique';
import { gatewayPartner } from './gateway-partner';
import { heartbeatDatastores } from './heartbeat-datastores';
import { homeIsPreferred } from './home-is-preferred';
import { hostAdapters } from './host-adapters';
import { hostModelComplete } from './host-model-complete';
import { internalPrefixes } from './internal-prefixes';
import { inventoryName } from './inventory-name';
import { isolationAddresses } from './isolation-addresses';
import { isolationKnown } from './isolation-known';
import { linkAddresses } from './link-addresses';
import { linkEnds } from './link-ends';
import { linkLatency } from './link-latency';
import { linkUsesRedundant } from './link-uses-redundant';
import { lunUnique } from './lun-unique';
import { machineName } from './machine-name';
import { managementLink } from './management-link';
import { memoryReserved } from './memory-reserved';
import { mirrorCapacity } from './mirror-capacity';
import { mirrorLinks } from './mirror-links';
import { mirrorLinksDiverse } from './mirror-links-diverse';
import { mirrorOffHypervisors } from './mirror-off-hypervisors';
import { mirrorThroughput } from './mirror-throughput';
import { networkGateways } from './network-gateways';
import { networkName } from './network-name';
import { networkZone } from './network-zone';
import { nicNetwork } from './nic-network';
import { nicOrder } from './nic-order';
import { nicOwner } from './nic-owner';
import { ownerKey } from './owner-key';
import { permissionGroups } from './permission-groups';
import { placementKnown } from './placement-known';
import { poolCapacity } from './pool-capacity';
import { premisesLanding } from './premises-landing';
import { pupilsZone } from './pupils-zone';
import { redundantGroup } from './redundant-group';
import { restartOrder } from './restart-order';
import { restoreTested } from './restore-tested';
import { privilegeKnown } from './privilege-known';
import { rolePrivileges } from './role-privileges';
import { roomCooled } from './room-cooled';
import { routerLoopback } from './router-loopback';
import { routersTwo } from './routers-two';
import type { Rule } from './rule';
import { schoolExit } from './school-exit';
import { schoolFilter } from './school-filter';
import { schoolLanding } from './school-landing';
import { schoolLogs } from './school-logs';
import { schoolNetworks } from './school-networks';
import { serviceBothSites } from './service-both-sites';
import { siteLossCapacity } from './site-loss-capacity';
import { siteLossCpu } from './site-loss-cpu';
import { sitesApart } from './sites-apart';
import { snapshotPolicy } from './snapshot-policy';
import { stackOrder } from './stack-order';
import { storageBothSites } from './storage-both-sites';
import { storageEndpoints } from './storage-endpoints';
import { storageLossResponse } from './storage-loss-response';
import { storageMtu } from './storage-mtu';
import { storageNetworkClosed } from './storage-network-closed';
import { storagePortNetwork } from './storage-port-network';
import { storagePorts } from './storage-ports';
import { storagePortsApart } from './storage-ports-apart';
import { storageServerName } from './storage-server-name';
import { subnetInternal } from './subnet-internal';
import { subnetUnique } from './subnet-unique';
import { supplierRole } from './supplier-role';
import { supportEnded } from './support-ended';
import { switchHosts } from './switch-hosts';
import { templateFirmware } from './template-firmware';
import { tenantObjectives } from './tenant-objectives';
import { tenantOffAdministration } from './tenant-off-administration';
import { tenantQuota } from './tenant-quota';
import { uplinkKnown } from './uplink-known';
import { uplinksRedundant } from './uplinks-redundant';
import { useBothSites } from './use-both-sites';
import { useDiverse } from './use-diverse';
import { usePrefixes } from './use-prefixes';
import { useTableUnique } from './use-table-unique';
import { vcenterWorkload } from './vcenter-workload';
import { versionsFit } from './versions-fit';
import { vlanUnique } from './vlan-unique';
import { vmotionCapacity } from './vmotion-capacity';
import { volumePool } from './volume-pool';
import { volumePreferred } from './volume-preferred';
import { volumeSides } from './volume-sides';
import { volumeSize } from './volume-size';
import { vsphereName } from './vsphere-name';
import { witnessAbsent } from './witness-absent';
import { witnessPlace } from './witness-place';
import { witnessRoutes } from './witness-routes';
import { witnessUnconfirmed } from './witness-unconfirmed';
import { workloadCpus } from './workload-cpus';
import { workloadDisks } from './workload-disks';
import { workloadFitsHost } from './workload-fits-host';
import { workloadSockets } from './workload-sockets';
import { workloadTemplate } from './workload-template';
import { zoneNoInternet } from './zone-no-internet';
import { zoneOwners } from './zone-owners';

export const rules: readonly Rule[] = [
  // Sites and what stands there
  datacenterSites,
  equipmentSite,
  placementKnown,
  coolingKnown,
  roomCooled,
  feedsTwo,
  sitesApart,
  entryKnown,
  premisesLanding,
  cablingSite,
  cablingFabrics,
  // Links between the sites, and the witness
  linkEnds,
  linkAddresses,
  linkLatency,
  linkUsesRedundant,
  mirrorLinks,
  mirrorLinksDiverse,
  mirrorCapacity,
  mirrorThroughput,
  managementLink,
  vmotionCapacity,
  witnessPlace,
  witnessRoutes,
  witnessAbsent,
  witnessUnconfirmed,
  // The Internet
  useBothSites,
  useDiverse,
  useTableUnique,
  usePrefixes,
  accessRouter,
  accessPeer,
  routersTwo,
  routerLoopback,
  gatewayPartner,
  // Networks and addresses
  vlanUnique,
  subnetUnique,
  subnetInternal,
  internalPrefixes,
  addressInSubnet,
  addressUnique,
  networkGateways,
  networkName,
  networkZone,
  inventoryName,
  isolationAddresses,
  isolationKnown,
  // Zones and flows
  zoneNoInternet,
  zoneOwners,
  flowClosed,
  flowUnique,
  flowPorts,
  // Clusters and hosts
  clusterBothSites,
  clusterBalanced,
  clusterSwitches,
  clusterNetworks,
  evcMode,
  hostModelComplete,
  hostAdapters,
  uplinkKnown,
  uplinksRedundant,
  versionsFit,
  storageMtu,
  switchHosts,
  equipmentNames,
  heartbeatDatastores,
  storageLossResponse,
  siteLossCapacity,
  siteLossCpu,
  workloadFitsHost,
  workloadCpus,
  dpmKeepOn,
  drsAutomatic,
  // Storage
  storageBothSites,
  storageServerName,
  storagePorts,
  storagePortsApart,
  storagePortNetwork,
  storageNetworkClosed,
  mirrorOffHypervisors,
  storageEndpoints,
  volumeSides,
  volumePool,
  volumePreferred,
  volumeSize,
  poolCapacity,
  lunUnique,
  snapshotPolicy,
  datastoreVolume,
  datastoreName,
  datastoreCapacity,
  // Classes and workloads
  classPromise,
  classMirrored,
  homeIsPreferred,
  memoryReserved,
  workloadTemplate,
  templateFirmware,
  workloadDisks,
  workloadSockets,
  nicOrder,
  nicNetwork,
  nicOwner,
  dmzPublished,
  apartSymmetric,
  apartPlacement,
  dependencySelf,
  dependencyCycle,
  stackOrder,
  restartOrder,
  redundantGroup,
  serviceBothSites,
  vcenterWorkload,
  machineName,
  vsphereName,
  ownerKey,
  // Tenants, schools, desktops, hosted applications
  tenantObjectives,
  tenantQuota,
  tenantOffAdministration,
  schoolNetworks,
  schoolExit,
  schoolLanding,
  schoolFilter,
  schoolLogs,
  pupilsZone,
  desktopSeats,
  desktopBrokers,
  applicationFlows,
  rolePrivileges,
  privilegeKnown,
  permissionGroups,
  supplierRole,
  costKeyWeights,
  // Backup
  backupPlaces,
  backupHome,
  backupThreeLevels,
  backupImmutable,
  backupCatalogue,
  backupTape,
  backupOffPools,
  backupRpo,
  backupWindow,
  // Dates
  supportEnded,
  contractEnded,
  decisionExpired,
  flowReview,
  restoreTested,
];
