/** Section 5: where a workload runs, and whether HA reacts when it cannot stay. */
import { hostUp, poolUp, serverUp, shutDown, switchUp } from './equipment';
import { otherSide } from './sides';
import type { Situation } from './situation';
import type { Storage } from './storage';

export interface Fate {
  /** All hosts of its cluster at its home can run it. */
  readonly intact: boolean;
  /** Where hosts can run it: its home before the other side; absent: nowhere. */
  readonly place?: string;
  /** Where it comes back once somebody has acted; absent where it runs, and where nobody can. */
  readonly back?: string;
  /** HA restarts it, whichever host it was on. */
  readonly reacts: boolean;
}

export const volumesOf = ({ model }: Situation, workload: string): readonly string[] => [
  ...new Set(Object.values(model.workloads[workload]!.disks).map(({ datastore }) => model.datastores[datastore]!.volume)),
];

export const hostsOf = ({ model }: Situation, cluster: string): readonly string[] =>
  Object.keys(model.hosts).filter((host) => model.hosts[host]!.cluster === cluster);

/** The host has a path to a side of the volume that serves. */
const hasPath = (now: Situation, storage: Storage, host: string, volume: string): boolean =>
  storage.volumes.get(volume)!.serving.some((server) => storage.paths.get(host)!.has(server));

/** Some card of the host for that distributed switch is plugged where there is life. */
const onSwitch = (now: Situation, host: string, distributed: string): boolean =>
  Object.values(now.model.hosts[host]!.nics).some((nic) => nic.switch === distributed && switchUp(now, nic.physicalSwitch));

const switchesOf = ({ model }: Situation, networks: readonly string[]): readonly string[] =>
  networks.flatMap((network) => model.networks[network]!.switch ?? []);

/** No card of the switch of its management network is plugged where there is life. */
export function isolated(now: Situation, host: string): boolean {
  const networks = Object.keys(now.model.hosts[host]!.addresses).filter((key) => now.model.networks[key]!.role === 'management');
  return switchesOf(now, networks).some((distributed) => !onSwitch(now, host, distributed));
}

export const withoutPath = (now: Situation, storage: Storage, host: string, workload: string): boolean =>
  volumesOf(now, workload).some((volume) => !hasPath(now, storage, host, volume));

/** The host is up, its cluster hears from it, and it is on the networks of the workload. */
function connected(now: Situation, host: string, workload: string): boolean {
  const networks = Object.values(now.model.workloads[workload]!.nics).map(({ network }) => network);
  return hostUp(now, host) && !isolated(now, host) && switchesOf(now, networks).every((distributed) => onSwitch(now, host, distributed));
}

export const canRun = (now: Situation, storage: Storage, host: string, workload: string): boolean =>
  connected(now, host, workload) && !withoutPath(now, storage, host, workload);

/** The host has a path to some pool that works: what is told to serve, or restored, lies there. */
export const seesPool = (now: Situation, storage: Storage, host: string): boolean =>
  [...storage.paths.get(host)!].some((server) =>
    Object.keys(now.model['storage-servers'][server]!.pools).some((pool) => poolUp(now, server, pool)),
  );

/** Some server of the volume is up and has a path to the host: it can tell it what has become of its disk. */
const toldBy = (now: Situation, storage: Storage, host: string, volume: string): boolean =>
  Object.keys(now.model.volumes[volume]!.pools).some((server) => serverUp(now, server) && storage.paths.get(host)!.has(server));

/** HA calls its machines away from a host that cannot run one of them. */
function reactsTo(now: Situation, storage: Storage, host: string, workload: string): boolean {
  const { isolationResponse, apdResponse, pdlResponse } = now.model.clusters[now.model.workloads[workload]!.cluster]!;
  if (!hostUp(now, host)) return !shutDown(now, host);
  const restarts = apdResponse === 'restartConservative' || apdResponse === 'restartAggressive';
  // A server that answers may say that the device is gone for good, which has a response of its own. It may not: both must be a restart.
  const lost = volumesOf(now, workload).filter((volume) => !hasPath(now, storage, host, volume));
  const calls = (volume: string): boolean => restarts && (!toldBy(now, storage, host, volume) || pdlResponse === 'restartAggressive');
  return (isolated(now, host) && isolationResponse !== 'none') || lost.some(calls);
}

/** Each of its volumes is served by some side. */
export const served = (now: Situation, storage: Storage, workload: string): boolean =>
  volumesOf(now, workload).every((volume) => storage.volumes.get(volume)!.serving.length > 0);

export function fateOf(now: Situation, storage: Storage, workload: string): Fate {
  const { home, cluster } = now.model.workloads[workload]!;
  const at = (site: string | undefined): readonly string[] => hostsOf(now, cluster).filter((host) => now.model.hosts[host]!.site === site);
  const other = otherSide(now, home);
  const runs = (host: string): boolean => canRun(now, storage, host, workload);
  const unable = at(home).filter((host) => !runs(host));
  const intact = at(home).length > 0 && unable.length === 0;
  const place = at(home).some(runs) ? home : at(other).some(runs) ? other : undefined;
  const answers = volumesOf(now, workload).map((volume) => storage.volumes.get(volume)!.data);
  const stuck = place !== undefined || served(now, storage, workload) || answers.includes('out') || answers.includes('unknown');
  const isAtHand =
    (host: string) =>
    (volume: string): boolean =>
      storage.volumes.get(volume)!.serving.length === 0 || hasPath(now, storage, host, volume);
  const later = (host: string): boolean =>
    connected(now, host, workload) && seesPool(now, storage, host) && volumesOf(now, workload).every(isAtHand(host));
  const back = stuck ? undefined : [home, other].find((site) => at(site).some(later));
  return {
    ...(back === undefined ? {} : { back }),
    intact,
    reacts: unable.every((host) => reactsTo(now, storage, host, workload)),
    ...(place === undefined ? {} : { place }),
  };
}
