/** Workloads and machines that depend on each other: `all` and `order` without a cycle, `any` and `soft` as it comes. */
import type { Model, WorkloadNode } from '../../../../../config/model/model';
import { RESTART_PRIORITIES } from '../../../../../config/model/common';
import { disk, machine, needs, nic, workload } from '../entities';
import type { Dice } from './dice';
import { names } from './dice';
import { standing } from './places';

const GIB = 1024;
type Ground = Pick<Model, 'sites' | 'clusters' | 'hosts' | 'datastores'>;

function dependsOn(dice: Dice, self: string, before: readonly string[], all: readonly string[]): WorkloadNode['dependsOn'] {
  const others = all.filter((id) => id !== self);
  if (others.length === 0 || dice.chance(0.5)) return needs({});
  const group = () => dice.few(others, dice.number(1, 3));
  return needs({
    all: dice.some(before, 0.2),
    any: Object.fromEntries(names('group', dice.one([0, 0, 1, 1, 2])).map((key) => [key, group()])),
    soft: dice.some(others, 0.1),
    order: dice.some(before, 0.1),
  });
}

export function workloads(dice: Dice, model: Ground): Pick<Model, 'workloads' | 'machines'> {
  const count = dice.number(1, 6);
  const ids = names('', count).map((key) => `${dice.one(['t', 't', 'u', 's'])}/app${key}`);
  const machines = names('machine', dice.one([0, 0, 1, 2]));
  const nodes = dice.few([...machines.map((key) => `machines/${key}`), ...ids], count + machines.length);
  const needsOf = (id: string) => dependsOn(dice, id, nodes.slice(0, nodes.indexOf(id)), nodes);
  return {
    workloads: Object.fromEntries(ids.map((id) => [id, oneWorkload(dice, model, id, needsOf(id))])),
    machines: Object.fromEntries(
      machines.map((key) => {
        const at = dice.one(Object.keys(model.sites));
        return [key, machine(at, { ...standing(dice, model, at), dependsOn: needsOf(`machines/${key}`) })];
      }),
    ),
  };
}

function oneWorkload(dice: Dice, model: Ground, id: string, dependencies: WorkloadNode['dependsOn']): WorkloadNode {
  const clusterKey = dice.one(Object.values(model.hosts)).cluster;
  const home = dice.one(Object.values(model.hosts).filter((host) => host.cluster === clusterKey)).site;
  const datastores = dice.few(Object.keys(model.datastores), dice.chance(0.75) ? 1 : 2);
  const networks = dice.few(['servers', 'dmz', 'plain'], dice.chance(0.7) ? 1 : 2);
  return workload(id, home, {
    ownerKind: id.startsWith('s/') ? 'services' : 'tenants',
    existing: dice.chance(0.1),
    cluster: clusterKey,
    backup: dice.one(['daily', 'weekly']),
    cpus: dice.one([1, 2, 4, 8]),
    cpuDemand: dice.one([0.25, 0.25, 0.5, 1]),
    memory: dice.number(1, 20) * GIB,
    disks: Object.fromEntries(datastores.map((key) => [key, disk(key, dice.one([undefined, undefined, 100, 300]))])),
    nics: Object.fromEntries(networks.map((key) => [key, nic(key)])),
    dependsOn: dependencies,
    exposure: dice.chance(0.15) ? 'published' : 'internal',
    serves: dice.chance(0.55) ? ['estate'] : dice.few(['agents', 'pupils', 'citizens', 'remote', 'estate'] as const, dice.number(1, 2)),
    provides: dice.chance(0.25) ? ['directory'] : [],
    restartPriority: dice.one(RESTART_PRIORITIES),
  });
}
