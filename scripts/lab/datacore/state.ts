/** What the simulated server group holds. */

export interface State {
  version: 1;
  readonly groupId: string;
  groupName: string;
  readonly servers: Server[];
  readonly pools: Pool[];
  readonly disks: Disk[];
  readonly hosts: Host[];
  readonly ports: Port[];
  readonly units: LogicalUnit[];
  readonly snapshots: Snapshot[];
  /** TCP ports of the listeners by their name (a site, or `control`), so that a restart is found where it was. */
  readonly listeners: Record<string, number>;
}

export interface Server {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  management: string;
  up: boolean;
}

export interface Pool {
  readonly id: string;
  readonly serverId: string;
  readonly name: string;
  /** Bytes. */
  capacity: number;
  /** Bytes: the storage allocation unit. */
  chunk: number;
}

/** One copy of a disk. */
export interface Side {
  readonly serverId: string;
  readonly poolId: string;
  readonly logicalDiskId: string;
  /** A stale copy does not serve. */
  stale: boolean;
  /** Milliseconds since 1970 when its recovery is done; absent while it is not recovering. */
  recoveredAt?: number;
  recovery: 'full' | 'log';
}

export interface Disk {
  readonly id: string;
  /** 32 hexadecimal digits, as ScsiDeviceIdString. */
  readonly scsiId: string;
  name: string;
  description: string;
  /** Bytes. */
  size: number;
  /** 0 single, 2 mirrored. */
  type: 0 | 2;
  readonly sides: Side[];
  /** The snapshot whose copy this disk is. */
  readonly snapshotId: string | null;
}

export interface Host {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly operatingSystem: number;
  readonly mpio: boolean;
  readonly alua: boolean;
}

/** An initiator of a host. */
export interface Port {
  readonly id: string;
  readonly name: string;
  hostId: string;
}

/** A disk as a host sees it by one server. */
export interface LogicalUnit {
  readonly id: string;
  readonly diskId: string;
  readonly hostId: string;
  readonly serverId: string;
  readonly lun: number;
}

export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly sourceId: string;
  readonly destinationId: string;
  readonly type: number;
  readonly takenAt: number;
}
