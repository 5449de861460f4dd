/** Where a volume lies: the server group and the pools of its order, as the storage knows them. */
import { UsageError } from '../usage-error';
import type { Pool } from './datacore/servers';
import type { StorageView } from './storage-view';
import type { VolumeOrder } from './volume-order';

export function refuseOtherGroup({ serverGroup }: VolumeOrder, { groups }: StorageView): void {
  if (groups.some(({ name }) => name === serverGroup)) return;
  const there = groups.map(({ name }) => `\`${name}\``).join(', ') || 'of nobody';
  throw new UsageError(
    `the REST service speaks for the server group ${there}, the estate for \`${serverGroup}\``,
    'correct `serverGroup` or `rest.endpoints` in storage.yaml: another group’s storage is not touched',
  );
}

/** The pools of the order as the storage knows them, the preferred side’s first: it becomes the first server of the disk. */
export function orderedPools(order: VolumeOrder, { servers, pools }: StorageView): { site: string; server: string; pool: Pool }[] {
  const first = (site: string): number => (site === order.preferred ? 0 : 1);
  return [...order.pools]
    .sort((a, b) => first(a.site) - first(b.site))
    .map(({ server: serverName, pool: poolName, site }) => {
      const server = servers.find(({ name }) => name === serverName);
      if (server === undefined) {
        const there = servers.map(({ name }) => `\`${name}\``).join(', ') || 'none';
        throw new UsageError(`the server group has no server \`${serverName}\`: it has ${there}`, 'correct `hostName` in storage-servers/');
      }
      const own = pools.filter(({ serverId }) => serverId === server.id);
      const pool = own.find(({ name }) => name === poolName);
      if (pool === undefined) {
        const there = own.map(({ name }) => `\`${name}\``).join(', ') || 'none';
        throw new UsageError(
          `server \`${serverName}\` has no pool \`${poolName}\`: it has ${there}`,
          'correct `pools` in storage-servers/',
        );
      }
      return { site, server: serverName, pool };
    });
}
