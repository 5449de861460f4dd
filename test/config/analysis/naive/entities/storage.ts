/** Storage servers, volumes, and where copies lie. */
import type { BackupClass, Repository } from '../../../../../config/model/backup';
import type { StorageServer } from '../../../../../config/model/storage-server';
import type { Volume } from '../../../../../config/model/volume';
import { ADDRESS, DAY, END, GIB, standing, title } from './common';

type Pool = StorageServer['pools'][string];
export const pool = (more: Partial<Pool> = {}): Pool => ({
  tier: 'ssd',
  name: 'pool',
  capacity: 1000 * GIB,
  iops: 10_000,
  throughput: 500,
  writeThroughIops: 5000,
  writeThroughThroughput: 250,
  allocationUnit: 128,
  ...more,
});

type Port = StorageServer['ports'][string];
export const port = (role: Port['role'], physicalSwitchKey: string): Port => ({
  role,
  network: 'storage',
  address: ADDRESS,
  physicalSwitch: physicalSwitchKey,
});

/** A server with A and 1 on the first switch of its site, B and 2 on the second, and one pool of SSD. */
export const storageServer = (at: string, more: Partial<StorageServer> = {}): StorageServer => ({
  title,
  ...standing(at),
  hardware: 'server',
  supportEnd: END,
  hostName: 'DCS',
  management: ADDRESS,
  ports: {
    a: port('front-end-a', `${at}-1`),
    b: port('front-end-b', `${at}-2`),
    m1: port('mirror-1', `${at}-1`),
    m2: port('mirror-2', `${at}-2`),
  },
  pools: { ssd: pool() },
  ...more,
});

/** A volume mirrored between the servers `store-a` and `store-b`. */
export const volume = (preferred: string, more: Partial<Volume> = {}): Volume => ({
  title,
  existing: false,
  size: 100 * GIB,
  mirrored: true,
  pools: { 'store-a': 'ssd', 'store-b': 'ssd' },
  preferred,
  witness: 'group',
  profile: 'Normal',
  lun: 1,
  ...more,
});

export const datastore = (volumeKey: string) => ({ title, existing: false, volume: volumeKey, formattedBy: 'a1' });

export const repository = (at: string, more: Partial<Repository> = {}): Repository => ({
  title,
  ...standing(at),
  hardware: 'server',
  supportEnd: END,
  medium: 'disk',
  storage: 'own-disks',
  network: 'backup',
  address: ADDRESS,
  capacity: 10_000 * GIB,
  throughput: 400,
  catalogue: false,
  ...more,
});
export const immutable = { duration: 14 * DAY, mechanism: 'Test' };
export const offline = (cabinet: string) => ({ cabinet, every: 7 * DAY, replacementDrive: 3 * DAY });

export const backupClass = (repositories: BackupClass['repositories'], tape?: string): BackupClass => ({
  title,
  rpo: DAY,
  levels: {
    near: { retention: 14 * DAY },
    far: { retention: 30 * DAY },
    ...(tape === undefined ? {} : { tape: { retention: 365 * DAY } }),
  },
  repositories,
  window: { start: '00:00', duration: DAY },
  restoreTestEvery: 180 * DAY,
  ...(tape === undefined ? {} : { tape }),
});
