/** What the collections answer: names, enums as numbers, sizes and dates in the service’s own form. */
import { conditionOf } from './mirror';
import type { Disk, Host, LogicalUnit, Pool, Port, Server, Snapshot } from './state';
import type { World } from './world';

type Answer = Readonly<Record<string, unknown>>;

const size = (bytes: number): Answer => ({ Value: bytes });
const date = (milliseconds: number): string => `/Date(${String(milliseconds)}+0000)/`;
const captions = (name: string): Answer => ({ Caption: name, ExtendedCaption: name, Internal: false });

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

export function diskAnswer(world: World, disk: Disk): Answer {
  const { state, now } = world;
  const { diskStatus, status } = conditionOf(state, disk, now());
  const [first, second] = disk.sides;
  return {
    Id: disk.id,
    Alias: disk.name,
    ...captions(disk.name),
    Description: disk.description === '' ? null : disk.description,
    Size: size(disk.size),
    SectorSize: size(512),
    Type: disk.type,
    SubType: 0,
    DiskStatus: diskStatus,
    Status: status,
    StatusLevel: status === 'Healthy' ? 0 : 2,
    Offline: status === 'Offline',
    Disabled: false,
    IsServed: state.units.some(({ diskId }) => diskId === disk.id),
    IsSnapshotVirtualDisk: disk.snapshotId !== null,
    IsRollbackVirtualDisk: false,
    SnapshotId: disk.snapshotId ?? '',
    FirstHostId: first?.serverId ?? null,
    SecondHostId: second?.serverId ?? null,
    OtherHostIds: [],
    PoolIds: disk.sides.map(({ poolId }) => poolId),
    PreferredServer: first?.serverId ?? null,
    RecoveryPriority: 2,
    StorageProfileId: NORMAL_PROFILE,
    VirtualDiskGroupId: null,
    WitnessId: null,
    WitnessOption: 'Default',
    WriteThrough: diskStatus !== 0 && disk.type === 2,
    ResiliencyEnabled: false,
    EncryptionEnabled: false,
    ScsiDeviceId: Buffer.from(disk.scsiId, 'hex').toString('base64'),
    ScsiDeviceIdString: disk.scsiId,
    VirtualDiskRollbackData: { ContinuousDataProtectionEnabled: false, Rollbacks: [] },
    VirtualDiskReplicationData: null,
    InquiryData: { Vendor: 'DataCore', Product: 'Virtual Disk', Revision: 'DCS', Serial: disk.id },
  };
}

/** Every disk has the profile that the product gives by itself. */
const NORMAL_PROFILE = 'A122B0E3-7D32-4783-BDE4-619049C936C9';

export const logicalDisksAnswer = ({ id, name, sides }: Disk): Answer[] =>
  sides.map(({ logicalDiskId, serverId, poolId }) => ({
    Id: logicalDiskId,
    ...captions(name),
    VirtualDiskId: id,
    ServerHostId: serverId,
    PoolId: poolId,
  }));

export const unitAnswer = ({ state }: World, { id, diskId, hostId, serverId, lun }: LogicalUnit): Answer => ({
  Id: id,
  ...captions(`LUN ${String(lun)}`),
  VirtualDiskId: diskId,
  LogicalDiskId: state.disks.find((disk) => disk.id === diskId)?.sides.find((side) => side.serverId === serverId)?.logicalDiskId ?? null,
  ClientMachine: hostId,
  Lun: { Quad: lun },
  Type: 1,
});

/** A mirror has paths of its own, which are nobody’s LUN. */
export const mirrorUnitsAnswer = ({ id, name, type, sides }: Disk): Answer[] =>
  type === 2
    ? sides.map(({ logicalDiskId, serverId }) => ({
        Id: `mirror-${logicalDiskId}`,
        ...captions(`Mirror of ${name}`),
        VirtualDiskId: id,
        LogicalDiskId: logicalDiskId,
        ClientMachine: serverId,
        Lun: { Quad: 0 },
        Type: 2,
      }))
    : [];

export const hostAnswer = (_: World, { id, name, description, operatingSystem, mpio, alua }: Host): Answer => ({
  Id: id,
  HostName: name,
  ...captions(name),
  Description: description,
  Type: operatingSystem,
  State: 2,
  MpioCapable: mpio,
  AluaSupport: alua,
  PathPolicy: 0,
  PreferredServerString: 'Auto Select',
  HostGroupId: null,
});

export const portAnswer = ({ faults, state }: World, { id, name, hostId }: Port): Answer => ({
  Id: id,
  PortName: name,
  Alias: name,
  ...captions(name),
  PortType: 3,
  PortMode: 1,
  HostId: hostId,
  Connected: !faults.withoutSession(state.hosts.find((host) => host.id === hostId)?.name ?? ''),
});

export const snapshotAnswer = ({ state }: World, { id, name, sourceId, destinationId, type, takenAt }: Snapshot): Answer => {
  const logicalDisk = (diskId: string): string | null => state.disks.find((disk) => disk.id === diskId)?.sides[0]?.logicalDiskId ?? null;
  return {
    Id: id,
    ...captions(name),
    Type: type,
    State: 2,
    TimeStamp: date(takenAt),
    SourceLogicalDiskId: logicalDisk(sourceId),
    DestinationLogicalDiskId: logicalDisk(destinationId),
  };
};
