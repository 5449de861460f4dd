import { choice, defaulted, flag, integer, keyed, optional, quantity, ref } from './fields';
import { kind, type Entity } from './kind';
import { existing, inventoryName, title } from './common';

export const STORAGE_PROFILES = ['Critical', 'High', 'Normal', 'Low', 'Archive'] as const;

export const TIERS = ['ssd', 'capacity'] as const;

export const volumeKind = kind(
  'volume',
  'volumes',
  'A DataCore virtual disk, and what it must be. Growing is an edit; shrinking, unmirroring and deleting are refused.',
  {
    title: title(),
    existing: existing(),
    inventoryName: inventoryName('Name in DataCore'),
    size: quantity('size', 'Size. It can only grow.', { step: 1 }),
    mirrored: defaulted(flag('Synchronously mirrored between two servers at different sites.'), true),
    pools: keyed(choice(TIERS, 'Tier.'), 'Pool used on each storage server, keyed by server: two when mirrored, else one.', {
      keys: 'storage-servers',
      minProperties: 1,
    }),
    preferred: ref('sites', 'Side whose paths are preferred: where the VMs on it live.'),
    profile: defaulted(choice(STORAGE_PROFILES, 'Storage profile.'), 'Normal'),
    witness: defaulted(
      choice(
        ['group', 'none'],
        'Whether the witness of the server group arbitrates for it (`group`). Without one (`none`) both sides go on writing when mirror and management are cut, and diverge. Needs `storage.witness.option: per-volume`.',
      ),
      'group',
    ),
    snapshots: optional(ref('snapshot-policies', 'Snapshot policy.')),
    lun: integer('LUN number, the same for every host and unique.', { minimum: 0, maximum: 255 }),
  },
);
export type Volume = Entity<typeof volumeKind>;

export const snapshotPolicyKind = kind(
  'snapshot-policy',
  'snapshot-policies',
  'When snapshots of a volume are taken and how many are kept. They are no backup: same pool.',
  {
    title: title(),
    every: quantity('duration', 'Interval.', { step: 1, least: 1 }),
    keep: integer('How many are kept.', { minimum: 1, maximum: 1024 }),
  },
);
export type SnapshotPolicy = Entity<typeof snapshotPolicyKind>;
