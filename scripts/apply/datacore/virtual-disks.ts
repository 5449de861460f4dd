/** Virtual disks. */
import { Refused } from './failures';
import { type Answered, answered } from './records';
import { inPath, type Rest } from './rest';

export interface VirtualDisk {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Bytes. */
  readonly size: number;
  /** 0 single, 2 mirrored, 3 dual. */
  readonly type: number;
  /** 0 online, 1 not up to date; others are not published. */
  readonly diskStatus: number;
  /** `Healthy`, `In full recovery` … */
  readonly status: string;
  readonly poolIds: readonly string[];
  /** Id of a server; empty where the service names none. */
  readonly preferredServer: string;
  /** As ESXi names it: `naa.60030d90…`; empty where the service does not say it. */
  readonly device: string;
  /** It is the copy that a snapshot holds. */
  readonly isSnapshot: boolean;
  /** What still hangs on it besides snapshots, in words. */
  readonly protections: readonly string[];
  /** Fields that would say so, and that this answer has not: nothing is known then. */
  readonly unsaid: readonly string[];
}

export interface NewVirtualDisk {
  readonly name: string;
  readonly description: string;
  /** Bytes. */
  readonly size: number;
  /** Ids: one for a single disk, two (of two servers) for a mirrored one. */
  readonly pools: readonly string[];
}

export const SINGLE = 0;
export const MIRRORED = 2;
export const ONLINE = 0;

/** ErrorCode of a host that has no session with the servers. */
const NO_SESSION = 4;
const NOT_LOGGED_IN = 'has the host logged in to the iSCSI targets? Run its preparation script (files/servers/), then apply again';

interface HostName {
  readonly id: string;
  readonly name: string;
}

const COLLECTION = 'virtualdisks';
const item = (disk: Pick<VirtualDisk, 'id'>): string => `${COLLECTION}/${inPath(disk.id)}`;

export const virtualDisks = (rest: Rest) => ({
  list: async (): Promise<readonly VirtualDisk[]> => answered('virtual disk', await rest.read(COLLECTION)).map(diskOf),

  create: async ({ name, description, size, pools }: NewVirtualDisk): Promise<void> => {
    const [first, second] = pools;
    await rest.write('POST', COLLECTION, `create virtual disk ${name}`, {
      Name: name,
      Description: description,
      FirstPool: first,
      ...(second === undefined ? {} : { SecondPool: second }),
      Size: size,
      Type: second === undefined ? SINGLE : MIRRORED,
    });
  },

  /** `size` in bytes. The service would let it shrink; whoever calls must not. */
  resize: async (disk: VirtualDisk, size: number): Promise<void> => {
    await rest.write('PUT', item(disk), `resize virtual disk ${disk.name}`, { Size: size });
  },

  rename: async (disk: VirtualDisk, name: string): Promise<void> => {
    await rest.write('PUT', item(disk), `rename virtual disk ${disk.name}`, { Caption: name });
  },

  /** It must be served to nobody. */
  remove: async (disk: VirtualDisk): Promise<void> => {
    await rest.write('DELETE', item(disk), `delete virtual disk ${disk.name}`);
  },

  /** `redundant`: by both servers of a mirrored disk. The vendor’s own client writes the flag as a text. */
  serve: async (disk: VirtualDisk, host: HostName, lun: number, redundant: boolean): Promise<void> => {
    const body = { Operation: 'Serve', Host: host.id, Redundancy: String(redundant), StartingLUN: lun };
    try {
      await rest.write('POST', item(disk), `serve virtual disk ${disk.name} to ${host.name}`, body);
    } catch (error) {
      throw error instanceof Refused && error.code === NO_SESSION ? error.withRemedy(NOT_LOGGED_IN) : error;
    }
  },

  unserve: async (disk: VirtualDisk, host: HostName): Promise<void> => {
    await rest.write('POST', item(disk), `unserve virtual disk ${disk.name} from ${host.name}`, { Operation: 'Unserve', Host: host.id });
  },
});

const diskOf = (entry: Answered): VirtualDisk => ({
  id: entry.id(),
  name: entry.text('Alias'),
  description: entry.textOrEmpty('Description'),
  size: entry.wrapped('Size', 'Value'),
  type: entry.number('Type'),
  diskStatus: entry.number('DiskStatus'),
  status: entry.textOrEmpty('Status'),
  poolIds: entry.texts('PoolIds'),
  preferredServer: entry.textOrEmpty('PreferredServer'),
  device: deviceOf(entry.textOrEmpty('ScsiDeviceIdString')),
  isSnapshot: entry.isTrue('IsSnapshotVirtualDisk') || entry.textOrEmpty('SnapshotId') !== '',
  protections: protectionsOf(entry),
  unsaid: unsaidOf(entry),
});

const deviceOf = (id: string): string => (/^[0-9a-f]{16,32}$/i.test(id) ? `naa.${id.toLowerCase()}` : '');

const HISTORY = 'VirtualDiskRollbackData';
const REPLICATION = 'VirtualDiskReplicationData';
const CONTINUOUS = 'ContinuousDataProtectionEnabled';
const ROLLBACKS = 'Rollbacks';

function protectionsOf(entry: Answered): readonly string[] {
  const history = entry.has(HISTORY) ? entry.inner(HISTORY) : undefined;
  return [
    history?.isTrue(CONTINUOUS) === true ? ['continuous data protection'] : [],
    history?.isEmpty(ROLLBACKS) === false ? ['rollbacks'] : [],
    entry.has(REPLICATION) ? ['a replication'] : [],
  ].flat();
}

/** Null says that there is none; a field that is absent, or of another type, says nothing. */
function unsaidOf(entry: Answered): readonly string[] {
  const history = entry.has(HISTORY) ? entry.inner(HISTORY) : undefined;
  return [
    entry.names(HISTORY) ? [] : [HISTORY],
    history === undefined || history.isFlag(CONTINUOUS) ? [] : [`${HISTORY}.${CONTINUOUS}`],
    history === undefined || history.isListOrNull(ROLLBACKS) ? [] : [`${HISTORY}.${ROLLBACKS}`],
    entry.names(REPLICATION) ? [] : [REPLICATION],
  ].flat();
}
