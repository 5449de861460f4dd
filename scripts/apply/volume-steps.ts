/** The steps of a volume’s plan, done. */
import type { VirtualDisk } from './datacore/virtual-disks';
import { readVolumeFacts, writeVolumeFacts } from './facts';
import { descriptionOf, isOurs, type Owner } from './ownership';
import { bytesOf } from './plan-size';
import { hostNamed, type StorageView } from './storage-view';
import type { VolumeWork } from './volume';
import type { VolumeOrder } from './volume-order';
import type { Step, VolumePlan } from './volume-plan';
import { recovered } from './volume-recovery';

export interface Seen {
  readonly view: StorageView;
  readonly plan: VolumePlan;
}

export async function performStep(step: Step, order: VolumeOrder, owner: Owner, { view, plan }: Seen, work: VolumeWork): Promise<void> {
  const { storage } = work;
  switch (step.kind) {
    case 'register':
      return storage.hosts.register(step.host, `registered by Cordee for ${owner.estate}`);
    case 'assign':
      return storage.hosts.assign(hostIn(view, step.host), step.iqn);
    case 'create':
      return storage.virtualDisks.create({
        name: order.name,
        description: descriptionOf(owner),
        size: bytesOf(order),
        pools: step.pools,
      });
    case 'recover':
      return recovered(diskIn(plan), work);
    case 'grow':
      return grow(step.fromMib, order, owner, diskIn(plan), work);
    case 'serve':
      return serve(step.host, order, { view, plan }, work);
  }
}

async function grow(fromMib: number, order: VolumeOrder, owner: Owner, disk: VirtualDisk, { storage, facts }: VolumeWork): Promise<void> {
  // Noted first: whoever comes after a killed process knows that the datastore does not fill its volume.
  await writeVolumeFacts(facts, order.name, { grownFromMib: fromMib, ...readVolumeFacts(facts, order.name), device: disk.device });
  // Another machine may have grown it further since the look, and the service would let it shrink: what changed is looked at anew.
  const now = (await storage.virtualDisks.list()).find(({ id }) => id === disk.id);
  if (now?.size === disk.size && isOurs(now, owner)) await storage.virtualDisks.resize(disk, bytesOf(order));
}

async function serve(host: string, order: VolumeOrder, { view, plan }: Seen, { storage, facts }: VolumeWork): Promise<void> {
  const disk = diskIn(plan);
  // Noted first as well: it was applied before, so that nothing else would tell that a host has yet to see it.
  const before = readVolumeFacts(facts, order.name);
  if (before !== undefined)
    await writeVolumeFacts(facts, order.name, { ...before, manualSteps: [...new Set([...(before.manualSteps ?? []), 'host-rescan'])] });
  await storage.virtualDisks.serve(disk, hostIn(view, host), order.lun, order.mirrored);
}

const diskIn = ({ disk }: VolumePlan): VirtualDisk => {
  if (disk === undefined) throw new Error('this step needs a virtual disk');
  return disk;
};

function hostIn(view: StorageView, name: string) {
  const host = hostNamed(view, name);
  if (host === undefined) throw new Error(`this step needs host ${name}`);
  return host;
}
