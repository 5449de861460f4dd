/** Among those that are restored together: each starts when its data are there and what it needs works. */
import { components } from '../components';
import { startOf } from './restore';
import type { Task } from './restore-all';

interface Waiting {
  readonly task: Task;
  readonly needed: readonly Task[];
  readonly groups: readonly (readonly Task[])[];
}

/** Lets each wait for what it needs, until nothing moves any more. Where a circle is left, one of it is started without waiting. */
export function settle(all: readonly Task[], waiting: readonly Task[]): void {
  const known = new Map(all.map((task) => [task.node.id, task]));
  const tasksOf = (ids: readonly string[]): readonly Task[] => ids.flatMap((id) => known.get(id) ?? []);
  // What is not restored works already: it is nothing to wait for, and a group that has such a member neither.
  const waits = waiting.map((task): Waiting => {
    const { all: needed, order, any } = task.node.dependsOn;
    const groups = Object.values(any).filter((members) => members.every((id) => known.has(id)));
    return { task, needed: tasksOf([...needed, ...order]), groups: groups.map(tasksOf) };
  });
  for (;;) {
    while (pass(waits));
    const first = firstOf(waits.filter(({ task }) => task.works === Infinity));
    if (first === undefined) return;
    first.works = first.alone;
  }
}

function pass(waits: readonly Waiting[]): boolean {
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
}

/** One of a circle: what waits for groups alone, which are there to be replaced, then the order of restarts. Who waits for a circle is none. */
function firstOf(stuck: readonly Waiting[]): Task | undefined {
  const positions = new Map(stuck.map(({ task }, position) => [task, position]));
  const held = (tasks: readonly Task[]): readonly number[] => tasks.flatMap((task) => positions.get(task) ?? []);
  const [circle = []] = components(stuck.length, (position) => {
    const { needed = [], groups = [] } = stuck[position] ?? {};
    return held([...needed, ...groups.filter((members) => members.every(({ works }) => works === Infinity)).flat()]);
  });
  const [first] = circle
    .flatMap((position) => stuck[position] ?? [])
    .map(({ task, needed }) => ({ task, needs: Number(held(needed).length > 0) }))
    .sort((a, b) => a.needs - b.needs || a.task.rank - b.task.rank);
  return first?.task;
}
