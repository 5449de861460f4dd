/** Snapshots, and the logical disks by which they point at virtual disks: read only. */
import { answered } from './records';
import type { Rest } from './rest';

export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly sourceLogicalDiskId: string;
  readonly destinationLogicalDiskId: string;
}

export interface LogicalDisk {
  readonly id: string;
  readonly virtualDiskId: string;
  /** Server that holds it; empty where the service names none. */
  readonly serverId: string;
}

export const snapshots = (rest: Rest) => ({
  list: async (): Promise<readonly Snapshot[]> =>
    answered('snapshot', await rest.read('snapshots')).map((entry) => ({
      id: entry.id(),
      name: entry.text('Caption'),
      sourceLogicalDiskId: entry.textOrEmpty('SourceLogicalDiskId'),
      destinationLogicalDiskId: entry.textOrEmpty('DestinationLogicalDiskId'),
    })),
});

export const logicalDisks = (rest: Rest) => ({
  list: async (): Promise<readonly LogicalDisk[]> =>
    answered('logical disk', await rest.read('logicaldisks')).map((entry) => ({
      id: entry.id(),
      virtualDiskId: entry.textOrEmpty('VirtualDiskId'),
      serverId: entry.textOrEmpty('ServerHostId'),
    })),
});
