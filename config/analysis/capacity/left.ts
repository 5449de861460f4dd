/** What the loss of a site leaves: hosts, and the workloads that run on them. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { datacenterSites, hostsOf } from '../../views';

/** The loss of a site, and where it says so of one further host. */
export interface Loss {
  readonly site: string;
  readonly host?: string;
  /** Id of the scenario. */
  readonly scenario: string;
}

/** The loss of each datacenter site. */
export const siteLosses = (model: Model): readonly Loss[] => datacenterSites(model).map((site) => ({ site, scenario: `site:${site}` }));

/** The loss of a site and of one further host of the cluster at another. */
export const hostLosses = (model: Model, cluster: string): readonly Required<Loss>[] =>
  datacenterSites(model).flatMap((site) =>
    hostsOf(model, cluster)
      .filter(([, host]) => host.site !== site)
      .map(([host]) => ({ site, host, scenario: `named:site-${site}-and-${host}` })),
  );

export interface Left {
  readonly hosts: number;
  /** MiB that machines may take. */
  readonly memory: number;
  /** MHz. */
  readonly cpu: number;
}

/** What the hosts of a cluster have that a loss leaves. */
export function hostsLeft(model: Model, cluster: string, lost?: Loss): Left {
  const hosts = hostsOf(model, cluster).filter(([key, { site }]) => site !== lost?.site && key !== lost?.host);
  const { hypervisorMemory } = model.estate.assumptions.ha;
  const models = hosts.map(([, { hardware }]) => model.hardware[hardware]);
  return {
    hosts: hosts.length,
    memory: models.reduce((sum, described) => sum + Math.max(0, (described?.memory ?? 0) - hypervisorMemory), 0),
    cpu: models.reduce((sum, described) => sum + (described?.cores ?? 0) * (described?.clock ?? 0), 0),
  };
}

/** Workloads of a cluster that run or are started again without that site; those that must be restored first are not among them. */
export const runningWithout = (model: Model, cluster: string, site: string): readonly WorkloadNode[] =>
  inOrder(model.workloads).flatMap(([, workload]) =>
    workload.cluster === cluster && volumesOf(model, workload).every((volume) => outlives(model, volume, site)) ? [workload] : [],
  );

const volumesOf = (model: Model, { disks }: WorkloadNode): readonly string[] =>
  Object.values(disks).map(({ datastore }) => model.datastores[datastore]?.volume ?? '');

const outlives = (model: Model, volume: string, site: string): boolean =>
  Object.keys(model.volumes[volume]?.pools ?? {}).some((server) => model['storage-servers'][server]?.site !== site);

/** Clock of the slowest host of a cluster, in MHz: what a processor is worth wherever a machine lands. */
export const slowestClock = (model: Model, cluster: string): number =>
  hostsOf(model, cluster)
    .map(([, { hardware }]) => model.hardware[hardware]?.clock ?? 0)
    .reduce((least, clock) => Math.min(least, clock), Infinity);
