/** An estate as text for people: one line per entity, without what the proof does not read. */
import type { Model } from '../../../../config/model/model';
import { isRecord } from '../../../../config/walk';

const NOISE = new Set(
  (
    'title existing address local remote peer loopback trunk name serial supportEnd evcMax iqn localDatastore sockets speed uplink uplinks mtu version ' +
    'hostName management capacity throughput writeThroughThroughput allocationUnit size profile lun formattedBy medium rtt cost technology repairTime ' +
    'key id path stack vlan subnet zone gateways isolation pue energyPrice carbon idle full price supplier table partner purpose seats_ level devices ' +
    'filter logs boot start apart memoryReservation evc heartbeat apdDelay drs drsThreshold restartTimeout reason counts class template unit ' +
    'siret contact agreement costKey objectives quota permissions rpo levels_ window restoreTestEvery serverGroup rest fullRecovery roles contract criteria'
  ).split(' '),
);
const SKIPPED = new Set([
  'estate',
  'energy',
  'costs',
  'classes',
  'suppliers',
  'distributed-switches',
  'ducts',
  'pops',
  'substations',
  'flood-zones',
]);

/** Empty maps and lists say nothing. */
const empty = (value: unknown): boolean => (Array.isArray(value) || isRecord(value)) && Object.keys(value).length === 0;

const plain = (entity: unknown): string =>
  JSON.stringify(entity, (key, value: unknown) => (NOISE.has(key) || empty(value) ? undefined : value)).replaceAll('"', '');

export function written(model: Model): string {
  const { memoryOverhead, hypervisorMemory } = model.estate.assumptions.ha;
  const lines = Object.entries(model).flatMap(([collection, entities]) => {
    if (SKIPPED.has(collection) || !isRecord(entities)) return [];
    if (collection === 'storage') return [`storage ${plain(entities)}`];
    return Object.entries(entities).map(([key, entity]) => `${collection}.${key} ${plain(entity)}`);
  });
  return [`assumptions ${plain({ memoryOverhead, hypervisorMemory })}`, ...lines].join('\n');
}
