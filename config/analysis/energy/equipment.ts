/** What every piece of equipment draws in a year, and whose workloads it serves. */
import { inOrder, type Model } from '../../model/model';

export type Post = 'hosts' | 'storage' | 'backup' | 'machines' | 'network' | 'witness';

export interface Equipment {
  readonly path: string;
  readonly site: string;
  readonly post: Post;
  /** kWh of the equipment itself in a year, without what its site draws beside it. */
  readonly energy: number;
  /** Mean load, 0 to 1; absent where it is not known by model. */
  readonly load?: number;
  /** What it serves, by owner (tenant or service), in the measure of its post: MiB of memory or of disk. Empty: all alike. */
  readonly serves: ReadonlyMap<string, number>;
}

type Measures = ReadonlyMap<string, ReadonlyMap<string, number>>;
const NOBODY: ReadonlyMap<string, number> = new Map();

/** Hosts are sized by memory, storage and backup by disk: what a tenant takes of those is its share. A mirror takes it on both sides. */
export function equipmentOf(model: Model): readonly Equipment[] {
  const found = known.get(model) ?? allOf(model);
  known.set(model, found);
  return found;
}

/** Energy and costs ask for it: counted once per Model. */
const known = new WeakMap<Model, readonly Equipment[]>();

function allOf(model: Model): readonly Equipment[] {
  const { load: otherLoad, network, witness } = model.estate.assumptions.energy;
  const measures = measured(model);
  const drawn = (hardware: string, load: number): number => yearly(model, powerAt(model, hardware, load));
  return [
    ...inOrder(model.hosts).map(([key, { site, cluster, hardware }]): Equipment => {
      const load = measures.load(cluster, site);
      return {
        path: `hosts.${key}`,
        site,
        post: 'hosts',
        energy: drawn(hardware, load),
        load,
        serves: measures.memory.get(cluster) ?? NOBODY,
      };
    }),
    ...inOrder(model['storage-servers']).map(([key, { site, hardware }]): Equipment => ({
      path: `storage-servers.${key}`,
      site,
      post: 'storage',
      energy: drawn(hardware, otherLoad),
      load: otherLoad,
      serves: measures.stored.get(key) ?? NOBODY,
    })),
    ...inOrder(model.repositories).map(([key, { site, hardware }]): Equipment => ({
      path: `repositories.${key}`,
      site,
      post: 'backup',
      energy: drawn(hardware, otherLoad),
      load: otherLoad,
      serves: measures.saved.get(key) ?? NOBODY,
    })),
    ...inOrder(model.machines).map(([key, { site, hardware, tenant }]): Equipment => ({
      path: `machines.${key}`,
      site,
      post: 'machines',
      energy: drawn(hardware, otherLoad),
      load: otherLoad,
      serves: tenant === undefined ? NOBODY : new Map([[tenant, 1]]),
    })),
    ...(['physical-switches', 'routers', 'gateways'] as const).flatMap((collection) => {
      const entities: Readonly<Record<string, { readonly site: string }>> = model[collection];
      return inOrder(entities).map(([key, { site }]): Equipment => ({
        path: `${collection}.${key}`,
        site,
        post: 'network',
        energy: yearly(model, network),
        serves: NOBODY,
      }));
    }),
    ...(model.storage.witness === undefined
      ? []
      : [
          {
            path: 'storage.witness',
            site: model.storage.witness.site,
            post: 'witness' as const,
            energy: yearly(model, witness),
            serves: NOBODY,
          },
        ]),
  ];
}

/** Watts of a model of equipment at a load between 0 (idle) and 1 (full). */
export function powerAt(model: Model, hardware: string, load: number): number {
  const { idle = 0, full = 0 } = model.hardware[hardware] ?? {};
  return idle + (full - idle) * Math.min(1, load) ** model.estate.assumptions.energy.curve;
}

const yearly = (model: Model, watts: number): number => (watts * model.estate.assumptions.energy.hoursPerYear) / 1000;

interface Measured {
  /** MiB of memory per cluster and owner. */
  readonly memory: Measures;
  /** MiB of disks per storage server and owner. */
  readonly stored: Measures;
  /** MiB of disks saved per repository and owner. */
  readonly saved: Measures;
  /** Mean load of the hosts of a cluster at a site: those of a site carry the workloads at home there. */
  readonly load: (cluster: string, site: string) => number;
}

function measured(model: Model): Measured {
  const [memory, stored, saved] = [
    new Map<string, Map<string, number>>(),
    new Map<string, Map<string, number>>(),
    new Map<string, Map<string, number>>(),
  ];
  const processors = new Map<string, number>();
  for (const [, workload] of inOrder(model.workloads)) {
    const { owner, cluster, home, backup } = workload;
    add(memory, cluster, owner, workload.memory);
    const place = `${cluster} ${home}`;
    processors.set(place, (processors.get(place) ?? 0) + workload.cpus * workload.cpuDemand);
    let size = 0;
    for (const disk of Object.values(workload.disks)) {
      size += disk.size;
      const volume = model.volumes[model.datastores[disk.datastore]?.volume ?? ''];
      for (const server of Object.keys(volume?.pools ?? {})) add(stored, server, owner, disk.size);
    }
    const { repositories, tape } = model['backup-classes'][backup] ?? {};
    const { near, far } = repositories?.[home] ?? {};
    for (const repository of new Set([near, far, tape])) if (repository !== undefined) add(saved, repository, owner, size);
  }
  const cores = new Map<string, number>();
  for (const [, { cluster, site, hardware }] of inOrder(model.hosts)) {
    const place = `${cluster} ${site}`;
    cores.set(place, (cores.get(place) ?? 0) + (model.hardware[hardware]?.cores ?? 0));
  }
  const { meanDemand } = model.estate.assumptions.energy;
  return {
    memory,
    stored,
    saved,
    load: (cluster, site) => {
      const there = cores.get(`${cluster} ${site}`) ?? 0;
      return there === 0 ? 0 : Math.min(1, ((processors.get(`${cluster} ${site}`) ?? 0) * meanDemand) / there);
    },
  };
}

function add(measures: Map<string, Map<string, number>>, place: string, owner: string, amount: number): void {
  const known = measures.get(place);
  if (known === undefined) measures.set(place, new Map([[owner, amount]]));
  else known.set(owner, (known.get(owner) ?? 0) + amount);
}
