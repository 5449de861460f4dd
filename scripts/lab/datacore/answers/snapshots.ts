/** Snapshots point at disks by the logical disks of these. */
import type { Snapshot } from '../state';
import type { World } from '../world';
import { type Answer, captions, date } from './form';

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
