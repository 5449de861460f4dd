/** Where each workload runs after a failure, and whether HA brings it there (README, section 5). */
import type { Model, WorkloadNode } from '../../model/model';
import type { Host } from '../../model/host';
import { hostsOf } from '../../views';
import type { Bits } from './bits';
import type { Equipment } from './equipment';
import type { Field } from './field';
import { remembering } from './remembering';
import { shutDownIn } from './shutdown';
import type { Storage } from './storage';

export interface Placement {
  /** Volumes of the workloads that are placed so, each once, in order. */
  readonly volumes: readonly string[];
  /** All hosts of its cluster at its home can run it. */
  readonly intact: Bits;
  /** A home host that can’t run it calls for no reaction of HA. */
  readonly noReaction: Bits;
  /** Site → scenarios in which it runs there once HA has done its part. */
  readonly at: ReadonlyMap<string, Bits>;
  /** No host can run it. */
  readonly nowhere: Bits;
  /** It runs nowhere, for storage does not serve it, until somebody decides or restores. What waits for an element is not among them. */
  readonly waiting: Bits;
  /** Site → scenarios in which it runs there, or comes back. */
  readonly stands: ReadonlyMap<string, Bits>;
  /** Why it may have been hit, where a home host cannot run it. */
  readonly hit: { readonly host: Bits; readonly isolation: Bits; readonly storage: Bits };
}

export interface Placements {
  readonly of: (workload: WorkloadNode) => Placement;
}

/** Volumes of a workload, each once, in order. */
const volumesOf = (model: Model, workload: WorkloadNode): readonly string[] =>
  [...new Set(Object.values(workload.disks).map(({ datastore }) => model.datastores[datastore]?.volume ?? ''))].sort();

/** Distributed switches of its networks, each once, in order. */
const switchesOf = (model: Model, workload: WorkloadNode): readonly string[] =>
  [...new Set(Object.values(workload.nics).flatMap(({ network }) => model.networks[network]?.switch ?? []))].sort();

export function placementsOf(model: Model, field: Field, equipment: Equipment, storage: Storage): Placements {
  const shutDown = shutDownIn(model, field, equipment);
  const { any, every, or, less } = field.algebra;
  const cutOff = remembering((host: string, distributedSwitch: string) => {
    const cards = Object.values(model.hosts[host]?.nics ?? {}).filter((card) => card.switch === distributedSwitch);
    return every(cards.map(({ physicalSwitch }) => equipment.switch(physicalSwitch)));
  });
  const isolated = remembering((host: string) => any(managementSwitches(model, host).map((name) => cutOff(host, name))));

  const noNetwork = remembering((host: string, switches: string) => any(split(switches).map((name) => cutOff(host, name))));
  const ready = remembering((host: string, switches: string) =>
    less(storage.reachesPool(host), or(noNetwork(host, switches), isolated(host))),
  );

  // Many workloads lie on the same volumes and networks: each such group is judged once.
  const judged = remembering((cluster: string, home: string, volumes: string, switches: string) =>
    judge({
      volumes: split(volumes),
      model,
      field,
      equipment,
      hosts: hostsOf(model, cluster),
      home,
      cluster,
      isolated,
      shutDown,
      storage,
      noNetwork: (host) => noNetwork(host, switches),
      ready: (host) => ready(host, switches),
    }),
  );
  return {
    of: (workload) => judged(workload.cluster, workload.home, volumesOf(model, workload).join(' '), switchesOf(model, workload).join(' ')),
  };
}

const split = (keys: string): readonly string[] => (keys === '' ? [] : keys.split(' '));

/** Distributed switches that carry a host’s management networks. */
const managementSwitches = (model: Model, host: string): readonly string[] =>
  Object.keys(model.hosts[host]?.addresses ?? {}).flatMap((key) => {
    const network = model.networks[key];
    return network?.role === 'management' && network.switch !== undefined ? [network.switch] : [];
  });

