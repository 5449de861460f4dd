/** The shortest way from a row that fails to what has failed: each link is a clause of the sentence that people read. */
import type { Model } from '../../model/model';
import { RESTORABLE, STOPPED } from '../levels';
import { levelOf, machineOf } from '../needed';
import type { Snapshot } from '../snapshot';
import { longestStep } from './chain-clock';
import { worstDependency } from './chain-needs';
import { ownLinks } from './chain-own';
import { usersLinks } from './chain-users';
import type { Link } from './link';

export type { Link } from './link';

/** Links of a workload’s row, from itself to the cause. Empty while nothing hits it. */
export function chainOf(model: Model, snapshot: Snapshot, workload: string): readonly Link[] {
  const node = model.workloads[workload];
  const { own, level } = snapshot.workload(workload);
  // What is back by itself is late for what hit it, not for what degrades it then.
  const hit = node !== undefined && own > 0 && level < RESTORABLE ? ownLinks(model, snapshot, node) : [];
  return [...(hit.length > 0 ? hit : causeOf(model, snapshot, workload)), ...slowest(model, snapshot, workload)];
}

/** From a workload to what failed, without the time that it takes. */
export function causeOf(model: Model, snapshot: Snapshot, workload: string): readonly Link[] {
  const links: Link[] = [];
  const seen = new Set<string>();
  let id: string | undefined = workload;
  while (id !== undefined && !seen.has(id)) {
    seen.add(id);
    const { links: own, next } = step(model, snapshot, id);
    links.push(...own);
    id = next;
  }
  return links;
}

/** Where it can be had again, what takes longest; through those that it waits for. */
function slowest(model: Model, snapshot: Snapshot, workload: string): readonly Link[] {
  const links: Link[] = [];
  const seen = new Set<string>();
  let id: string | undefined = workload;
  while (id !== undefined && !seen.has(id) && isBack(levelOf(snapshot, id))) {
    seen.add(id);
    const longest = longestStep(model, snapshot, id);
    if (longest === undefined) break;
    // How old the copy of another is makes it no later, and loses none of its own data.
    const own = id === workload;
    links.push(...longest.links.filter(({ about }) => own || about !== 'data'));
    id = longest.waitsFor;
  }
  return links;
}

const isBack = (level: number): boolean => level > 0 && level < STOPPED;

interface Step {
  readonly links: readonly Link[];
  /** The workload or machine that it needs, where that is why. */
  readonly next?: string;
}

function step(model: Model, snapshot: Snapshot, id: string): Step {
  const node = model.workloads[id];
  if (node === undefined) return machineStep(model, snapshot, id);
  const { own, level, within } = snapshot.workload(id);
  if (level === 0) return { links: [] };
  if (within < level) return { links: usersLinks(model, snapshot, node) };
  if (own === level) {
    const links = ownLinks(model, snapshot, node);
    if (links.length > 0) return { links };
  }
  const needed = worstDependency(model, snapshot, node);
  if (needed !== undefined) return { links: [needed.link], ...(needed.cut ? {} : { next: needed.id }) };
  return { links: usersLinks(model, snapshot, node) };
}

/** A physical machine is down, or it is up and misses what it needs. */
function machineStep(model: Model, snapshot: Snapshot, id: string): Step {
  const key = machineOf(id) ?? '';
  const path = `machines.${key}`;
  const machine = model.machines[key];
  if (machine === undefined || !snapshot.machine(key)) return { links: [{ path, says: `\`${id}\` is down` }] };
  if (levelOf(snapshot, id) === 0) return { links: [] };
  const needed = worstDependency(model, snapshot, { id, path, dependsOn: machine.dependsOn });
  if (needed === undefined) return { links: [{ path: `${path}.site`, says: `\`${id}\` is up, and no router is left on the way to it` }] };
  return { links: [needed.link], ...(needed.cut ? {} : { next: needed.id }) };
}
