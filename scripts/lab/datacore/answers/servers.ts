/** Server group, servers, and their pools: enums as numbers. */
import type { Pool, Server } from '../state';
import type { World } from '../world';
import { type Answer, captions, size } from './form';

export const groupAnswer = ({ state }: World): Answer => ({
  Id: state.groupId,
  Alias: state.groupName,
  ...captions(state.groupName),
  OurGroup: true,
  State: 0,
  DefaultWitness: null,
  DefaultWitnessOption: 'Default',
  WitnessAllowed: true,
});

export const serverAnswer = ({ state }: World, { id, name, management, up }: Server): Answer => ({
  Id: id,
  HostName: name,
  ...captions(name),
  GroupId: state.groupId,
  // Numbers of the states are not published; clients are only to notice that they differ.
  State: up ? 2 : 1,
  PowerState: up ? 2 : 1,
  CacheState: up ? 2 : 1,
  MaintenanceModeEnabled: false,
  IpAddresses: [management],
  ProductName: 'simulator of DataCore SANsymphony',
  ProductVersion: '10.0',
});

export const poolAnswer = ({ state }: World, { id, serverId, name, chunk }: Pool): Answer => ({
  Id: id,
  Alias: name,
  ...captions(name),
  ServerId: serverId,
  ChunkSize: size(chunk),
  PoolStatus: state.servers.some((server) => server.id === serverId && server.up) ? 0 : 1,
  PoolMode: 0,
  Type: 0,
});

export const memberAnswer = (_: World, { id, name, capacity }: Pool): Answer => ({
  Id: `${id}:member`,
  ...captions(`${name} 1`),
  DiskPoolId: id,
  DiskTier: 1,
  MemberState: 0,
  Size: size(capacity),
});
