/** Where nothing happens any more and some still wait for each other: who of them does not wait. */
import type { Model } from '../../../../../config/model/model';
import type { Thing } from './hit';
import { inOrder } from './line';
import type { World } from './world';

/** Who does not wait, and for whom. */
export type Freed = Map<string, ReadonlySet<string>>;

interface Circle {
  readonly first: string;
  readonly others: ReadonlySet<string>;
}

/** Undefined where everybody works who ever can. */
export function nextOf(model: Model, world: World, works: ReadonlyMap<string, number>): Circle | undefined {
  const held = heldOf(world, works);
  const waits = new Map([...held].map((id) => [id, waitsFor(world, works, held, id)]));
  const circle = [...held].map((id) => reach(id, waits)).find((reached) => [...reached].every((id) => same(reach(id, waits), reached)));
  if (circle === undefined) return undefined;
  const { things } = world;
  const place = (id: string): number =>
    (things.get(id)!.way === 'goes-on' ? 2 : 0) + (things.get(id)!.dependsOn.all.some((needed) => circle.has(needed)) ? 1 : 0);
  const [first] = [...inOrder(model, [...circle])].sort((a, b) => place(a) - place(b));
  return { first: first!, others: circle };
}

/** What would work if the others did, without what waits for something that never comes. */
function heldOf(world: World, works: ReadonlyMap<string, number>): ReadonlySet<string> {
  const { things, reaches } = world;
  const held = new Set([...things.values()].filter(({ id, way }) => way !== 'never' && !works.has(id)).map(({ id }) => id));
  const hopeless = ({ id, dependsOn: { all, any } }: Thing): boolean => {
    const comes = (other: string): boolean => (works.has(other) || held.has(other)) && reaches(id, other);
    return !all.every(comes) || !Object.values(any).every((members) => members.length === 0 || members.some(comes));
  };
  for (;;) {
    const without = [...held].filter((id) => hopeless(things.get(id)!));
    if (without.length === 0) return held;
    for (const id of without) held.delete(id);
  }
}

function waitsFor(
  { things, reaches }: World,
  works: ReadonlyMap<string, number>,
  held: ReadonlySet<string>,
  id: string,
): readonly string[] {
  const { all, any } = things.get(id)!.dependsOn;
  const without = Object.values(any).filter((members) => !members.some((other) => works.has(other) && reaches(id, other)));
  return [...all, ...without.flat()].filter((other) => held.has(other) && reaches(id, other));
}

/** Whom one waits for, and whom those wait for, however far. */
function reach(id: string, waits: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(waits.get(id));
  for (const other of found) for (const next of waits.get(other)!) found.add(next);
  return found;
}

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((id) => b.has(id));
