/** One restart priority after the other: when HA turns to each, in a cluster, or at each side of one that is cut apart. */
import { RESTART_PRIORITIES } from '../../model/common';
import type { Model } from '../../model/model';
import { beginLane, type Beginning, lanesOf, type Possible } from './lanes';
import type { Fate, Situation } from './situation';

/** What one HA has to start. */
interface Group {
  readonly cluster: string;
  /** Members of each priority, the highest first; those that never can be powered on among them. None is empty. */
  readonly tiers: readonly (readonly number[])[];
  /** When it can start the first of all. */
  readonly first: number;
}

/** How it is powered on, as far as priorities have begun; undefined: not yet, or never. */
type Started = (number: number) => { readonly powered: number } | undefined;

/** Each priority begins when what HA has to start of the one before is powered on, or when HA has waited for it for `restartTimeout`. */
export function beginningsOf(
  situation: Situation,
  possible: Possible,
  startedIn: (beginnings: ReadonlyMap<number, Beginning>) => Started,
): ReadonlyMap<number, Beginning> {
  const groups = groupsOf(situation, possible);
  const lanes = lanesOf(situation, possible);
  const began = new Map(groups.map((group) => [group, [group.first]]));
  for (;;) {
    const beginnings = begin(situation, possible, lanes, began);
    const next = nextOf(situation.model, began, startedIn(beginnings));
    if (next.length === 0) return beginnings;
    for (const [group, moment] of next) began.get(group)?.push(moment);
  }
}

/** Those that begin next in each cluster. Nothing there depends on them before that moment, so all until then is known. */
function nextOf(
  { clusters }: Model,
  began: ReadonlyMap<Group, readonly number[]>,
  started: Started,
): readonly (readonly [Group, number])[] {
  const coming = [...began].flatMap(([group, moments]) => {
    if (moments.length === group.tiers.length) return [];
    const last = moments.length - 1;
    const begun = moments[last] ?? 0;
    const on = Math.max(begun, ...(group.tiers[last] ?? []).map((number) => started(number)?.powered ?? Infinity));
    return [[group, Math.min(on, begun + (clusters[group.cluster]?.restartTimeout ?? 0))] as const];
  });
  return coming.filter(([{ cluster }, moment]) => coming.every(([other, theirs]) => other.cluster !== cluster || theirs >= moment));
}

function begin(
  situation: Situation,
  possible: Possible,
  lanes: readonly (readonly number[])[],
  began: ReadonlyMap<Group, readonly number[]>,
): ReadonlyMap<number, Beginning> {
  const tiers = new Map<number, number>();
  for (const [{ tiers: members }, moments] of began)
    for (const [position, moment] of moments.entries())
      for (const number of members[position] ?? []) if (possible.has(number)) tiers.set(number, moment);
  return new Map(lanes.flatMap((lane) => beginLane(situation, possible, lane, (number) => tiers.get(number))));
}

/** HA has to start what was hit, whether or not it ever can, unless it does not react. */
const STARTED: readonly Fate[] = ['ha', 'refused', 'restore', 'none'];

function groupsOf(situation: Situation, possible: Possible): readonly Group[] {
  const { ground, fates, places, hit, snapshot } = situation;
  const clusterOf = (number: number): string => ground.items[number]?.node.cluster ?? '';
  const sideOf = (number: number): string => (snapshot.managed ? '' : (places[number] ?? ''));
  const mine = new Map<string, number[]>();
  for (const number of possible.keys()) {
    const key = `${clusterOf(number)} ${sideOf(number)}`;
    const known = mine.get(key);
    if (known === undefined) mine.set(key, [number]);
    else known.push(number);
  }
  return [...mine.values()].map((members) => {
    const [one = 0] = members;
    const cluster = clusterOf(one);
    // What can never be powered on is tried at each side.
    const tried = hit.filter(
      (number) =>
        clusterOf(number) === cluster &&
        STARTED.includes(fates[number] ?? 'runs') &&
        (!possible.has(number) || sideOf(number) === sideOf(one)),
    );
    const priorityOf = (number: number) => ground.items[number]?.node.restartPriority;
    const tiers = RESTART_PRIORITIES.map((priority) => tried.filter((number) => priorityOf(number) === priority));
    return {
      cluster,
      tiers: tiers.filter(({ length }) => length > 0),
      first: Math.min(...members.map((number) => possible.get(number) ?? Infinity)),
    };
  });
}
