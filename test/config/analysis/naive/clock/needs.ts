/** Whether a service has all that it needs at a moment. */
import type { Freed } from './circles';
import type { Thing } from './hit';
import type { World } from './world';

export interface Acting {
  readonly world: World;
  readonly freed: Freed;
  /** Moment at which somebody starts what HA keeps no order for. */
  readonly byHand: number;
}

/** HA starts it, and the other was hit in another cluster. */
const elsewhere = ({ things }: World, { way, cluster }: Thing, other: string): boolean =>
  way === 'ha' && things.get(other)!.way !== 'goes-on' && things.get(other)!.cluster !== cluster;

export function has({ world, freed, byHand }: Acting, works: ReadonlyMap<string, number>, thing: Thing, now: number): boolean {
  const { all, any, order } = thing.dependsOn;
  const since = (other: string): number => works.get(other) ?? Infinity;
  const isFreed = (other: string): boolean => freed.get(thing.id)?.has(other) === true;
  const counts = (other: string): boolean => {
    if (!world.reaches(thing.id, other)) return false;
    if (isFreed(other) || since(other) === 0) return true;
    return since(other) <= now && (now >= byHand || !elsewhere(world, thing, other));
  };
  const inOrder = (other: string): boolean =>
    isFreed(other) || since(other) === 0 || now >= byHand || (since(other) <= now && !elsewhere(world, thing, other));
  return (
    all.every(counts) &&
    Object.values(any).every((members) => members.length === 0 || members.some(counts)) &&
    (thing.way === 'goes-on' || order.every(inOrder))
  );
}

/** All that does not work at the first moment: what was hit, and who misses it. Those who have each other go on. */
export function missedAtStart(world: World): ReadonlySet<string> {
  const missed = new Set([...world.things.values()].filter(({ way }) => way !== 'goes-on').map(({ id }) => id));
  const misses = ({ id, dependsOn: { all, any } }: Thing): boolean => {
    const counts = (other: string): boolean => !missed.has(other) && world.reaches(id, other);
    return !all.every(counts) || !Object.values(any).every((members) => members.length === 0 || members.some(counts));
  };
  for (;;) {
    const more = [...world.things.values()].filter((thing) => !missed.has(thing.id) && misses(thing));
    if (more.length === 0) return missed;
    for (const { id } of more) missed.add(id);
  }
}
