/** What waits for what: the edges that become restart dependencies, and the cycles among them. */
import { inOrder, type Model } from '../../model/model';

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Path of the entry that says so. */
  readonly at: string;
}

type DependsOn = Model['workloads'][string]['dependsOn'];

/** Dependencies of every workload and machine, as `owner/key` and `machines/key`. `kinds` chooses which. */
export function* edges(
  model: Pick<Model, 'workloads' | 'machines'>,
  kinds: readonly ('all' | 'any' | 'soft' | 'order')[],
): Generator<Edge> {
  for (const [id, { path, dependsOn }] of inOrder(model.workloads)) yield* of(id, `${path}.dependsOn`, dependsOn, kinds);
  for (const [key, { dependsOn }] of inOrder(model.machines)) yield* of(`machines/${key}`, `machines.${key}.dependsOn`, dependsOn, kinds);
}

function* of(from: string, path: string, dependsOn: DependsOn, kinds: readonly ('all' | 'any' | 'soft' | 'order')[]): Generator<Edge> {
  for (const kind of kinds) {
    if (kind !== 'any') for (const [index, to] of dependsOn[kind].entries()) yield { from, to, at: `${path}.${kind}.${String(index)}` };
    else {
      for (const [name, members] of inOrder(dependsOn.any)) {
        for (const [index, to] of members.entries()) yield { from, to, at: `${path}.any.${name}.${String(index)}` };
      }
    }
  }
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
