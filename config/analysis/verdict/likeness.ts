/** What one failure does, in one text: two with the same text have the same times, and the same promises are broken. */
import { inOrder, type Model } from '../../model/model';
import type { Snapshot, WorkloadState } from '../snapshot';
import { hostsOf } from '../../views';

/**
 * All that a snapshot says, but which hosts of a cluster are down at a site: only how many are counts, where it does the same to all
 * workloads. `states`: of each lot.
 */
export function likenessOf(model: Model, snapshot: Snapshot, states: readonly WorkloadState[]): string {
  const all = (entities: Readonly<Record<string, unknown>>, up: (key: string) => boolean): string =>
    inOrder(entities)
      .map(([key]) => (up(key) ? '1' : '0'))
      .join('');
  const sites = inOrder(model.sites).map(([key]) => key);
  return [
    ...states.map(({ level, own, within, place = '', cause = '', stays = '' }) => [level, own, within, place, cause, stays].join(':')),
    ...inOrder(model.volumes).map(([volume]) =>
      [snapshot.volume(volume), snapshot.behind(volume), ...sites.filter((site) => snapshot.serves(volume, site))].join(':'),
    ),
    ...inOrder(model.clusters).flatMap(([cluster]) => hostsUp(model, snapshot, cluster)),
    all(model.sites, snapshot.site),
    all(model.repositories, snapshot.repository),
    all(model.machines, snapshot.machine),
    snapshot.joined,
    snapshot.managed,
    snapshot.scenario.elements.includes('intruder'),
  ].join(' ');
}

/** Hosts that are up, per site. */
function hostsUp(model: Model, snapshot: Snapshot, cluster: string): readonly string[] {
  const up = new Map<string, number>();
  for (const [host, { site }] of hostsOf(model, cluster)) up.set(site, (up.get(site) ?? 0) + Number(snapshot.host(host)));
  return [...up].map(([site, count]) => `${site}:${String(count)}`);
}
