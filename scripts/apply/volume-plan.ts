/** What a volume needs, from what is: the steps in their order, or why nothing can be done. Pure: it reads and changes nothing. */
import { ONLINE, type VirtualDisk } from './datacore/virtual-disks';
import type { VolumeFacts } from './facts';
import type { Owner } from './ownership';
import { hostSteps, serving } from './plan-hosts';
import { orderedPools, refuseOtherGroup } from './plan-pools';
import { growth, refuseTooSmall } from './plan-size';
import { diskNamed, type StorageView } from './storage-view';
import {
  losesMirror,
  refuseAnother,
  refuseForeign,
  refuseLost,
  refuseOtherPools,
  refuseOtherType,
  refuseRenamed,
  refuseUnmirroring,
} from './volume-refusals';
import type { VolumeOrder } from './volume-order';

export type Step =
  | { readonly kind: 'register'; readonly host: string }
  | { readonly kind: 'assign'; readonly host: string; readonly iqn: string }
  | { readonly kind: 'create'; readonly pools: readonly string[] }
  | { readonly kind: 'recover'; readonly status: string }
  | { readonly kind: 'grow'; readonly fromMib: number }
  | { readonly kind: 'serve'; readonly host: string };

export interface VolumePlan {
  readonly disk: VirtualDisk | undefined;
  readonly steps: readonly Step[];
  /** What is not as described and is left as it is. */
  readonly notes: readonly string[];
}

/** `known` is what was written down when it was last applied; approvals are judged at the day `today`. Throws a `UsageError` for what must not, or cannot, be done. */
export function planVolume(order: VolumeOrder, owner: Owner, view: StorageView, known: VolumeFacts | undefined, today: string): VolumePlan {
  refuseOtherGroup(order, view);
  const pools = orderedPools(order, view);
  const disk = diskNamed(view, order.name);
  const notes: string[] = [];
  const steps: Step[] = [...hostSteps(order, view, notes)];
  if (disk === undefined) {
    refuseRenamed(order.name, owner, view);
    refuseLost(order.name, owner, known);
    for (const { pool } of pools) refuseTooSmall(order, pool);
    steps.push({ kind: 'create', pools: pools.map(({ pool }) => pool.id) });
  } else {
    refuseForeign(order.name, owner, disk, view);
    refuseAnother(order.name, owner, disk, known);
    if (losesMirror(order, disk)) {
      refuseUnmirroring(order, disk, pools, view, today);
      // Only what is whole on both sides is split; all else follows from what is then there.
      const first: readonly Step[] = disk.diskStatus === ONLINE ? [] : [{ kind: 'recover', status: disk.status }];
      return { disk, steps: first, notes: ['whatever else the estate says of it waits until its mirror is split'] };
    }
    refuseOtherType(order, disk);
    refuseOtherPools(order, disk, pools, view);
    if (disk.diskStatus !== ONLINE) steps.push({ kind: 'recover', status: disk.status });
    steps.push(...growth(order, disk, pools, view));
  }
  steps.push(...serving(order, disk, view, notes));
  return { disk, steps, notes };
}
