/** Disks that are not what the estate says, and are left alone. */
import { format } from '../../config/model/quantities';
import { UsageError } from '../usage-error';
import { liveConsent } from './consent';
import type { Pool } from './datacore/servers';
import { MIRRORED, SINGLE, type VirtualDisk } from './datacore/virtual-disks';
import type { VolumeFacts } from './facts';
import { isOurs, markOf, otherOwner, type Owner } from './ownership';
import type { StorageView } from './storage-view';
import type { VolumeOrder } from './volume-order';

const MIB = 1024 * 1024;

export const kindOf = ({ type }: Pick<VirtualDisk, 'type'>): string =>
  type === SINGLE ? 'single' : type === MIRRORED ? 'mirrored' : `of type ${String(type)}`;

/** As a person would describe it: `500 GiB, mirrored, in ssd-mairie and ssd-agglo`. */
export function described(disk: VirtualDisk, { pools }: Pick<StorageView, 'pools'>): string {
  const names = disk.poolIds.map((id) => pools.find((pool) => pool.id === id)?.name ?? id);
  return `${format('size', Math.floor(disk.size / MIB))}, ${kindOf(disk)}, in ${names.join(' and ')}`;
}

/** A disk of that name which we did not make is reported, never taken. */
export function refuseForeign(name: string, owner: Owner, disk: VirtualDisk, view: Pick<StorageView, 'pools'>): void {
  if (isOurs(disk, owner)) return;
  throw new UsageError(
    `virtual disk \`${name}\` exists and ${otherOwner(disk)}: ${described(disk, view)}`,
    `to read it as it is, write \`existing: true\`; to hand it over, write \`${markOf(owner)}\` into its description in the console`,
  );
}

/** Under another name the data would be there, and an empty disk beside them. */
export function refuseRenamed(name: string, owner: Owner, { disks }: Pick<StorageView, 'disks'>): void {
  const other = disks.find((disk) => !disk.isSnapshot && isOurs(disk, owner));
  if (other === undefined) return;
  throw new UsageError(
    `volume \`${name}\` is named \`${other.name}\` on the storage: its description says \`${markOf(owner)}\``,
    `name it \`${name}\` again in the console; or, if it is a copy, take the mark out of its description`,
  );
}

const forgotten = ({ estate, volume }: Owner): string =>
  `take \`${volume}\` out of .cordee/facts/${estate.split('/')[1] ?? ''}.json, then apply again`;

/** An empty disk in the place of one that held data would hide that these are gone. */
export function refuseLost(name: string, owner: Owner, known: VolumeFacts | undefined): void {
  if (known === undefined) return;
  throw new UsageError(
    `volume \`${name}\` was ${known.device} when it was last applied, and the storage has no such disk any more`,
    `is this the right storage, and does its console show the disk? If it was deleted on purpose, ${forgotten(owner)}`,
  );
}

/** A disk that was made anew under the same name is another one: without the data, and for vSphere another LUN. */
export function refuseAnother(name: string, owner: Owner, { device }: VirtualDisk, known: VolumeFacts | undefined): void {
  if (device === '')
    throw new UsageError(
      `the REST service does not say what the LUN of volume \`${name}\` is called (ScsiDeviceIdString)`,
      'is the disk whole in the console? Apply again when it is',
    );
  if (known === undefined || known.device === device) return;
  throw new UsageError(
    `volume \`${name}\` is ${device}; when it was last applied it was ${known.device}`,
    `somebody made it anew: if that is right, ${forgotten(owner)}`,
  );
}

export function refuseOtherType({ name, mirrored }: VolumeOrder, disk: VirtualDisk): void {
  if (disk.type === (mirrored ? MIRRORED : SINGLE)) return;
  if (mirrored && disk.type === SINGLE) {
    throw new UsageError(
      `volume \`${name}\` is single, the estate says mirrored`,
      'manual step [volume-mirror]: add the mirror in the console (Add Mirror; the call is not published), then apply again',
    );
  }
  throw new UsageError(
    `volume \`${name}\` is ${kindOf(disk)}, the estate says ${mirrored ? 'mirrored' : 'single'}`,
    'it is not converted: correct the estate',
  );
}

/** The estate wants one copy of what has two. */
export const losesMirror = ({ mirrored }: VolumeOrder, disk: VirtualDisk): boolean => !mirrored && disk.type === MIRRORED;

/** `today` is a day. Throws a `UsageError` where nobody consents, or where the side that the estate keeps is none of the two. */
export function refuseUnmirroring(
  order: VolumeOrder,
  disk: VirtualDisk,
  kept: readonly { readonly pool: Pool }[],
  view: Pick<StorageView, 'pools'>,
  today: string,
): void {
  const { name } = order;
  liveConsent(
    'unmirror',
    order.approval,
    today,
    (why, remedy) =>
      new UsageError(`volume \`${name}\` is mirrored, the estate says single: ${why}`, `${remedy}; or write \`mirrored: true\``),
  );
  if (!kept.every(({ pool }) => disk.poolIds.includes(pool.id))) refuseOtherPools(order, disk, kept, view);
}

export function refuseOtherPools(
  { name }: VolumeOrder,
  disk: VirtualDisk,
  pools: readonly { readonly pool: Pool }[],
  view: Pick<StorageView, 'pools'>,
): void {
  const wanted = pools.map(({ pool }) => pool);
  if (wanted.length === disk.poolIds.length && wanted.every(({ id }) => disk.poolIds.includes(id))) return;
  throw new UsageError(
    `volume \`${name}\` is ${described(disk, view)}; the estate says ${wanted.map((pool) => pool.name).join(' and ')}`,
    'data is not moved between pools here: correct the estate, or move it in the console first',
  );
}
