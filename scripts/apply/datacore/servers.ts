/** Server groups, servers and their pools: read only. */
import { answered } from './records';
import type { Rest } from './rest';

export interface ServerGroup {
  readonly id: string;
  readonly name: string;
}

export interface Server {
  readonly id: string;
  readonly name: string;
}

export interface Pool {
  /** `{server id}:{guid}` */
  readonly id: string;
  readonly name: string;
  readonly serverId: string;
  /** Bytes: the storage allocation unit. */
  readonly chunk: number;
}

export const serverGroups = (rest: Rest) => ({
  list: async (): Promise<readonly ServerGroup[]> =>
    answered('server group', await rest.read('serverGroups')).map((entry) => ({ id: entry.id(), name: entry.text('Alias') })),
});

export const servers = (rest: Rest) => ({
  list: async (): Promise<readonly Server[]> =>
    answered('server', await rest.read('servers')).map((entry) => ({ id: entry.id(), name: entry.text('HostName') })),
});

export const pools = (rest: Rest) => ({
  list: async (): Promise<readonly Pool[]> =>
    answered('pool', await rest.read('pools')).map((entry) => ({
      id: entry.id(),
      name: entry.text('Alias'),
      serverId: entry.text('ServerId'),
      chunk: entry.wrapped('ChunkSize', 'Value'),
    })),
});
