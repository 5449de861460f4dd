/** How long the restore of many workloads takes that share repositories. */
import { RESTART_PRIORITIES } from '../../model/common';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { type Copy, dataOf } from './copies';
import { readyAfter, startOf } from './restore';
import { settle } from './restore-waits';

/** Copies that are equally good: the one whose data are there first is used. */
export type Usable = readonly [Copy, ...Copy[]];

/** A workload to be restored; `works` is when it does, in seconds, as far as is known. */
export interface Task {
  readonly node: WorkloadNode;
  readonly usable: Usable;
  readonly rank: number;
  copy: Copy;
  /** When it would work if nothing else were missing. */
  alone: number;
  works: number;
}

export interface Restored {
  readonly copy: Copy;
  /** Seconds from the decision to a working service. */
  readonly works: number;
}

/**
 * Each of many workloads, restored from one of the copies given; what is not given works already. The director of the backup comes first,
 * with its catalogue, and the others wait for it. Then each repository serves one workload after the other, by restart priority, and before
 * each what it needs (`all`, `order`). A machine starts when its data are there and what it needs works.
 */
export function restoreAll(model: Model, usable: ReadonlyMap<string, Usable>): ReadonlyMap<string, Restored> {
  const tasks = inQueue(model, usable);
  const free = new Map<string, number>();
  const load = (task: Task, begin: number): void => {
    const data = dataOf(model, task.node.id);
    const until = (copy: Copy): number =>
      Math.max(free.get(copy.repository) ?? 0, begin + readyAfter(model, copy)) + data / copy.throughput;
    const copy = task.usable.reduce((best, other) => (until(other) < until(best) ? other : best));
    task.copy = copy;
    task.alone = until(copy) + startOf(task.node);
    free.set(copy.repository, until(copy));
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
  return new Map(tasks.map(({ node, copy, works }) => [node.id, { copy, works: Math.ceil(works) }]));
}

/** By restart priority, then by id; what a workload needs comes right before it. */
function inQueue(model: Model, usable: ReadonlyMap<string, Usable>): readonly Task[] {
  const priority = ({ restartPriority }: WorkloadNode): number => RESTART_PRIORITIES.indexOf(restartPriority);
  const ranked = inOrder(model.workloads)
    .filter(([id]) => usable.has(id))
    .sort(([, a], [, b]) => priority(a) - priority(b));
  const ranks = new Map(ranked.map(([id], rank) => [id, rank]));
  const placed = new Set<string>();
  const queue: Task[] = [];
  const place = (id: string): void => {
    const [node, copies, rank] = [model.workloads[id], usable.get(id), ranks.get(id)];
    if (node === undefined || copies === undefined || rank === undefined || placed.has(id)) return;
    placed.add(id);
    for (const needed of node.dependsOn.all) place(needed);
    for (const needed of node.dependsOn.order) place(needed);
    queue.push({ node, usable: copies, rank, copy: copies[0], alone: 0, works: Infinity });
  };
  for (const [id] of ranked) place(id);
  return queue;
}
