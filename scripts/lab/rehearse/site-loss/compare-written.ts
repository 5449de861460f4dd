/** The outcome in the lab next to the file that people wrote. */
import { RESTART_PRIORITIES } from '../../../../config/model/common';
import { inOrder, type Model, type WorkloadNode } from '../../../../config/model/model';
import type { SiteOutcome, StorageStatus, VcenterStatus } from '../../control';
import type { Comparison } from '../comparison';
import { goesHome } from '../facts/home';
import type { Expected, ExpectedLoss } from './expected-loss';

/** Workloads that are in the lab. */
export type Machines = readonly WorkloadNode[];

export function compareLoss(
  comparison: Comparison,
  deployed: Machines,
  site: string,
  { loss }: ExpectedLoss,
  { restarted, off }: SiteOutcome,
  { machines }: VcenterStatus,
): void {
  const at = (there: boolean): string[] => deployed.filter(({ home }) => (home === site) === there).map(({ name }) => name);
  // The others are left out by --only, or left in a step before.
  const wantedOff = loss.off.filter((name) => deployed.some((workload) => workload.name === name));
  const restartedNames = restarted.map(({ machine }) => machine);
  comparison.names(
    'machines restarted at the other site',
    at(true).filter((name) => !wantedOff.includes(name)),
    restartedNames,
  );
  comparison.names('machines that stay off', wantedOff, names(off));
  const running = machines.filter(({ power, template }) => power === 'poweredOn' && template !== true);
  const onLost = running.filter((machine) => machine.site === site).map(({ name }) => name);
  comparison.names('machines running on a lost host', [], onLost);
  const others = at(false);
  const untouched = running.filter(({ name }) => others.includes(name) && !restartedNames.includes(name)).map(({ name }) => name);
  comparison.names('machines of the other site that go on untouched', others, untouched);
  comparison.names('machines restarted before one of a higher priority', [], outOfTurn(deployed, restarted));
}

export function compareReturn(
  comparison: Comparison,
  model: Model,
  deployed: Machines,
  expected: Expected,
  { off }: SiteOutcome,
  { machines }: VcenterStatus,
): void {
  const homes = new Map(deployed.map((workload) => [workload.name, goesHome(model, workload) ? workload.home : undefined]));
  const isAway = (name: string, site: string): boolean => homes.get(name) !== undefined && homes.get(name) !== site;
  const wantedOff = expected.off.filter((name) => homes.has(name));
  comparison.names('machines that are off', wantedOff, names(off));
  const away = machines.filter(({ name, site, power }) => homes.has(name) && (isAway(name, site) || power !== 'poweredOn'));
  comparison.names('machines that are not at home again', wantedOff, names(away.map(({ name: machine }) => ({ machine }))));
}

const names = (list: readonly { readonly machine: string }[]): string[] => list.map(({ machine }) => machine);

/** Machines of one cluster that were restarted before another of a higher priority. */
function outOfTurn(deployed: Machines, restarted: SiteOutcome['restarted']): string[] {
  const clusterOf = new Map(deployed.map(({ name, cluster }) => [name, cluster]));
  const rank = (priority: string): number => RESTART_PRIORITIES.findIndex((known) => known === priority);
  return restarted.flatMap(({ machine, priority }, index) => {
    const later = restarted.slice(index + 1).filter((other) => clusterOf.get(other.machine) === clusterOf.get(machine));
    return later.some((other) => rank(other.priority) < rank(priority)) ? [machine] : [];
  });
}

export function compareStorage(
  comparison: Comparison,
  model: Model,
  { disks }: StorageStatus,
  offline: readonly string[],
  lost: string,
): void {
  const rest = inOrder(model.volumes).filter(([key]) => !offline.includes(key));
  const half = rest.filter(([, { pools }]) => Object.keys(pools).some((server) => model['storage-servers'][server]?.site === lost));
  const whole = rest.filter((entry) => !half.includes(entry));
  const keys = (volumes: typeof rest): string[] => volumes.map(([key]) => key);
  comparison.names('volumes out of reach', offline, withStatus(model, disks, 'Offline'));
  comparison.names('volumes that go on with one copy', keys(half), withStatus(model, disks, 'Path down'));
  comparison.names('volumes that are whole', keys(whole), withStatus(model, disks, 'Healthy'));
}

export function compareStorageBack(comparison: Comparison, model: Model, { disks }: StorageStatus, offline: readonly string[]): void {
  const whole = inOrder(model.volumes).flatMap(([key]) => (offline.includes(key) ? [] : [key]));
  comparison.names('volumes that are whole again', whole, withStatus(model, disks, 'Healthy'));
}

/** By the keys that people write, whatever those that exist already are called in DataCore. */
function withStatus(model: Model, disks: StorageStatus['disks'], status: string): string[] {
  const keys = new Map(inOrder(model.volumes).map(([key, { inventoryName = key }]) => [inventoryName, key]));
  return disks.filter((disk) => disk.status === status).map(({ name }) => keys.get(name) ?? name);
}
