/** What workloads and machines hand on to those that need them (README, section 8). */
import { inOrder, type Model } from '../../model/model';
import type { Bits } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import { best, from, type Grades, gradesOf, raised, same, worst } from './grades';
import { rememberingBoth } from './remembering';
import { RESTORABLE } from '../levels';

/** Something that others may need: where it runs, and what the failure does to it alone. */
export interface Node {
  readonly own: Grades;
  /** Site → scenarios in which it runs there. */
  readonly at: ReadonlyMap<string, Bits>;
  readonly dependsOn: {
    readonly all: readonly string[];
    readonly any: Readonly<Record<string, readonly string[]>>;
    readonly soft: readonly string[];
  };
}

/** Scenarios in which the two sides are not joined, and in which a side has no gateway. */
export interface Paths {
  readonly apart: Bits;
  readonly noGateway: ReadonlyMap<string, Bits>;
}

export function pathsOf(model: Model, { algebra: { any, and, not, or } }: Field, equipment: Equipment, sides: readonly string[]): Paths {
  const apart = equipment.apart('tenants');
  const routersUp = (site: string): Bits =>
    any(inOrder(model.routers).flatMap(([key, router]) => (router.site === site ? [not(equipment.router(key))] : [])));
  const noGateway = new Map(
    sides.map((site) => {
      const beyond = any(sides.filter((other) => other !== site).map(routersUp));
      return [site, not(or(routersUp(site), and(not(apart), beyond)))] as const;
    }),
  );
  return { apart, noGateway };
}

/**
 * Outcomes with dependencies counted. Nodes that need nobody are done at once, the others in rounds until nothing changes: outcomes only get
 * worse, so a cycle of redundant groups that holds together stays up.
 */
export function withDependencies(field: Field, nodes: ReadonlyMap<string, Node>, { apart, noGateway }: Paths): ReadonlyMap<string, Grades> {
  const { algebra } = field;
  const { any, and, none } = algebra;
  const lost = (scenarios: Bits): Grades => gradesOf(algebra, { 7: scenarios });

  // Most nodes run at the same places as many others: what places do to each other is worked out once.
  const cut = rememberingBoth((mine: Node['at'], theirs: Node['at']) => {
    const apartFrom = (site: string): Bits => any([...theirs].flatMap(([other, there]) => (other === site ? [] : [there])));
    return lost(and(apart, any([...mine].map(([site, here]) => and(here, apartFrom(site))))));
  });
  const start = rememberingBoth((own: Grades, at: Node['at']) =>
    worst(algebra, own, lost(any([...at].map(([site, here]) => and(here, noGateway.get(site) ?? none))))),
  );

  const outcome = new Map([...nodes].map(([id, { own, at }]) => [id, start(own, at)]));
  const seenFrom = (node: Node, id: string): Grades | undefined => {
    const needed = nodes.get(id);
    const grades = outcome.get(id);
    return needed === undefined || grades === undefined ? undefined : worst(algebra, grades, cut(node.at, needed.at));
  };
  const judge = (id: string, node: Node): Grades => {
    const { all, any: groups, soft } = node.dependsOn;
    let grades = outcome.get(id)!;
    for (const needed of all) grades = worst(algebra, grades, seenFrom(node, needed) ?? grades);
    for (const members of Object.values(groups)) {
      const seen = members.map((member) => seenFrom(node, member)).filter((one) => one !== undefined);
      if (seen.length > 0)
        grades = worst(
          algebra,
          grades,
          seen.reduce((a, b) => best(algebra, a, b)),
        );
    }
    for (const useful of soft) {
      const seen = seenFrom(node, useful);
      if (seen !== undefined) grades = raised(algebra, grades, 2, from(seen, RESTORABLE));
    }
    return grades;
  };

  const needing = [...nodes].filter(([, { dependsOn }]) => needsSomebody(dependsOn));
  const neededBy = new Map<string, string[]>();
  for (const [id, { dependsOn }] of needing)
    for (const needed of [...dependsOn.all, ...Object.values(dependsOn.any).flat(), ...dependsOn.soft])
      if (neededBy.get(needed)?.push(id) === undefined) neededBy.set(needed, [id]);
  let waiting = new Set(needing.map(([id]) => id));
  while (waiting.size > 0) {
    const next = new Set<string>();
    for (const id of waiting) {
      const grades = judge(id, nodes.get(id)!);
      if (same(grades, outcome.get(id)!)) continue;
      outcome.set(id, grades);
      for (const other of neededBy.get(id) ?? []) next.add(other);
    }
    waiting = next;
  }
  return outcome;
}

const needsSomebody = ({ all, any, soft }: Node['dependsOn']): boolean => all.length + soft.length + Object.keys(any).length > 0;
