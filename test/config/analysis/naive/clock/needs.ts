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

/** What runs and has all that it needs at a moment. Those who have each other go on. */
export function goOn(acting: Acting, works: ReadonlyMap<string, number>, now: number): readonly string[] {
  let on = [...acting.world.things.values()].filter(({ id, way }) => way === 'goes-on' && !works.has(id));
  for (;;) {
    const together = new Map([...works, ...on.map(({ id }) => [id, now] as const)]);
    const left = on.filter((thing) => has(acting, together, thing, now));
    if (left.length === on.length) return on.map(({ id }) => id);
    on = left;
  }
}
