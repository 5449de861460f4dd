/** How long a restore takes: of one workload that has the repository to itself, and of many that share it. */
import { RESTART_PRIORITIES } from '../../model/common';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { type Copy, dataOf } from './copies';

/**
 * Seconds from the decision to a working service, for one workload that has the repository to itself: the delay of the copy, during which
 * the empty machine is made, its data, boot and start. With `drive` the repository’s own hardware still works.
 */
export function restoreTime(model: Model, workload: string, copy: Copy, drive = false): number {
  const node = model.workloads[workload];
  return Math.ceil(readyAfter(model, copy, drive) + dataOf(model, workload) / copy.throughput + (node === undefined ? 0 : startOf(node)));
}

const readyAfter = (model: Model, copy: Copy, drive: boolean): number =>
  Math.max(drive ? copy.delayWithDrive : copy.delayBefore, model.estate.assumptions.backup.rebuild);

const startOf = ({ boot, start }: WorkloadNode): number => boot + start;

/** A workload to be restored; `works` is when it does, in seconds, as far as is known. */
interface Task {
  readonly node: WorkloadNode;
  readonly copy: Copy;
  /** When it would work if nothing else were missing. */
  alone: number;
  works: number;
}

/**
 * Seconds from the decision to a working service, for each of many workloads that are restored from the copies given; what is not given
 * works already. The director of the backup comes first, with its catalogue, and the others wait for it. Then each repository serves one
 * workload after the other, by restart priority, and before each what it needs (`all`, `order`). A machine starts when its data are there
 * and what it needs works; two that wait for each other are started by hand.
 */
export function restoreAll(model: Model, usable: ReadonlyMap<string, Copy>, drive = false): ReadonlyMap<string, number> {
  const tasks = inQueue(model, usable);
  const free = new Map<string, number>();
  const load = (task: Task, begin: number): void => {
    const { copy, node } = task;
    const from = Math.max(free.get(copy.repository) ?? 0, begin + readyAfter(model, copy, drive));
    const until = from + dataOf(model, node.id) / copy.throughput;
    free.set(copy.repository, until);
    task.alone = until + startOf(node);
  };
  const directors = tasks.filter(({ node }) => node.provides.includes('backup-director'));
  for (const task of directors) load(task, 0);
  const { catalogue } = model.estate.assumptions.backup;
  const begin = directors.length === 0 ? 0 : catalogue + Math.max(...directors.map(({ alone }) => alone));
  // It reads its catalogue alone: waiting for what it needs from others, which wait for it, would be a circle.
  for (const task of directors) task.works = begin;
  const others = tasks.filter((task) => !directors.includes(task));
  for (const task of others) load(task, begin);
  settle(tasks, others);
  return new Map(tasks.map(({ node, works }) => [node.id, Math.ceil(works)]));
}

/** By restart priority, then by id; what a workload needs comes right before it. */
function inQueue(model: Model, usable: ReadonlyMap<string, Copy>): readonly Task[] {
  const rank = ({ restartPriority }: WorkloadNode): number => RESTART_PRIORITIES.indexOf(restartPriority);
  const placed = new Set<string>();
  const queue: Task[] = [];
  const place = (id: string): void => {
    const [node, copy] = [model.workloads[id], usable.get(id)];
    if (node === undefined || copy === undefined || placed.has(id)) return;
    placed.add(id);
    for (const needed of node.dependsOn.all) place(needed);
    for (const needed of node.dependsOn.order) place(needed);
    queue.push({ node, copy, alone: 0, works: Infinity });
  };
  const known = inOrder(model.workloads).filter(([id]) => usable.has(id));
  for (const [id] of [...known].sort(([, a], [, b]) => rank(a) - rank(b))) place(id);
  return queue;
}

/** Lets each wait for what it needs, until nothing moves any more. */
function settle(all: readonly Task[], waiting: readonly Task[]): void {
  const known = new Map(all.map((task) => [task.node.id, task]));
  const tasksOf = (ids: readonly string[]): readonly Task[] => ids.flatMap((id) => known.get(id) ?? []);
  // What is not restored works already: it is nothing to wait for, and a group that has such a member neither.
  const waits = waiting.map((task) => {
    const { all: needed, order, any } = task.node.dependsOn;
    const groups = Object.values(any).filter((members) => members.every((id) => known.has(id)));
    return { task, needed: tasksOf([...needed, ...order]), groups: groups.map(tasksOf) };
  });
  const pass = (): boolean => {
    let moved = false;
    for (const { task, needed, groups } of waits) {
      let begin = 0;
      for (const { works } of needed) begin = Math.max(begin, works);
      for (const members of groups) begin = Math.max(begin, Math.min(...members.map(({ works }) => works)));
      const works = Math.max(task.alone, begin + startOf(task.node));
      if (works >= task.works) continue;
      task.works = works;
      moved = true;
    }
    return moved;
  };
  for (;;) {
    while (pass());
    const stuck = waiting.find(({ works }) => works === Infinity);
    if (stuck === undefined) return;
    stuck.works = stuck.alone;
  }
}
