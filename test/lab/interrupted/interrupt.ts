/** Interruptions: each waits for an event, not for a time, and says whether there was something left to interrupt. */
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { datacoreStatus } from '../../../scripts/lab/control';
import type { Fault } from '../../../scripts/lab/datacore/faults';
import { allProcesses, identify, isRunning, procStat } from '../../../scripts/process-identity';
import type { DatacoreRun } from '../../../scripts/lab/run-file';
import { send } from '../../../scripts/lab/stop-process';
import { Terraform } from '../../../scripts/lab/terraform';
import { messageOf } from '../../../scripts/lab/terraform-plan';
import type { Lab } from '../../../scripts/lab/up';
import type { TerraformMoment } from './moments';

/** Milliseconds. */
export interface Rhythm {
  /** From the moment when an object is begun to one when it has been done, and not been answered. */
  readonly late: number;
  /** That a provider whose Terraform was killed has for what it was asked for. */
  readonly finish: number;
}

/** Milliseconds that the stand-in keeps Terraform waiting for each answer. */
const PAUSE = 160;
const STAND_IN: Rhythm = { late: PAUSE / 2, finish: 2 * PAUSE };

export interface Interrupted {
  /** How the apply ended that was interrupted. */
  readonly code: number;
  /** Whether the interruption found what it was meant for. */
  readonly hit: boolean;
}

/** Without a saved plan, as most people do it. */
export const APPLY = ['apply', '-json', '-auto-approve', '-input=false'];

/** Terraform, while it applies a stack of so many objects. */
export async function interruptTerraform(
  lab: Lab,
  objects: number,
  { stack, nth, late }: TerraformMoment,
  signal: 'SIGINT' | 'SIGKILL',
  rhythm = STAND_IN,
): Promise<Interrupted> {
  const terraform = new Terraform({ ...lab, environment: { ...lab.environment, CORDEE_STANDIN_PAUSE: String(PAUSE) } });
  const wanted = 1 + (nth % objects);
  let seen = 0;
  let hit = false;
  let group = 0;
  const line = (text: string): void => {
    const { type, hook } = messageOf(text) ?? {};
    if (type !== 'apply_start' || hook?.action === 'read' || ++seen !== wanted) return;
    const [running] = lab.children.running.filter(({ command }) => command.includes(' apply '));
    group = running?.pid ?? 0;
    const interrupt = (): void => void (hit = running !== undefined && send(running.pid, signal));
    if (late) setTimeout(interrupt, rhythm.late);
    else interrupt();
  };
  const { code } = await terraform.run(stack, APPLY, line);
  if (signal === 'SIGINT') return { code, hit };
  // What it was asked for a provider finishes, and then waits for ever. Appliers go on.
  await sleep(rhythm.finish);
  for (const pid of membersOf(group, /terraform-provider-/)) send(pid, 'SIGKILL');
  return { code, hit };
}

/** An applier, when the storage has been asked for a change and does not answer. */
export async function interruptApplier(lab: Lab, fault: Fault, alone: boolean): Promise<Interrupted> {
  await tell(lab.run.datacore, 'POST', fault);
  const terraform = new Terraform(lab);
  const ended = terraform.run('volumes', [...APPLY, ...(alone ? ['-parallelism=1'] : [])]);
  const over = finished(ended);
  let hit = false;
  while (!over() && !hit) {
    if ((await datacoreStatus(lab.run)).held > 0) {
      const [running] = lab.children.running.filter(({ command }) => command.includes(' apply '));
      for (const pid of membersOf(running?.pid ?? 0, /cordee\.js apply volume/)) hit = send(pid, 'SIGKILL') || hit;
    } else await sleep(20);
  }
  const { code } = await ended;
  await tell(lab.run.datacore, 'DELETE');
  return { code, hit };
}

/** The simulated storage, by its own hand, at a moment of a change; `again` starts it as soon as it is dead. */
export async function interruptStorage(lab: Lab, fault: Fault, again: () => Promise<void>): Promise<Interrupted> {
  await tell(lab.run.datacore, 'POST', fault);
  const ended = new Terraform(lab).run('volumes', APPLY);
  const over = finished(ended);
  while (!over() && isRunning(lab.run.datacore.process)) await sleep(20);
  const hit = !isRunning(lab.run.datacore.process);
  if (hit) await again();
  const { code } = await ended;
  return { code, hit };
}

/** Whether it has come to its end. */
function finished(work: Promise<unknown>): () => boolean {
  let is = false;
  void work.then(() => (is = true));
  return () => is;
}

const membersOf = (group: number, command: RegExp): number[] =>
  group === 0 ? [] : allProcesses().filter((pid) => procStat(pid)?.group === group && command.test(identify(pid)?.command ?? ''));

/** Arms a fault, or takes all of them away. */
const tell = ({ control, ca }: DatacoreRun, method: 'POST' | 'DELETE', fault?: Fault): Promise<void> =>
  new Promise((done, refuse) => {
    const sent = request(new URL('faults', control), { method, agent: false, ca: readFileSync(ca) }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) done();
        else refuse(new Error(`${method} faults: ${String(response.statusCode)}`));
      });
    });
    sent.on('error', refuse);
    sent.end(fault === undefined ? undefined : JSON.stringify(fault));
  });
