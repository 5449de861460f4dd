/** Section 8: what a workload or machine is worth with what it depends on. */
import type { Level } from '../../../../config/analysis/levels';
import type { Workload } from '../../../../config/model/workload';
import { LOST } from './own';
import { hasGateway, sidesOf, together } from './sides';
import type { Situation } from './situation';

export interface Node {
  readonly own: Level;
  /** Site where it runs; absent: nowhere. */
  readonly place?: string;
  readonly dependsOn: Workload['dependsOn'];
}
export type Nodes = ReadonlyMap<string, Node>;

const DEGRADED = 2;
const LEVELS: readonly Level[] = [0, 1, 2, 3, 4, 5, 6, 7];

/** What runs at a side needs a gateway there. */
function alone(now: Situation, { own, place }: Node): Level {
  const cutOff = place !== undefined && sidesOf(now).includes(place) && !hasGateway(now, place);
  return cutOff ? LOST : own;
}

/** Reached by who depends on it: not at the other side of a cut. What runs nowhere is judged by its level alone. */
function seen(now: Situation, nodes: Nodes, from: string, to: string): boolean {
  const here = nodes.get(from)!.place;
  const there = nodes.get(to)!.place;
  return here === undefined || there === undefined || together(now, here, there);
}

/** All that is no worse than `level`: who is so alone, less, again and again, who misses something. What holds together stays. */
function holding(now: Situation, nodes: Nodes, level: Level): ReadonlySet<string> {
  if (level === LOST) return new Set(nodes.keys());
  const useful = level < DEGRADED ? holding(now, nodes, DEGRADED) : undefined;
  const held = new Set([...nodes.keys()].filter((id) => alone(now, nodes.get(id)!) <= level));
  const counts = (id: string, member: string): boolean => held.has(member) && seen(now, nodes, id, member);
  const misses = (id: string): boolean => {
    const { all, any, soft } = nodes.get(id)!.dependsOn;
    return (
      all.some((member) => !counts(id, member)) ||
      Object.values(any).some((members) => !members.some((member) => counts(id, member))) ||
      (useful !== undefined && soft.some((member) => !(useful.has(member) && seen(now, nodes, id, member))))
    );
  };
  for (let leaving = [...held].filter(misses); leaving.length > 0; leaving = [...held].filter(misses))
    for (const id of leaving) held.delete(id);
  return held;
}

/** Level of each with its dependencies and its gateway, before its users are asked. */
export function withDependencies(now: Situation, nodes: Nodes): ReadonlyMap<string, Level> {
  const sets = LEVELS.map((level) => ({ level, held: holding(now, nodes, level) }));
  return new Map([...nodes.keys()].map((id) => [id, sets.find(({ held }) => held.has(id))?.level ?? LOST]));
}
