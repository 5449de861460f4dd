/** What waits for what: the edges that become restart dependencies, and the cycles among them. */
import { inOrder, type Model } from '../../model/model';

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Path of the entry that says so. */
  readonly at: string;
}

type DependsOn = Model['workloads'][string]['dependsOn'];
type Dependent = Pick<Model, 'workloads' | 'machines'>;
export type DependencyKind = 'all' | 'any' | 'soft' | 'order';

/** Dependencies of every workload and machine, as `owner/key` and `machines/key`. `kinds` chooses which. */
export const edges = (model: Dependent, kinds: readonly DependencyKind[]): readonly Edge[] => kinds.flatMap((kind) => edgesOf(model, kind));

const known = new WeakMap<Dependent, Map<DependencyKind, readonly Edge[]>>();

/** Found once for each Model: several rules ask, and a thousand tenants have tens of thousands. */
function edgesOf(model: Dependent, kind: DependencyKind): readonly Edge[] {
  const kinds = known.get(model) ?? new Map<DependencyKind, readonly Edge[]>();
  known.set(model, kinds);
  const before = kinds.get(kind);
  if (before !== undefined) return before;
  const found: Edge[] = [];
  for (const [id, { path, dependsOn }] of inOrder(model.workloads)) add(found, id, path, dependsOn, kind);
  for (const [key, { dependsOn }] of inOrder(model.machines)) add(found, `machines/${key}`, `machines.${key}`, dependsOn, kind);
  kinds.set(kind, found);
  return found;
}

function add(found: Edge[], from: string, path: string, dependsOn: DependsOn, kind: DependencyKind): void {
  const each = (members: readonly string[], where: string): void =>
    members.forEach((to, index) => found.push({ from, to, at: `${path}.dependsOn.${where}.${String(index)}` }));
  if (kind !== 'any') each(dependsOn[kind], kind);
  else for (const [name, members] of inOrder(dependsOn.any)) each(members, `any.${name}`);
}

/**
 * One cycle for each group of nodes that reach each other, the shortest through its first node: a long list of the same loop
 * seen from each member helps nobody.
 */
export function cycles(all: Iterable<Edge>): readonly (readonly Edge[])[] {
  const out = new Map<string, Edge[]>();
  for (const edge of all) if (edge.from !== edge.to) out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
  const found: (readonly Edge[])[] = [];
  const settled = new Set<string>();
  for (const start of [...out.keys()].sort()) {
    if (settled.has(start)) continue;
    const loop = shortestLoop(start, out, settled);
    if (loop === undefined) settled.add(start);
    else {
      found.push(loop);
      for (const { from } of loop) settled.add(from);
    }
  }
  return found;
}

/** Breadth first from `start` back to `start`; nodes already settled are in a loop that was reported, or in none. */
function shortestLoop(start: string, out: ReadonlyMap<string, readonly Edge[]>, settled: ReadonlySet<string>): readonly Edge[] | undefined {
  const cameBy = new Map<string, Edge>();
  const queue = [start];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const edge of out.get(node) ?? []) {
      if (edge.to === start) {
        const loop = [edge];
        for (let back = cameBy.get(edge.from); back !== undefined; back = cameBy.get(back.from)) loop.unshift(back);
        return loop;
      }
      if (settled.has(edge.to) || cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return undefined;
}

/** `a` → `b` → `a`. */
export const chain = (loop: readonly Edge[]): string =>
  [...loop.map((edge) => edge.from), loop[0]?.from ?? ''].map((id) => `\`${id}\``).join(' → ');
