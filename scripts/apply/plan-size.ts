/** The size of a volume: it grows to what its order says, and never shrinks. */
import { format } from '../../config/model/quantities';
import { UsageError } from '../usage-error';
import type { Pool } from './datacore/servers';
import type { VirtualDisk } from './datacore/virtual-disks';
import { snapshotsOf, type StorageView } from './storage-view';
import type { VolumeOrder } from './volume-order';
import type { Step } from './volume-plan';

const MIB = 1024 * 1024;
export const sizeText = (bytes: number): string => format('size', Math.floor(bytes / MIB));
export const bytesOf = ({ sizeMib }: Pick<VolumeOrder, 'sizeMib'>): number => sizeMib * MIB;

export function refuseTooSmall(order: VolumeOrder, pool: Pool): void {
  if (bytesOf(order) >= pool.chunk) return;
  throw new UsageError(
    `volume \`${order.name}\` is ${sizeText(bytesOf(order))}, less than the allocation unit of pool \`${pool.name}\` (${sizeText(pool.chunk)})`,
    'make it larger',
  );
}

/** A size within one allocation unit is the same: pools round up. */
export function growth(order: VolumeOrder, disk: VirtualDisk, pools: readonly { pool: Pool }[], view: StorageView): Step[] {
  const wanted = bytesOf(order);
  const unit = Math.max(0, ...pools.map(({ pool }) => pool.chunk));
  if (disk.size >= wanted + unit) {
    throw new UsageError(
      `volume \`${order.name}\` is ${sizeText(disk.size)}, the estate says ${sizeText(wanted)}`,
      `write ${sizeText(disk.size)}: a volume is never made smaller, what lies beyond its new end would be lost`,
    );
  }
  if (disk.size >= wanted) return [];
  const attached = snapshotsOf(view, disk);
  if (attached.length > 0) {
    throw new UsageError(
      `volume \`${order.name}\` cannot grow while it has snapshots: ${attached.join(', ')}`,
      'delete them in the console (and pause their schedule), apply, then take new ones',
    );
  }
  if (disk.protections.length > 0) {
    throw new UsageError(
      `volume \`${order.name}\` cannot grow while it has ${disk.protections.join(' and ')}`,
      'end that in the console first, if nobody needs what it holds; apply, then begin it anew',
    );
  }
  return [{ kind: 'grow', fromMib: Math.floor(disk.size / MIB) }];
}
