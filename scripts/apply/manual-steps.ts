/**
 * What the storage’s published interface cannot do. It is not guessed: a person is told what to do, and a read says whether it is done where
 * there is such a read. None of these endangers data, so an open one stops no deployment; it is printed, counted and kept in the facts.
 */
import type { VolumeFacts } from './facts';
import type { VirtualDisk } from './datacore/virtual-disks';
import type { StorageView } from './storage-view';
import type { VolumeOrder } from './volume-order';
import { orderedPools } from './plan-pools';
import { losesMirror } from './volume-refusals';

export interface ManualStep {
  readonly id: 'volume-unmirror' | 'volume-preferred-side' | 'volume-profile' | 'volume-snapshots' | 'host-rescan' | 'vmfs-grow';
  readonly text: string;
}

export const manualLine = ({ id, text }: ManualStep): string => `manual step [${id}]: ${text}`;

/** What spares the work by hand in vCenter, where it can be had. */
export const byTool = (volume: string): string =>
  `or with Go here and VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD set: terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.${volume}_settings`;

/** The profile that the product gives to every disk. */
const USUAL_PROFILE = 'Normal';
const NO_READ = 'it was not verified: no published read shows it';

export function manualSteps(
  order: VolumeOrder,
  disk: VirtualDisk,
  view: StorageView,
  before: VolumeFacts | undefined,
): readonly ManualStep[] {
  const open = (id: ManualStep['id']): boolean => before?.manualSteps?.includes(id) === true;
  const steps: ManualStep[] = [];
  if (losesMirror(order, disk)) steps.push({ id: 'volume-unmirror', text: split(order, view) });
  const preferred = preferredSide(order, disk, view);
  if (preferred !== undefined) steps.push({ id: 'volume-preferred-side', text: preferred });
  if (order.profile !== USUAL_PROFILE || open('volume-profile')) {
    const text = `in the console, give virtual disk ${order.name} the storage profile ${order.profile}; ${NO_READ}`;
    steps.push({ id: 'volume-profile', text });
  }
  if (order.snapshots !== null || open('volume-snapshots')) {
    steps.push({ id: 'volume-snapshots', text: `${schedule(order)}; ${NO_READ}` });
  }
  return steps;
}

function split(order: VolumeOrder, view: StorageView): string {
  const [kept] = orderedPools(order, view);
  const click = `in the console, split the mirror of virtual disk ${order.name}, and keep the side of ${kept?.server ?? '?'} under this name and description`;
  const then = `then terraform -chdir=cdktf.out/stacks/volumes apply -replace=null_resource.${order.name}_settings`;
  return `${click}; the call is not published; ${then}; read now: it is mirrored`;
}

/** Undefined when the read shows that it is so, and for a disk that has one side only. */
function preferredSide(order: VolumeOrder, disk: VirtualDisk, view: StorageView): string | undefined {
  const [first] = orderedPools(order, view);
  if (!order.mirrored || first === undefined || disk.preferredServer === first.pool.serverId) return undefined;
  const now = view.servers.find(({ id }) => id === disk.preferredServer)?.name;
  return `in the console, make ${first.server} the preferred server of virtual disk ${order.name}; read now: ${now ?? 'none'}`;
}

function schedule({ name, snapshots }: VolumeOrder): string {
  if (snapshots === null) return `in the console, remove the task that takes snapshots of virtual disk ${name}`;
  const hours = snapshots.every / 3600;
  return `in the console, make a task that takes a snapshot of virtual disk ${name} every ${String(hours)} h and keeps ${String(snapshots.keep)}`;
}
