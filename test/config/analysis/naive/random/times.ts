/** How long everything takes, and who starts again, by chance: few figures, so that moments meet, and shares by which sums are exact. */
import type { Cluster } from '../../../../../config/model/cluster';
import type { Model, WorkloadNode } from '../../../../../config/model/model';
import { keyed } from '../keyed';
import type { ServiceClass } from '../../../../../config/model/service-class';
import type { Dice } from './dice';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** An estate with other times. What else is in it stays. */
export function timed(dice: Dice, model: Model): Model {
  return {
    ...model,
    estate: estate(dice, model.estate),
    clusters: keyed(Object.keys(model.clusters), (key) => ({ ...model.clusters[key]!, ...clusterTimes(dice) })),
    workloads: keyed(Object.keys(model.workloads), (id) => ({ ...model.workloads[id]!, ...workloadTimes(dice, model.workloads[id]!) })),
    classes: keyed(Object.keys(model.classes), (key) => ({ ...model.classes[key]!, ...objectives(dice) })),
    'backup-classes': keyed(Object.keys(model['backup-classes']), (key) => ({
      ...model['backup-classes'][key]!,
      rpo: dice.one([1, 4, 24, 40]) * HOUR,
      window: { start: '20:00', duration: dice.one([24, 24, 8, 14]) * HOUR },
    })),
  };
}

function estate(dice: Dice, base: Model['estate']): Model['estate'] {
  const { assumptions, operations } = base;
  return {
    ...base,
    operations: { ...operations, reactionInHours: dice.one([0, 5, 15, 30]) * MINUTE, reactionOutOfHours: dice.one([30, 60, 120]) * MINUTE },
    assumptions: {
      ...assumptions,
      ha: {
        ...assumptions.ha,
        detection: dice.one([20, 60, 400]),
        isolation: dice.one([60, 60, 20, 500]),
        apdTimeout: dice.one([140, 140, 20, 0]),
        retry: dice.one([30 * MINUTE, 30 * MINUTE, 10 * MINUTE, 3 * MINUTE]),
        startsPerHost: dice.one([1, 1, 2, 32]),
        startTime: dice.one([60, 60, 120, 0]),
        hostBoot: dice.one([0, 2, 8]) * MINUTE,
      },
      storage: { ...assumptions.storage, failover: dice.one([0, 30, 90]) },
      routing: { convergence: dice.one([0, 10]) },
      operator: {
        decision: dice.one([0, 5, 30]) * MINUTE,
        start: dice.one([1, 10]) * MINUTE,
        each: dice.one([1, 2, 5]) * MINUTE,
        console: dice.one([0, 15]) * MINUTE,
      },
      intruder: { containment: dice.one([1, 24]) * HOUR, cleanBase: dice.one([1, 12]) * HOUR, directory: dice.one([0, 8]) * HOUR },
      backup: {
        ...assumptions.backup,
        used: dice.one([1, 0.5]),
        // A disk of 10 GiB at 400 MiB/s.
        restoreShare: dice.one([0.5, 0.25]),
        rebuild: dice.one([0, 1, 15]) * MINUTE,
        catalogue: dice.one([0, 60]) * MINUTE,
        fetch: dice.one([0, 4]) * HOUR,
      },
    },
  };
}

function objectives(dice: Dice): Partial<ServiceClass> {
  const restored = { rto: dice.one([2, 24, 72]) * HOUR, pdma: dice.one([1, 24, 200]) * HOUR };
  const rebuilt = { rto: dice.one([24, 72, 200]) * HOUR, pdma: dice.one([1, 24, 200]) * HOUR };
  return {
    rto: dice.one([4 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR]),
    dmia: dice.one([4 * MINUTE, HOUR, 8 * HOUR]),
    pdma: dice.one([0, 1, 24]) * HOUR,
    ...(dice.chance(0.5) ? { restored } : {}),
    ...(dice.chance(0.5) ? { rebuilt } : {}),
  };
}

function clusterTimes(dice: Dice): Partial<Cluster> {
  const asleep = dice.chance(0.4)
    ? { dpm: { automation: dice.one(['automated', 'manual'] as const), keepOn: { a: dice.number(1, 2), b: 1 } } }
    : {};
  return { apdDelay: dice.one([180, 0, 60]), restartTimeout: dice.one([60, 120, 120, 240, 600]), ...asleep };
}

const SERVICES = ['backup-director', 'vcenter', 'storage-management'] as const;

function workloadTimes(dice: Dice, { provides, disks }: WorkloadNode): Partial<WorkloadNode> {
  const also = dice.chance(0.3) ? [dice.one(SERVICES)] : [];
  return {
    boot: dice.one([0, 60, 60, 300]),
    start: dice.one([0, 60, 60, 900, 2 * HOUR]),
    ...(dice.chance(0.3) ? { retriesStart: dice.chance(0.2) } : {}),
    provides: [...provides, ...also],
    disks: keyed(Object.keys(disks), (key) => ({ ...disks[key]!, size: dice.one([1, 10, 10, 40]) * 10 * 1024 })),
  };
}
