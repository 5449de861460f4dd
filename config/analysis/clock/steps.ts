/** What happens until a workload is back, one step after the other, as a person would tell it. */
import type { Model } from '../../model/model';
import { consoleOf, detectionOf, failsOver } from './detection';
import { waveOf } from './lanes';
import type { Step } from './recovery';
import { restoring } from './restore-steps';
import { DIVERGED, type Solved } from './solved';
import type { Start } from './starts';
import type { Item } from './ground';
import { assumed, decides, reacts, step, type Told } from './step';
import { startedAgainAt, type Wait, waitOf } from './waits';
import { aloneAt } from './works';

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
  const alone = aloneAt(situation, solution, number, item);
  const again = startedAgainAt(situation, solution, number, item, alone) === undefined ? 0 : model.estate.assumptions.operator.start;
  const left = works - service - again - told;
  // Who starts it again reacts while it waits, and goes on from there.
  const reaction = again === 0 ? 0 : Math.max(0, Math.min(left, works - service - again - (wait?.until ?? 0)));
  if (left > reaction) steps.push(waiting(model, item, wait, left - reaction));
  if (reaction > 0) steps.push(reacts(model, reaction));
  if (again > 0)
    steps.push(assumed('it does not try again by itself: it is started again', again, 'operator.start', model.estate.operations.onCall));
  if (service > 0) steps.push(step('its service starts', service, 'declared', `${item.node.path}.start`));
  steps.push(assumed('routing finds the way to it', model.estate.assumptions.routing.convergence, 'routing.convergence'));
  return steps;
}

/** Until it could start its service. */
function beginning(told: Told): readonly Step[] {
  const { situation, solution, number } = told;
  if (situation.fates[number] === 'runs') return [];
  if (situation.fates[number] === 'restore') return restoring(told);
  const start = solution.starts.get(number);
  return start === undefined
    ? []
    : [...starting(told, start), step('its system boots', told.item.node.boot, 'declared', `${told.item.node.path}.boot`)];
}

/** Until it is powered on, by HA or by hand. */
function starting(told: Told, start: Start): readonly Step[] {
  const { model, situation, number, solution } = told;
  const { reaction } = solution.shift;
  const noticed = situation.fates[number] === 'ha' ? noticing(told) : deciding(told);
  const after = noticed.reduce((sum, { seconds }) => sum + seconds, 0);
  const { hosts } = waveOf(situation, number);
  const timeout = `clusters.${told.item.node.cluster ?? ''}.restartTimeout`;
  const held = start.held > 0 ? [step('HA turns to higher restart priorities first', start.held, 'computed', timeout)] : [];
  if (!start.byHand) {
    const seconds = start.powered - after - start.held - start.woken;
    return [
      ...noticed,
      ...held,
      ...(start.woken > 0 ? [assumed('hosts that power management let sleep boot', start.woken, 'ha.hostBoot')] : []),
      assumed(`HA starts it in its turn, on ${String(hosts)} ${hosts === 1 ? 'host' : 'hosts'}`, seconds, 'ha.startTime'),
    ];
  }
  const { onCall } = model.estate.operations;
  const late = start.begins - start.queue - after - start.held;
  const until = reaction > after + start.held ? 'HA gives up, and somebody reacts' : 'HA gives up';
  return [
    ...noticed,
    ...held,
    ...(late > 0 ? [assumed(until, late, 'ha.retry', onCall)] : []),
    ...(start.queue > 0 ? [assumed('others are started by hand before it', start.queue, 'operator.each', onCall)] : []),
    assumed('it is started by hand', start.powered - start.begins, 'operator.start', onCall),
  ];
}

const NOTICED = {
  host: ['HA notices that hosts are lost', 'ha.detection'],
  isolation: ['isolated hosts stop their machines', 'ha.isolation'],
  storage: ['HA gives up on hosts without their storage', 'ha.apdTimeout'],
} as const;

function noticing({ situation, number, model }: Told): readonly Step[] {
  const cause = situation.states[number]?.cause;
  const [what, field] = NOTICED[cause === 'isolation' || cause === 'storage' ? cause : 'host'];
  return [
    assumed(what, detectionOf(situation, number), field),
    ...(failsOver(situation, number)
      ? [assumed('the side of its mirrors that is left serves', model.estate.assumptions.storage.failover, 'storage.failover')]
      : []),
  ];
}

/** Storage refuses both sides rather than let them drift apart: only a person can know that the other side is really gone. */
function deciding({ situation, number, model, solution }: Told): readonly Step[] {
  const reaction = reacts(model, solution.shift.reaction);
  if (situation.fates[number] !== 'refused') return [reaction];
  const console = consoleOf(situation);
  return [
    reaction,
    decides(model, 'it is decided which side of the storage serves'),
    ...(console > 0
      ? [assumed('DataCore console on a storage server itself', console, 'operator.console', model.estate.operations.onCall)]
      : []),
    assumed('that side serves', model.estate.assumptions.storage.failover, 'storage.failover'),
  ];
}

function waiting(model: Model, { node }: Item, wait: Wait | undefined, seconds: number): Step {
  const what = `it waits for \`${wait?.on.id ?? 'others'}\``;
  const path = wait === undefined ? node.path : `${node.path}.dependsOn.${placeIn(node.dependsOn, wait.on.id)}`;
  const said =
    wait?.byHand === true
      ? step(`${what}, an order that HA does not keep`, seconds, 'estimated', path, model.estate.operations.onCall)
      : step(what, seconds, 'computed', path);
  return wait === undefined ? said : { ...said, on: wait.on.id };
}

/** Where a dependency is written, below `dependsOn`. */
function placeIn({ all, order, any }: Item['node']['dependsOn'], id: string): string {
  if (all.includes(id)) return `all.${String(all.indexOf(id))}`;
  if (order.includes(id)) return `order.${String(order.indexOf(id))}`;
  const [group] = Object.entries(any).find(([, members]) => members.includes(id)) ?? [];
  return group === undefined ? 'all' : `any.${group}`;
}
