/** Once a lost site is back: what is done in which order, and how long the estate has one copy of its mirrored volumes. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { datacenterSites } from '../../views';
import type { Capacity } from '../capacity';
import { type Figure, figure } from '../claim';

export interface WayBack {
  readonly site: string;
  /** Clusters whose DRS goes on by itself: it is set to `manual` before hosts return. */
  readonly hold: readonly string[];
  /** Until all mirrors are whole again; until then the other side alone has the data. */
  readonly resync: Figure;
  /** Machines of the tenant that go home then. */
  readonly machines: number;
  /** Their memory, and how long it takes over the fastest link that carries vMotion; absent where none does. */
  readonly memory: Figure;
  readonly move?: Figure;
}

/** Mbit in a MiB. */
const MEGABITS = (8 * 1024 ** 2) / 1e6;

export function waysBackOf(model: Model, { measures }: Capacity, workloads: readonly WorkloadNode[]): readonly WayBack[] {
  const links = Object.values(model.links).filter(({ carries }) => carries.includes('vmotion'));
  const fastest = Math.max(0, ...links.map(({ capacity }) => capacity));
  const clusters = new Set(workloads.map(({ cluster }) => cluster));
  const hold = inOrder(model.clusters).flatMap(([key, { drs }]) => (clusters.has(key) && drs !== 'manual' ? [key] : []));
  return datacenterSites(model).map((site): WayBack => {
    const home = workloads.filter((workload) => workload.home === site);
    const memory = home.reduce((sum, workload) => sum + workload.memory, 0);
    const resync = measures.find(({ resource, scenario }) => resource === 'recovery' && scenario === `site:${site}`)?.needed;
    return {
      site,
      hold,
      resync: resync ?? figure(0, 's', 'computed'),
      machines: home.length,
      memory: figure(memory, 'MiB', 'declared'),
      ...(fastest === 0 || home.length === 0 ? {} : { move: figure((memory * MEGABITS) / fastest, 's', 'estimated') }),
    };
  });
}
