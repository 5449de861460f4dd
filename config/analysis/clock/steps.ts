/** What happens until a workload is back, one step after the other, as a person would tell it. */
import type { Model } from '../../model/model';
import type { Basis } from '../claim';
import type { Item } from './ground';
import type { Step } from './recovery';
import { isIntruder } from './restores';
import { DIVERGED, type Solved } from './solved';
import { detectionOf, failsOver } from './detection';
import { type Start, waveOf } from './starts';
import { type Wait, waitOf } from './waits';
import { aloneAt, type Solution } from './works';

/** Out of office hours. Empty where it was not interrupted, or nothing that is described brings it back. */
export function stepsOf({ situation, outOfHours: solution }: Solved, number: number): readonly Step[] {
  const { ground, fates, states, model } = situation;
  const item = ground.items[number];
  const works = solution.works[number] ?? 0;
  if (item === undefined || works === 0 || works === Infinity || (states[number]?.level ?? 0) >= DIVERGED) return [];
  const steps = [...beginning({ situation, solution, number, item, model })];
  const told = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const service = fates[number] === 'runs' ? 0 : item.node.start;
  const wait = waitOf(situation, solution, number, item);
  if (works - service > told) steps.push(waiting(model, wait, works - service - told));
  if (service > 0) steps.push(step('its service starts', service, 'declared'));
  steps.push(step('routing finds the way to it', model.estate.assumptions.routing.convergence, 'estimated'));
  return steps;
}

interface Told {
  readonly situation: Solved['situation'];
  readonly solution: Solution;
  readonly model: Model;
  readonly number: number;
  readonly item: Item;
}

const step = (what: string, seconds: number, basis: Basis, who?: string): Step => ({
  what,
  seconds,
  basis,
  ...(who === undefined ? {} : { who }),
});

/** Until it could start its service. */
function beginning(told: Told): readonly Step[] {
  const { situation, solution, number } = told;
  if (situation.fates[number] === 'runs') return [];
  if (situation.fates[number] === 'restore') return restoring(told);
  const start = solution.starts.get(number);
  return start === undefined ? [] : [...starting(told, start), step('its system boots', told.item.node.boot, 'declared')];
}

/** The function on call reacts: the first step wherever somebody has to act. */
export const reacts = (model: Model, seconds: number): Step =>
  step(
    `somebody reacts, out of office hours (${model.estate.operations.officeHours})`,
    seconds,
    'declared',
    model.estate.operations.onCall,
  );

const decides = (model: Model, what: string): Step =>
  step(what, model.estate.assumptions.operator.decision, 'estimated', model.estate.operations.failoverDecision);

function restoring({ situation, solution, number, item, model }: Told): readonly Step[] {
  const restore = solution.restores.get(number);
  if (restore === undefined) return [];
  const { copy, alone } = restore;
  const { boot, start } = item.node;
  const queue = aloneAt(situation, solution, number, item) + start - solution.restoring - alone;
  return [
    reacts(model, solution.shift.reaction),
    ...(isIntruder(situation.snapshot) ? [decides(model, 'it is decided to restore the estate')] : []),
    ...(queue === 0 ? [] : [step(`what is restored before it from \`${copy.repository}\`, or it needs`, queue, 'estimated')]),
    step(`its machine is made and its data come back from \`${copy.repository}\` (${copy.level})`, alone - boot - start, 'estimated'),
    step('its system boots', boot, 'declared'),
  ];
}

/** Until it is powered on, by HA or by hand. */
function starting(told: Told, start: Start): readonly Step[] {
  const { model, situation, number, solution } = told;
  const { reaction } = solution.shift;
  const noticed = situation.fates[number] === 'ha' ? noticing(told) : deciding(told);
  const after = noticed.reduce((sum, { seconds }) => sum + seconds, 0);
  const { hosts } = waveOf(situation, number);
  if (!start.byHand) {
    const seconds = start.powered - after;
    return [...noticed, step(`HA starts it in its turn, on ${String(hosts)} ${hosts === 1 ? 'host' : 'hosts'}`, seconds, 'estimated')];
  }
  const { onCall } = model.estate.operations;
  const late = start.begins - after;
  const until = reaction > after ? 'HA gives up, and somebody reacts' : 'HA gives up';
  return [
    ...noticed,
    ...(late > 0 ? [step(until, late, 'estimated', onCall)] : []),
    step('it is started by hand', start.powered - start.begins, 'estimated', onCall),
  ];
}

const NOTICED = {
  host: 'HA notices that hosts are lost',
  isolation: 'isolated hosts stop their machines',
  storage: 'HA gives up on hosts without their storage',
} as const;

function noticing({ situation, number, model }: Told): readonly Step[] {
  const cause = situation.states[number]?.cause;
  const known = cause === 'isolation' || cause === 'storage' ? cause : 'host';
  return [
    step(NOTICED[known], detectionOf(situation, number), 'estimated'),
    ...(failsOver(situation, number)
      ? [step('the side of its mirrors that is left serves', model.estate.assumptions.storage.failover, 'estimated')]
      : []),
  ];
}

/** Storage refuses both sides rather than let them drift apart: only a person can know that the other side is really gone. */
function deciding({ situation, number, model, solution }: Told): readonly Step[] {
  const reaction = reacts(model, solution.shift.reaction);
  if (situation.fates[number] !== 'refused') return [reaction];
  return [
    reaction,
    decides(model, 'it is decided which side of the storage serves'),
    step('that side serves', model.estate.assumptions.storage.failover, 'estimated'),
  ];
}

function waiting(model: Model, wait: Wait | undefined, seconds: number): Step {
  const what = `it waits for \`${wait?.on.id ?? 'others'}\``;
  return wait?.byHand === true
    ? step(`${what}, an order that HA does not keep`, seconds, 'estimated', model.estate.operations.onCall)
    : step(what, seconds, 'computed');
}
