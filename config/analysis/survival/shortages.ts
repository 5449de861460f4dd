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

/** Members that stand at the same places whatever fails: they are judged as one while there is enough for all. */
export interface Group extends Need {
  readonly placement: Placement;
  /** MiB of the largest of them. */
  readonly largest: number;
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
  const left = hosts.filter(({ site, carries }) => sites.includes(site) && has(carries, scenario));
  const free = sumOf(left);
  const running = groups.filter((group) => isAt(group, sites, scenario));
  const needed = sumOf(running);
  // Spread in whatever way, each finds a host with room: all hosts but one may lack a little less than the largest asks for.
  const scattered = running.reduce((most, { largest }) => Math.max(most, largest), 0) * Math.max(0, left.length - 1);
  if (fits(needed.memory + scattered, free.memory)) {
    if (fits(needed.cpu, free.cpu)) return NO_SHORTAGE;
    if (fits(free.cpu, needed.cpu)) return { noRoom: [], slowed: running };
  }
  const here = members.filter((member) => isAt(member, sites, scenario));
  const noRoom = new Set(
    withoutRoom(
      left.map(({ memory }) => memory),
      [0, 1, 2].map((turn) => here.filter((member) => turnOf(member, scenario) === turn)),
    ),
  );
  const carried = here.filter((member) => !noRoom.has(member));
  return { noRoom: [...noRoom], slowed: sumOf(carried).cpu > free.cpu ? carried : [] };
}

/** 0: it goes on. 1: HA restarts it. 2: somebody starts it, or brings it back. */
function turnOf({ placement: { intact, noReaction, nowhere } }: Member, scenario: number): 0 | 1 | 2 {
  if (has(intact, scenario)) return 0;
  return has(noReaction, scenario) || has(nowhere, scenario) ? 2 : 1;
}

/**
 * Each goes to the host with most memory free. What goes on does so also where memory was overcommitted before; of the others, turn after
 * turn, what no host has room for is left out. `free`: MiB of each host.
 */
export function withoutRoom<T extends { readonly memory: number }>(
  free: number[],
  [goingOn = [], ...others]: readonly (readonly T[])[],
): readonly T[] {
  const roomiest = (): number => free.reduce((best, memory, host) => (memory > (free[best] ?? -Infinity) ? host : best), 0);
  if (free.length === 0) return others.flat();
  for (const { memory } of goingOn) free[roomiest()]! -= memory;
  return others.flat().filter(({ memory }) => {
    const host = roomiest();
    if (memory > (free[host] ?? 0)) return true;
    free[host]! -= memory;
    return false;
  });
}

const isAt = ({ placement: { stands } }: Pick<Member, 'placement'>, sites: readonly string[], scenario: number): boolean =>
  sites.some((site) => {
    const there = stands.get(site);
    return there !== undefined && has(there, scenario);
  });

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

export const largestOf = (needs: readonly Need[]): number => needs.reduce((most, { memory }) => Math.max(most, memory), 0);
