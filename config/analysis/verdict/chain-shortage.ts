/** Which resource does not suffice where something goes on more slowly, or not at all, and by how much. */
import { inOrder, type Model, type WorkloadNode } from '../../model/model';
import { hostsOf } from '../../views';
import type { Snapshot } from '../snapshot';
import { demandOfVolumes } from '../survival/pools';
import { footprint } from '../survival/room';
import { poolsOf } from '../survival/storage';
import type { Link } from './link';

const GIB = 1024;
const one = (value: number): string => String(Math.round(value * 10) / 10);

export function slowLink(model: Model, snapshot: Snapshot, node: WorkloadNode): Link {
  return (
    processors(model, snapshot, node) ??
    operations(model, snapshot, node) ?? { path: node.path, says: `what is left carries \`${node.id}\` more slowly` }
  );
}

export const noRoomLink = (model: Model, node: WorkloadNode): Link => ({
  path: `${node.path}.memory`,
  says: `\`${node.id}\` needs ${one(footprint(model, node) / GIB)} GiB of one host, and none that is left in \`${node.cluster}\` has so much free`,
});

/** As section 6 counts them: of all that has room in its cluster, at the clock of the slowest host. */
function processors(model: Model, snapshot: Snapshot, { id, cluster }: WorkloadNode): Link | undefined {
  const hosts = hostsOf(model, cluster).map(([key, { hardware }]) => ({ key, ...model.hardware[hardware] }));
  const clock = Math.min(...hosts.map((host) => host.clock ?? 0));
  const running = Object.values(model.workloads).filter((other) => {
    const { place, stays } = snapshot.workload(other.id);
    return other.cluster === cluster && place !== undefined && stays !== 'no-room';
  });
  const asked = running.reduce((sum, { cpus, cpuDemand }) => sum + cpus * cpuDemand * clock, 0);
  const left = hosts.reduce((sum, { key, cores = 0, clock: speed = 0 }) => (snapshot.host(key) ? sum + cores * speed : sum), 0);
  if (asked <= left) return undefined;
  return {
    path: `clusters.${cluster}`,
    says: `what is left carries \`${id}\` more slowly: ${short(`the cluster \`${cluster}\``, asked / 1000, left / 1000, 'GHz of processors')}`,
  };
}

function operations(model: Model, snapshot: Snapshot, { id, disks }: WorkloadNode): Link | undefined {
  const demand = demandOfVolumes(model);
  const mine = new Set(Object.values(disks).map(({ datastore }) => model.datastores[datastore]?.volume ?? ''));
  for (const [server, { site, pools }] of inOrder(model['storage-servers']))
    for (const [pool, limits] of inOrder(pools)) {
      const carried = inOrder(model.volumes).flatMap(([volume, { pools: sides, preferred, mirrored }]) => {
        const tier = sides[server];
        if (tier === undefined || !poolsOf(model, server, tier).includes(pool) || !snapshot.serves(volume, site)) return [];
        const alone = !Object.keys(sides).some(
          (other) => other !== server && snapshot.serves(volume, model['storage-servers'][other]?.site ?? ''),
        );
        return alone || preferred === site ? [{ volume, through: alone && mirrored }] : [];
      });
      const asked = carried.reduce((sum, { volume }) => sum + (demand.get(volume) ?? 0), 0);
      const limit = carried.some(({ through }) => through) ? limits.writeThroughIops : limits.iops;
      if (asked > limit && carried.some(({ volume }) => mine.has(volume)))
        return {
          path: `storage-servers.${server}.pools.${pool}`,
          says: `what is left carries \`${id}\` more slowly: ${short(`the pool \`${pool}\` of \`${server}\``, asked, limit, 'IO/s')}`,
        };
    }
  return undefined;
}

const short = (what: string, asked: number, left: number, unit: string): string =>
  `${one(asked)} ${unit} are asked of ${what}, which gives ${one(left)}: ${one((100 * (asked - left)) / asked)} % too little`;
