/** Identifiers in the forms that the REST service gives them. */
import { randomBytes, randomUUID } from 'node:crypto';

/** `FDD5406C-1664-467B-AACC-889775A2C32E` */
export const newServerId = (): string => randomUUID().toUpperCase();
/** `{server id}:{guid}` with literal braces: callers have to encode it. */
export const newPoolId = (serverId: string): string => `${serverId}:{${randomUUID()}}`;
/** `65e604b87a7a42f0b346a4147c5421a4` */
export const newDiskId = (): string => randomUUID().replace(/-/g, '');
/** 32 hexadecimal digits, of which the first eight are DataCore’s. */
export const newScsiId = (): string => `60030D90${randomBytes(12).toString('hex').toUpperCase()}`;
/** Hosts, snapshots, logical disks, ports and paths. */
export const newId = (): string => randomUUID();
