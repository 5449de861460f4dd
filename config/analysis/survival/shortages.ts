/** Who is short of what in one scenario, among the hosts that are left to a cluster or to one side of it (README, section 6). */
import type { WorkloadNode } from '../../model/model';
import { type Bits, has } from './bits';
import type { Placement } from './placement';

export interface Need {
  /** MiB. */
  readonly memory: number;
  /** MHz. */
  readonly cpu: number;
}

export interface Member extends Need {
  readonly workload: WorkloadNode;
  readonly placement: Placement;
}

/** Members that run at the same places whatever fails: they are judged as one while there is enough for all. */
export interface Group extends Need {
  readonly placement: Placement;
}

export interface Host extends Need {
  readonly site: string;
  /** Scenarios in which it is up and reaches something to run. */
  readonly carries: Bits;
}

export interface Shortages {
  readonly noRoom: readonly Member[];
  readonly slowed: readonly (Member | Group)[];
}

export const NO_SHORTAGE: Shortages = { noRoom: [], slowed: [] };

/** What runs on these sites, `members` by urgency, on these hosts. */
export function shortagesOf(
  sites: readonly string[],
  hosts: readonly Host[],
  groups: readonly Group[],
  members: readonly Member[],
  scenario: number,
): Shortages {
  const free = sumOf(hosts.filter(({ site, carries }) => sites.includes(site) && has(carries, scenario)));
  const running = groups.filter(({ placement }) => runs(placement, sites, scenario));
  const needed = sumOf(running);
  if (fits(needed.memory, free.memory)) {
    if (fits(needed.cpu, free.cpu)) return NO_SHORTAGE;
    if (fits(free.cpu, needed.cpu)) return { noRoom: [], slowed: running };
  }
  return oneByOne(
    members.filter(({ placement }) => runs(placement, sites, scenario)),
    free,
    scenario,
  );
}

/** What was not hit goes on, also where memory was overcommitted before; then what HA restarts, as long as there is room. */
function oneByOne(here: readonly Member[], free: Need, scenario: number): Shortages {
  const intact = here.filter(({ placement }) => has(placement.intact, scenario));
  const running = [...intact];
  const noRoom: Member[] = [];
  let memory = free.memory - sumOf(intact).memory;
  for (const one of here) {
    if (has(one.placement.intact, scenario)) continue;
    if (one.memory <= memory) {
      memory -= one.memory;
      running.push(one);
    } else noRoom.push(one);
  }
  return { noRoom, slowed: sumOf(running).cpu > free.cpu ? running : [] };
}

const runs = ({ at, intact, noReaction }: Placement, sites: readonly string[], scenario: number): boolean =>
  sites.some((site) => {
    const there = at.get(site);
    return there !== undefined && has(there, scenario);
  }) &&
  (has(intact, scenario) || !has(noReaction, scenario));

/** Beyond doubt: sums of groups may differ from sums of their members in the last digit, and then the members decide. */
const fits = (needed: number, free: number): boolean => needed < free * (1 - 1e-9);

export function sumOf(needs: Iterable<Need>): Need {
  let [memory, cpu] = [0, 0];
  for (const need of needs) {
    memory += need.memory;
    cpu += need.cpu;
  }
  return { memory, cpu };
}
