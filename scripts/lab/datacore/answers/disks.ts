/** Virtual disks, and the logical disks that are their sides. */
import { conditionOf } from '../mirror';
import type { Disk } from '../state';
import type { World } from '../world';
import { type Answer, captions, size } from './form';

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
