/** Section 6: whether what is left carries what runs there. */
import type { Model } from '../../../../config/model/model';
import { RESTART_PRIORITIES } from '../../../../config/model/common';
import { hostUp } from './equipment';
import { type Fate, hostsOf, seesPool, volumesOf } from './hosts';
import { carried } from './sides';
import type { Situation } from './situation';
import type { Storage } from './storage';

export interface Room {
  /** Workloads that find no memory. */
  readonly stopped: ReadonlySet<string>;
  /** Workloads that run with too little CPU or too slow a pool. */
  readonly degraded: ReadonlySet<string>;
}
type Fates = ReadonlyMap<string, Fate>;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function roomOf(now: Situation, storage: Storage, fates: Fates): Room {
  const clusters = Object.keys(now.model.clusters).flatMap((cluster) => compute(now, storage, fates, cluster));
  return {
    stopped: new Set(clusters.flatMap(({ stopped }) => stopped)),
    degraded: new Set([...clusters.flatMap(({ degraded }) => degraded), ...slowed(now, storage)]),
  };
}

interface Share {
  readonly stopped: readonly string[];
  readonly degraded: readonly string[];
}

/** The cluster as one, or each of its sides where they cannot be managed as one. */
function compute(now: Situation, storage: Storage, fates: Fates, cluster: string): readonly Share[] {
  const serving = [...storage.volumes.values()].flatMap((volume) => volume.serving);
  const waiting = [...storage.volumes.values()].some(({ data }) => data === 'refused' || data === 'gone');
  const hosts = hostsOf(now, cluster).filter(
    (host) =>
      hostUp(now, host) && (serving.some((server) => storage.paths.get(host)!.has(server)) || (waiting && seesPool(now, storage, host))),
  );
  const placeOf = (id: string): string | undefined => fates.get(id)!.place ?? fates.get(id)!.back;
  const placed = Object.keys(now.model.workloads).filter((id) => now.model.workloads[id]!.cluster === cluster && placeOf(id) !== undefined);
  const siteOf = (host: string): string => now.model.hosts[host]!.site;
  const sites = [...new Set(hosts.map(siteOf))];
  if (carried(now, 'management') || sites.length < 2) return [fill(now.model, cluster, hosts, placed, fates)];
  return sites.map((site) =>
    fill(
      now.model,
      cluster,
      hosts.filter((host) => siteOf(host) === site),
      placed.filter((id) => placeOf(id) === site),
      fates,
    ),
  );
}

/** Hosts give their memory to what never stopped, then to what HA restarts, then to what people bring back. CPU is shared by whoever has room. */
function fill(model: Model, cluster: string, hosts: readonly string[], placed: readonly string[], fates: Fates): Share {
  const { hypervisorMemory, memoryOverhead } = model.estate.assumptions.ha;
  const hardware = (host: string) => model.hardware[model.hosts[host]!.hardware]!;
  const priority = (id: string): number => RESTART_PRIORITIES.indexOf(model.workloads[id]!.restartPriority);
  const memory = (id: string): number => model.workloads[id]!.memory * (1 + memoryOverhead);
  const inOrder = [...placed].sort((a, b) => priority(a) - priority(b) || (a < b ? -1 : 1));
  const intact = inOrder.filter((id) => fates.get(id)!.intact);
  const hit = inOrder.filter((id) => !fates.get(id)!.intact);
  const byHa = hit.filter((id) => fates.get(id)!.reacts && fates.get(id)!.place !== undefined);
  const byPeople = hit.filter((id) => !byHa.includes(id));
  const free = new Map(hosts.map((host) => [host, Math.max(0, (hardware(host).memory ?? 0) - hypervisorMemory)]));
  const emptiest = (): string | undefined => [...hosts].sort((a, b) => free.get(b)! - free.get(a)!)[0];
  const running: string[] = [];
  const stopped: string[] = [];
  for (const id of [...intact, ...byHa, ...byPeople]) {
    const host = emptiest();
    if (host === undefined || (memory(id) > free.get(host)! && !intact.includes(id))) {
      stopped.push(id);
      continue;
    }
    free.set(host, free.get(host)! - memory(id));
    running.push(id);
  }
  const slowest = Math.min(
    ...Object.values(model.hosts)
      .filter((host) => host.cluster === cluster)
      .map((host) => model.hardware[host.hardware]!.clock ?? 0),
  );
  const wanted = sum(running.map((id) => model.workloads[id]!.cpus * slowest * model.workloads[id]!.cpuDemand));
  const offered = sum(hosts.map((host) => (hardware(host).cores ?? 0) * (hardware(host).clock ?? 0)));
  return { stopped, degraded: wanted > offered ? running : [] };
}

/** Workloads on a pool that carries more than it can: what it alone serves, and what it serves first. */
function slowed(now: Situation, storage: Storage): readonly string[] {
  const { model } = now;
  const users = (volume: string): readonly string[] => Object.keys(model.workloads).filter((id) => volumesOf(now, id).includes(volume));
  const demand = (volume: string): number =>
    sum(
      Object.values(model.workloads).flatMap(({ disks }) =>
        Object.values(disks)
          .filter(({ datastore }) => model.datastores[datastore]!.volume === volume)
          .map(({ iops }) => iops ?? 0),
      ),
    );
  return Object.entries(model['storage-servers']).flatMap(([server, { site, pools }]) =>
    Object.values(pools).flatMap((pool) => {
      const sides = (volume: string): readonly string[] => storage.volumes.get(volume)!.serving;
      const mine = [...storage.volumes.keys()].filter(
        (volume) => sides(volume).includes(server) && model.volumes[volume]!.pools[server] === pool.tier,
      );
      const alone = mine.filter((volume) => sides(volume).length === 1);
      const preferred = mine.filter((volume) => sides(volume).length > 1 && model.volumes[volume]!.preferred === site);
      const limit = alone.some((volume) => model.volumes[volume]!.mirrored) ? pool.writeThroughIops : pool.iops;
      const carried = [...alone, ...preferred];
      return sum(carried.map(demand)) > limit ? carried.flatMap(users) : [];
    }),
  );
}
