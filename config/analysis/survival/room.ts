/**
 * Whether what is left can carry what runs on it (README, section 6): memory is of one host and never overcommitted, so what finds none stays off; a lack of
 * processors or of storage operations only slows down. Sums are kept per scenario; only scenarios that are short of something are looked into.
 */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { RESTART_PRIORITIES } from '../../model/common';
import { hostsOf } from '../../views';
import { add, type Bits, each, has } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import type { Placement } from './placement';
import { type Group, type Host, largestOf, type Member, shortagesOf, sumOf } from './shortages';
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
export const footprint = (model: Model, { memory }: Pick<WorkloadNode, 'memory'>): number =>
  memory * (1 + model.estate.assumptions.ha.memoryOverhead);

/** MHz that a machine asks for. */
const demand = ({ cpus, cpuDemand }: WorkloadNode, clock: number): number => cpus * cpuDemand * clock;

export function roomOf(model: Model, field: Field, equipment: Equipment, storage: Storage, candidates: readonly Candidate[]): Room {
  const { none } = field.algebra;
  const noRoom = new Map<string, Bits>();
  const slowed = new Map<string, Bits>();
  for (const [cluster] of inOrder(model.clusters)) {
    const members = candidates.filter(({ workload }) => workload.cluster === cluster);
    if (members.length > 0) judgeCluster({ model, field, equipment, storage, cluster, members }, noRoom, slowed);
  }
  return { noRoom: (id) => noRoom.get(id) ?? none, slowed: (id) => slowed.get(id) ?? none };
}

interface Cluster {
  readonly model: Model;
  readonly field: Field;
  readonly equipment: Equipment;
  readonly storage: Storage;
  readonly cluster: string;
  readonly members: readonly Candidate[];
}

/** Notes for each of a cluster’s workloads that is ever short of something when it is. */
function judgeCluster(question: Cluster, noRoom: Map<string, Bits>, slowed: Map<string, Bits>): void {
  const { model, field, equipment, members } = question;
  const { any, and, or, of, none } = field.algebra;
  const { hosts, clock } = hostsLeft(question);
  const sites = [...new Set(hosts.map(({ site }) => site))].sort();
  const split = sites
    .map((site) => any(hosts.flatMap((host) => (host.site === site ? [host.carries] : []))))
    .reduce(and, sites.length < 2 ? none : equipment.apart('management'));
  const needing = members
    .map((member) => ({ ...member, memory: footprint(model, member.workload), cpu: demand(member.workload, clock) }))
    .sort((a, b) => byUrgency(a.workload, b.workload));
  const groups = groupsOf(needing);

  const short = { noRoom: new Map<Member, number[]>(), slowed: new Map<Member | Group, number[]>() };
  each(or(scarceIn(field, hosts, needing), split), (scenario) => {
    for (const pool of has(split, scenario) ? sites.map((site) => [site]) : [sites]) {
      const found = shortagesOf(pool, hosts, groups, needing, scenario);
      for (const one of found.noRoom) note(short.noRoom, one, scenario);
      for (const one of found.slowed) note(short.slowed, one, scenario);
    }
  });
  for (const [{ workload }, scenarios] of short.noRoom) noRoom.set(workload.id, of(scenarios));
  if (short.slowed.size === 0) return;
  const slow = (one: Member | Group): Bits => {
    const scenarios = short.slowed.get(one);
    return scenarios === undefined ? none : of(scenarios);
  };
  const together = new Map(groups.map((group) => [group.placement, slow(group)]));
  for (const one of needing) slowed.set(one.workload.id, or(slow(one), together.get(one.placement) ?? none));
}

function note<T>(map: Map<T, number[]>, who: T, scenario: number): void {
  const known = map.get(who);
  if (known === undefined) map.set(who, [scenario]);
  else known.push(scenario);
}

/** Its hosts, what each carries, and the clock of the slowest. */
function hostsLeft({ model, field, storage, cluster }: Cluster): { readonly hosts: readonly Host[]; readonly clock: number } {
  const { any, and } = field.algebra;
  const { hypervisorMemory } = model.estate.assumptions.ha;
  const described = hostsOf(model, cluster).map(([key, { site, hardware }]) => ({ key, site, ...model.hardware[hardware] }));
  const volumes = inOrder(model.volumes).map(([volume]) => volume);
  const waiting = any(volumes.map((volume) => storage.volume(volume)).flatMap(({ refused, gone }) => [refused, gone]));
  const hosts = described.map(({ key, site, cores = 0, clock = 0, memory = 0 }) => ({
    site,
    memory: Math.max(0, memory - hypervisorMemory),
    cpu: cores * clock,
    carries: any([...volumes.map((volume) => storage.usable(key, volume)), and(waiting, storage.reachesPool(key))]),
  }));
  return { hosts, clock: Math.min(...described.map(({ clock = 0 }) => clock)) };
}

function groupsOf(members: readonly Member[]): readonly Group[] {
  const byPlace = new Map<Placement, Member[]>();
  for (const member of members) {
    const known = byPlace.get(member.placement);
    if (known === undefined) byPlace.set(member.placement, [member]);
    else known.push(member);
  }
  return [...byPlace].map(([placement, group]) => ({ placement, largest: largestOf(group), ...sumOf(group) }));
}

/** Scenarios in which the hosts that are left might not carry all of them at once, however they are spread over them. */
function scarceIn({ size, algebra: { not, made } }: Field, hosts: readonly Host[], members: readonly Member[]): Bits {
  const [there, needed] = [sumOf(hosts), sumOf(members)];
  const largest = largestOf(members);
  const memory = new Float64Array(size).fill(there.memory - needed.memory - largest * (hosts.length - 1));
  const cpu = new Float64Array(size).fill(there.cpu - needed.cpu);
  for (const host of hosts)
    each(not(host.carries), (scenario) => {
      memory[scenario]! -= host.memory - largest;
      cpu[scenario]! -= host.cpu;
    });
  return made((words) => {
    for (let scenario = 0; scenario < size; scenario++) if (memory[scenario]! < 0 || cpu[scenario]! < 0) add(words, scenario);
  });
}
