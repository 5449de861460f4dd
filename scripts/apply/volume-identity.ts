/** `cordee apply volume-identity`: which disk is meant. It looks and never changes: its order has no size, so that growing cannot replace it. */
import { UsageError } from '../usage-error';
import type { DataCore } from './datacore/client';
import { readVolumeFacts, writeVolumeFacts } from './facts';
import { diskNamed } from './storage-view';
import type { IdentityOrder } from './volume-order';
import { described, refuseAnother, refuseForeign, refuseRenamed } from './volume-refusals';

export interface IdentityWork {
  readonly storage: DataCore;
  /** Domain and environment: whose the disk is. */
  readonly estate: string;
  /** Path of the facts file. */
  readonly facts: string;
  /** Described as somebody else’s: read, and never changed. */
  readonly existing: boolean;
  readonly say: (line: string) => void;
}

export async function identifyVolume(
  { name, inventoryName = name }: IdentityOrder,
  { storage, estate, facts, existing, say }: IdentityWork,
): Promise<void> {
  const known = readVolumeFacts(facts, name);
  const pools = await storage.pools.list();
  const disks = await storage.virtualDisks.list();
  const disk = diskNamed({ disks }, inventoryName);
  if (existing) {
    if (disk === undefined) {
      throw new UsageError(
        `volume \`${name}\` is described as existing, and the storage has no virtual disk \`${inventoryName}\``,
        'write its name in DataCore as `inventoryName:`, or leave `existing: true` out so that it is made',
      );
    }
    await writeVolumeFacts(facts, name, { ...known, device: disk.device });
    say(`volume ${name}: it exists and is only looked at: ${disk.device}, ${described(disk, { pools })}`);
    return;
  }
  const owner = { estate, volume: name };
  if (disk === undefined) {
    refuseRenamed(name, owner, { disks });
    say(`volume ${name}: not there yet; its settings make it`);
    return;
  }
  refuseForeign(name, owner, disk, { pools });
  refuseAnother(name, owner, disk, known);
  say(`volume ${name}: ${disk.device}, ${described(disk, { pools })}`);
}
