/** Disks that are not what the estate says, and are left alone. */
import { format } from '../../config/model/quantities';
import { UsageError } from '../usage-error';
import type { Pool } from './datacore/servers';
import { MIRRORED, SINGLE, type VirtualDisk } from './datacore/virtual-disks';
import { isOurs, markOf, type Owner, ownerOf } from './ownership';
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
  const other = ownerOf(disk);
  const whose = other === undefined ? 'was not made by Cordée' : `belongs to \`${markOf(other)}\``;
  throw new UsageError(
    `virtual disk \`${name}\` exists and ${whose}: ${described(disk, view)}`,
    `to read it as it is, write \`existing: true\`; to hand it over, write \`${markOf(owner)}\` into its description in the console`,
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
    mirrored ? 'it is not converted: correct the estate' : 'a mirror is never taken away: write `mirrored: true`',
  );
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
