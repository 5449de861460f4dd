/** What must be off before somebody tells one side of the storage to serve alone: whatever could go on writing on the other. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { datacenterSites } from '../../views';
import type { Pass } from './passes';

export interface Takeover {
  /** Side that is told to serve. */
  readonly side: string;
  /** Ids of storage servers and hosts of the other side. */
  readonly off: readonly string[];
}

/** `workloads`: whose volumes are to be served. Nothing where none of them is mirrored. */
export function takeoversOf(model: Model, workloads: readonly WorkloadNode[]): readonly Takeover[] {
  const volumes = new Set(
    workloads.flatMap(({ disks }) => Object.values(disks).map(({ datastore }) => model.datastores[datastore]?.volume)),
  );
  const servers = new Set(
    inOrder(model.volumes).flatMap(([key, { mirrored, pools }]) => (mirrored && volumes.has(key) ? Object.keys(pools) : [])),
  );
  const clusters = new Set(workloads.map(({ cluster }) => cluster));
  if (servers.size === 0) return [];
  return datacenterSites(model).map((side) => ({
    side,
    off: [
      ...inOrder(model['storage-servers']).flatMap(([key, { site }]) =>
        site !== side && servers.has(key) ? [`storage-server:${key}`] : [],
      ),
      ...inOrder(model.hosts).flatMap(([key, { site, cluster }]) => (site !== side && clusters.has(cluster) ? [`host:${key}`] : [])),
    ],
  }));
}

/** Failures after which storage refuses both sides of a volume of theirs: somebody decides which one serves. */
export const decisionsIn = (model: Model, passes: readonly Pass[]): readonly string[] =>
  passes.flatMap(({ scenario, snapshot, hits }) =>
    hits.some(({ node }) =>
      Object.values(node.disks).some(({ datastore }) => snapshot.volume(model.datastores[datastore]?.volume ?? '') === 'refused'),
    )
      ? [scenario.id]
      : [],
  );
