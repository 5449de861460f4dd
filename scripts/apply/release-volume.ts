/**
 * A volume that leaves under a live approval: taken from its hosts and deleted, unless something still needs it. Which disk is meant is said
 * once, by its id; whether it may go is asked again before each call that destroys.
 */
import { UsageError } from '../usage-error';
import { converge } from './converge';
import type { VirtualDisk } from './datacore/virtual-disks';
import { readVolumeFacts, writeVolumeFacts } from './facts';
import { type Meant, refuseNeeded } from './release-refusals';
import { diskNamed, servedTo, type StorageView, viewStorage } from './storage-view';
import type { VolumeWork } from './volume';
import { refuseAnother, refuseRenamed } from './volume-refusals';

type Step = { readonly kind: 'unserve'; readonly host: { readonly id: string; readonly name: string } } | { readonly kind: 'delete' };

interface Seen {
  readonly view: StorageView;
  readonly disk: VirtualDisk | undefined;
}

/** `described`: names of the hosts of the estate. Throws a `UsageError` where it stays. */
export async function releaseVolume(name: string, described: readonly string[], work: VolumeWork): Promise<void> {
  const { storage, estate, facts, say } = work;
  const owner = { estate, volume: name };
  const known = readVolumeFacts(facts, name);
  const view = await viewStorage(storage);
  const disk = diskNamed(view, name);
  if (disk === undefined) {
    refuseRenamed(name, owner, view);
    say(`volume ${name}: not there any more`);
  } else {
    refuseAnother(name, owner, disk, known);
    await remove({ owner, id: disk.id, hosts: servedTo(view, disk).map(({ host }) => host.id), described }, work);
  }
  await writeVolumeFacts(facts, name, undefined);
}

async function remove(meant: Meant, { storage, timing, say, vmfs, facts }: VolumeWork): Promise<void> {
  const { volume: name } = meant.owner;
  const look = async (): Promise<Seen> => {
    const view = await viewStorage(storage);
    const disk = view.disks.find(({ id }) => id === meant.id);
    if (disk === undefined) return { view, disk };
    const known = readVolumeFacts(facts, name);
    const vcenter = await refuseNeeded(meant, disk, view, vmfs, known?.leavesBy);
    // Noted before it is taken from its hosts: whoever comes after a killed process finds none that could show it.
    if (known?.leavesBy !== vcenter) await writeVolumeFacts(facts, name, { ...known, device: disk.device, leavesBy: vcenter });
    return { view, disk };
  };
  const { view } = await converge<Seen, Step>({
    look,
    steps: stepsOf,
    // Each on its own: what is destroyed next is looked at first.
    kind: (step) => (step.kind === 'delete' ? 'delete' : `unserve from ${step.host.name}`),
    perform: async (step, { disk }) => {
      if (disk === undefined) return;
      if (step.kind === 'unserve') {
        await storage.virtualDisks.unserve(disk, step.host);
        say(`  - taken from ${step.host.name}`);
      } else {
        await storage.virtualDisks.remove(disk);
        say(`  - virtual disk ${name} deleted (${disk.device})`);
      }
    },
    writes: () => true,
    lockOf: () => undefined,
    say,
    pause: timing.pause,
  });
  refuseRemade(name, view);
}

function stepsOf({ view, disk }: Seen): readonly Step[] {
  if (disk === undefined) return [];
  return [...servedTo(view, disk).map(({ host }): Step => ({ kind: 'unserve', host })), { kind: 'delete' }];
}

/** Between two looks somebody may make a disk of the same name: it is not the one that was approved. */
function refuseRemade(name: string, view: StorageView): void {
  const other = diskNamed(view, name);
  if (other === undefined) return;
  throw new UsageError(
    `the virtual disk that \`${name}\` was is gone, and another one bears its name since (${other.device}): it is left alone`,
    'find out who made it; what was approved has left',
  );
}
