/** How long the restore of many workloads takes that share repositories. */
import { RESTART_PRIORITIES } from '../../model/common';
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { type Copy, dataOf } from './copies';
import { readyAfter, startOf } from './restore';

/** Copies that are equally good: the one whose data are there first is used. */
export type Usable = readonly [Copy, ...Copy[]];

export interface Restored {
  readonly copy: Copy;
  /** Seconds from the decision until it works, where what it needs works by then. */
  readonly works: number;
}

interface Task {
  readonly node: WorkloadNode;
  readonly usable: Usable;
}

/**
 * Each of many workloads, restored from one of the copies given. The director of the backup comes first, with its catalogue, and the others
 * wait for it. Then each repository serves one workload after the other, by restart priority, and before each what it needs (`all`, `order`).
 */
export function restoreAll(model: Model, usable: ReadonlyMap<string, Usable>): ReadonlyMap<string, Restored> {
  const restored = new Map<string, Restored>();
  const free = new Map<string, number>();
  const load = ({ node, usable: copies }: Task, begin: number, more = 0): void => {
    const data = dataOf(model, node.id);
    const until = (copy: Copy): number =>
      Math.max(free.get(copy.repository) ?? 0, begin + readyAfter(model, copy)) + data / copy.throughput;
    const copy = copies.reduce((best, other) => (until(other) < until(best) ? other : best));
    restored.set(node.id, { copy, works: Math.ceil(until(copy) + startOf(node) + more) });
    free.set(copy.repository, until(copy));
  };
  // A director waits for nobody: what it needs has no turn for its sake.
  const isDirector = (id: string): boolean => model.workloads[id]?.provides.includes('backup-director') === true;
  const queue = (directors: boolean): readonly Task[] =>
    inQueue(model, new Map([...usable].filter(([id]) => isDirector(id) === directors)));
  const { catalogue } = model.estate.assumptions.backup;
  for (const task of queue(true)) load(task, 0, catalogue);
  const begin = Math.max(0, ...[...restored.values()].map(({ works }) => works));
  for (const task of queue(false)) load(task, begin);
  return restored;
}

/** By restart priority, then by id; what a workload needs comes right before it. */
function inQueue(model: Model, usable: ReadonlyMap<string, Usable>): readonly Task[] {
  const priority = ({ restartPriority }: WorkloadNode): number => RESTART_PRIORITIES.indexOf(restartPriority);
  const ranked = inOrder(model.workloads)
    .filter(([id]) => usable.has(id))
    .sort(([, a], [, b]) => priority(a) - priority(b));
  const placed = new Set<string>();
  const queue: Task[] = [];
  const place = (id: string): void => {
    const [node, copies] = [model.workloads[id], usable.get(id)];
    if (node === undefined || copies === undefined || placed.has(id)) return;
    placed.add(id);
    for (const needed of node.dependsOn.all) place(needed);
    for (const needed of node.dependsOn.order) place(needed);
    queue.push({ node, usable: copies });
  };
  for (const [id] of ranked) place(id);
  return queue;
}
