/** A tenant’s plan of restart after one failure. */
import type { Model } from '../../model/model';
import { LEVELS } from '../levels';
import type { Snapshot } from '../snapshot';
import { workloadsOf } from '../../views';
import { type Dependency, isMachine, type Item } from './ground';
import type { PlanLine, Way } from './recovery';
import { isIntruder } from './restores';
import type { Fate, Situation } from './situation';
import { solve, type Solved } from './solved';
import { startedAgainAt, waitOf } from './waits';
import { aloneAt } from './works';

/** The tenant’s workloads, and those of others that they wait for: by the moment at which each begins, then works, then by id. */
export function plan(model: Model, snapshot: Snapshot, tenant: string): readonly PlanLine[] {
  const solved = solve(model, snapshot, Object.keys(model.workloads));
  const { ground } = solved.situation;
  const own = workloadsOf(model, tenant).flatMap(({ id }) => ground.numbers.get(id) ?? []);
  return inTurn(
    [...withNeeded(solved, own)].flatMap((number) => {
      const item = ground.items[number];
      // Nobody starts a physical machine: whom it waits for has a line, itself has none.
      return item === undefined || isMachine(item) ? [] : [lineOf(solved, number, item)];
    }),
  );
}

const inTurn = (lines: readonly PlanLine[]): readonly PlanLine[] =>
  [...lines].sort((a, b) => compare(a.begins, b.begins) || compare(a.works, b.works) || (a.workload < b.workload ? -1 : 1));

/** All that the failure interrupts, whoever's it is, in the same order: one list for whoever starts it. */
export function planOfEstate(model: Model, snapshot: Snapshot): readonly PlanLine[] {
  const solved = solve(model, snapshot, Object.keys(model.workloads));
  const { ground, touched } = solved.situation;
  return inTurn(
    ground.items.flatMap((item, number) => {
      const line = touched[number] === 1 && !isMachine(item) ? lineOf(solved, number, item) : undefined;
      return line === undefined || line.works === 0 ? [] : [line];
    }),
  );
}

/** `Infinity` is equal to itself, which a difference would not say. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** With what they need, however far, where it was interrupted. Of a group, the member that works first. */
function withNeeded({ situation, outOfHours }: Solved, own: readonly number[]): ReadonlySet<number> {
  const { ground } = situation;
  const found = new Set(own);
  const works = ({ item }: Dependency): number => outOfHours.works[item] ?? 0;
  for (const number of found) {
    const item = ground.items[number];
    if (item === undefined) continue;
    const firsts = item.any.flatMap((members) => [...members].sort((a, b) => compare(works(a), works(b))).slice(0, 1));
    for (const { item: needed } of [...item.all, ...item.order, ...firsts]) if ((outOfHours.works[needed] ?? 0) > 0) found.add(needed);
  }
  return found;
}

const WAYS: Readonly<Record<Fate, Way>> = {
  runs: 'runs',
  ha: 'ha',
  'by-hand': 'by-hand',
  refused: 'by-hand',
  restore: 'restore',
  none: 'none',
};

function lineOf({ situation, outOfHours, inHours }: Solved, number: number, item: Item): PlanLine {
  const { fates, places, states } = situation;
  const fate = fates[number] ?? 'runs';
  const start = outOfHours.starts.get(number);
  const wait = waitOf(situation, outOfHours, number, item);
  const again = startedAgainAt(situation, outOfHours, number, item, aloneAt(situation, outOfHours, number, item));
  const who = whoOf(situation, fate, start?.byHand === true || wait?.byHand === true || again !== undefined);
  const place = fate === 'none' ? undefined : places[number];
  const copy = outOfHours.restores.of.get(number)?.copy;
  return {
    workload: item.node.id,
    priority: item.node.restartPriority,
    outcome: LEVELS[states[number]?.level ?? 0],
    way: fate === 'ha' && start?.byHand === true ? 'by-hand' : WAYS[fate],
    ...(place === undefined ? {} : { place }),
    begins: fate === 'runs' ? 0 : fate === 'restore' ? outOfHours.restoring : (start?.begins ?? Infinity),
    works: outOfHours.works[number] ?? 0,
    inHours: inHours.works[number] ?? 0,
    ...(who === undefined ? {} : { who }),
    ...(wait === undefined ? {} : { waitsFor: wait.on.id }),
    ...(copy === undefined ? {} : { from: copy }),
  };
}

/** Who decides where something must be decided, else who acts. */
function whoOf({ model, snapshot }: Situation, fate: Fate, byHand: boolean): string | undefined {
  const { failoverDecision, onCall } = model.estate.operations;
  if (fate === 'refused' || (fate === 'restore' && isIntruder(snapshot))) return failoverDecision;
  return byHand || fate === 'by-hand' || fate === 'restore' ? onCall : undefined;
}
