/**
 * Whether what is left can carry what runs on it (README, section 6): memory is never overcommitted, so the least urgent stays off; a lack of
 * processors or of storage operations only slows down. Sums are kept per scenario; only scenarios that are short of something are looked into.
 */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { RESTART_PRIORITIES } from '../../model/common';
import { hostsOf } from '../../views';
import { type Bits, each, has } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import type { Placement } from './placement';
import type { Storage } from './storage';

export interface Room {
  /** Scenarios in which it finds no memory. */
  readonly noRoom: (workload: string) => Bits;
  /** Scenarios in which its cluster has too few processors for what runs there. */
  readonly slowed: (workload: string) => Bits;
}

export interface Candidate {
  readonly workload: WorkloadNode;
  readonly placement: Placement;
}

const byUrgency = (a: WorkloadNode, b: WorkloadNode): number =>
  RESTART_PRIORITIES.indexOf(a.restartPriority) - RESTART_PRIORITIES.indexOf(b.restartPriority) || (a.id < b.id ? -1 : 1);

/** MiB that a machine takes from its host. */
export const footprint = (model: Model, { memory }: WorkloadNode): number => memory * (1 + model.estate.assumptions.ha.memoryOverhead);

/** MHz that a machine asks for. */
const demand = ({ cpus, cpuDemand }: WorkloadNode, clock: number): number => cpus * cpuDemand * clock;

export function roomOf(model: Model, field: Field, equipment: Equipment, storage: Storage, candidates: readonly Candidate[]): Room {
  const noRoom = new Map<string, number[]>();
  const slowed = new Map<string, number[]>();
  const add = (map: Map<string, number[]>, id: string, scenario: number): unknown => map.get(id)?.push(scenario) ?? map.set(id, [scenario]);
  for (const [cluster] of inOrder(model.clusters)) {
    const members = candidates.filter(({ workload }) => workload.cluster === cluster).sort((a, b) => byUrgency(a.workload, b.workload));
    if (members.length === 0) continue;
    const judge = clusterJudge({ model, field, equipment, storage, cluster, members });
    each(judge.suspects, (scenario) => {
      for (const { id, what } of judge.short(scenario)) add(what === 'memory' ? noRoom : slowed, id, scenario);
    });
  }
  const bits = (map: Map<string, number[]>) => (id: string) => field.algebra.of(map.get(id) ?? []);
  return { noRoom: bits(noRoom), slowed: bits(slowed) };
}

interface Cluster {
  readonly model: Model;
  readonly field: Field;
  readonly equipment: Equipment;
  readonly storage: Storage;
  readonly cluster: string;
  readonly members: readonly Candidate[];
}

interface Shortage {
  readonly id: string;
  readonly what: 'memory' | 'cpu';
}

function clusterJudge({ model, field, equipment, storage, cluster, members }: Cluster): {
  readonly suspects: Bits;
  readonly short: (scenario: number) => readonly Shortage[];
} {
  const { any, and, or, not, none } = field.algebra;
  const hosts = hostsOf(model, cluster).map(([key, { site, hardware }]) => {
    const { cores = 0, clock = 0, memory = 0 } = model.hardware[hardware] ?? {};
    const reaches = any(inOrder(model.volumes).map(([volume]) => storage.usable(key, volume)));
    return {
      site,
      clock,
      memory: Math.max(0, memory - model.estate.assumptions.ha.hypervisorMemory),
      cpu: cores * clock,
      carries: and(reaches, not(equipment.host(key))),
    };
  });
  const clock = Math.min(...hosts.map((host) => host.clock));
  const sites = [...new Set(hosts.map(({ site }) => site))].sort();
  const split = sites
    .map((site) => any(hosts.flatMap((host) => (host.site === site ? [host.carries] : []))))
    .reduce(and, sites.length < 2 ? none : equipment.apart('management'));

  const needs = members.map(({ workload }) => ({ memory: footprint(model, workload), cpu: demand(workload, clock) }));
  const total = { memory: sum(needs.map(({ memory }) => memory)), cpu: sum(needs.map(({ cpu }) => cpu)) };
  const left = { memory: new Float64Array(field.size), cpu: new Float64Array(field.size) };
  for (const measure of ['memory', 'cpu'] as const) {
    left[measure].fill(sum(hosts.map((host) => host[measure])));
    for (const host of hosts) each(not(host.carries), (scenario) => (left[measure][scenario]! -= host[measure]));
  }
  const scarce: number[] = [];
  for (let scenario = 0; scenario < field.size; scenario++)
    if (left.memory[scenario]! < total.memory || left.cpu[scenario]! < total.cpu) scarce.push(scenario);

  const short = (scenario: number): readonly Shortage[] => {
    const isSplit = has(split, scenario);
    const pools = isSplit ? sites.map((site) => [site]) : [sites];
    return pools.flatMap((pool) => {
      const open = hosts.filter(({ site, carries }) => pool.includes(site) && has(carries, scenario));
      const free = { memory: sum(open.map(({ memory }) => memory)), cpu: sum(open.map(({ cpu }) => cpu)) };
      const here = members.flatMap((member, index) => (placedIn(member, pool, scenario) ? [{ ...member, ...needs[index]! }] : []));
      const intact = here.filter(({ placement }) => has(placement.intact, scenario));
      const restarted = here.filter(({ placement }) => !has(placement.intact, scenario) && !has(placement.noReaction, scenario));
      const shortages: Shortage[] = [];
      // What was not hit goes on, also where memory was overcommitted before.
      const running = [...intact];
      let memory = free.memory - sum(intact.map((one) => one.memory));
      for (const one of restarted) {
        if (one.memory <= memory) {
          memory -= one.memory;
          running.push(one);
        } else shortages.push({ id: one.workload.id, what: 'memory' });
      }
      if (sum(running.map(({ cpu }) => cpu)) > free.cpu)
        for (const { workload } of running) shortages.push({ id: workload.id, what: 'cpu' });
      return shortages;
    });
  };
  return { suspects: or(field.algebra.of(scarce), split), short };
}

const placedIn = ({ placement }: Candidate, sites: readonly string[], scenario: number): boolean =>
  sites.some((site) => {
    const at = placement.at.get(site);
    return at !== undefined && has(at, scenario);
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);