interface Question {
  readonly volumes: readonly string[];
  readonly model: Model;
  readonly field: Field;
  readonly equipment: Equipment;
  readonly hosts: readonly (readonly [string, Host])[];
  readonly cluster: string;
  readonly home: string;
  readonly isolated: (host: string) => Bits;
  readonly shutDown: (host: string) => Bits;
  readonly storage: Storage;
  readonly noNetwork: (host: string) => Bits;
  /** Scenarios in which what is told to serve, or restored, can run there: it is fit, and reaches a pool. */
  readonly ready: (host: string) => Bits;
}

function judge({
  volumes,
  model,
  field,
  equipment,
  hosts,
  cluster,
  home,
  isolated,
  shutDown,
  storage,
  noNetwork,
  ready,
}: Question): Placement {
  const { any, every, and, or, not, less, none, all } = field.algebra;
  const settings = model.clusters[cluster];
  const states = volumes.map((volume) => storage.volume(volume));
  const served = every(states.map(({ serves }) => any(serves.values())));
  const hasStorage = (host: string): Bits => every(volumes.map((volume) => storage.usable(host, volume)));
  const unfit = (host: string): Bits => any([noNetwork(host), isolated(host), equipment.host(host)]);
  const able = new Map(hosts.map(([key]) => [key, less(hasStorage(key), unfit(key))]));
  const atHome = hosts.filter(([, { site }]) => site === home);
  const sites = [home, ...[...new Set(hosts.map(([, { site }]) => site))].filter((site) => site !== home).sort()];
  /** Home before the other side. */
  const placed = (among: Bits, on: (host: string) => Bits): { readonly at: ReadonlyMap<string, Bits>; readonly left: Bits } => {
    let left = among;
    const at = new Map<string, Bits>();
    for (const site of sites) {
      const there = any(hosts.flatMap(([key, host]) => (host.site === site ? [on(key)] : [])));
      at.set(site, and(left, there));
      left = less(left, there);
    }
    return { at, left };
  };
  const { at, left } = placed(all, (host) => able.get(host) ?? none);
  const waiting = less(less(left, served), any(states.flatMap(({ unknown, out }) => [unknown, out])));
  const unserved = states.map(({ serves }) => not(any(serves.values())));
  // Mostly none of its volumes is served then: whatever a host reaches makes no difference.
  const wholly = less(waiting, every(unserved)) === none;
  const reached = (host: string): Bits =>
    every(volumes.map((volume, number) => or(storage.usable(host, volume), unserved[number] ?? none)));
  const back = waiting === none ? undefined : placed(waiting, (host) => (wholly ? ready(host) : and(ready(host), reached(host)))).at;
  const stands = back === undefined ? at : new Map([...at].map(([site, there]) => [site, or(there, back.get(site) ?? none)]));
  const leavesIsolated = settings?.isolationResponse === 'none';
  const restartsOnLoss = settings?.apdResponse.startsWith('restart') === true;
  const restartsOnDeviceLoss = settings?.pdlResponse === 'restartAggressive';
  /** Of a volume that it lost no server answers: all paths are down. Where one does, it may say that the device is gone. */
  const silent = (host: string): Bits => any(volumes.map((volume) => not(or(storage.usable(host, volume), storage.answers(host, volume)))));
  const hits = atHome.map(([key]) => {
    const unable = not(able.get(key) ?? none);
    const down = equipment.host(key);
    const alone = less(and(unable, isolated(key)), down);
    const noPath = less(and(less(unable, hasStorage(key)), served), down);
    const noticed = !restartsOnLoss ? none : restartsOnDeviceLoss ? noPath : and(noPath, silent(key));
    const reaction = any([less(down, shutDown(key)), leavesIsolated ? none : alone, noticed]);
    return { down: and(unable, down), alone, noPath, ignored: less(unable, reaction) };
  });
  return {
    volumes,
    intact: atHome.length === 0 ? none : every(atHome.map(([key]) => able.get(key) ?? none)),
    noReaction: and(served, any(hits.map(({ ignored }) => ignored))),
    at,
    nowhere: left,
    waiting,
    stands,
    hit: {
      host: any(hits.map(({ down }) => down)),
      isolation: any(hits.map(({ alone }) => alone)),
      storage: any(hits.map(({ noPath }) => noPath)),
    },
  };
}
