/** A volume that leaves under a live approval: taken from its hosts and deleted, unless something still needs it. */
import { UsageError } from '../usage-error';
import { converge } from './converge';
import type { DataCore } from './datacore/client';
import type { Timing } from './datacore/settings';
import type { VirtualDisk } from './datacore/virtual-disks';
import { writeVolumeFacts } from './facts';
import { diskNamed, servedTo, snapshotsOf, type StorageView, viewStorage } from './storage-view';
import type { Vmfs } from './vmfs';
import { ownerOf } from './volume';
import { refuseForeign } from './volume-refusals';

export interface ReleaseWork {
  readonly storage: DataCore;
  readonly timing: Timing;
  readonly facts: string;
  readonly say: (line: string) => void;
  readonly vmfs: () => Promise<Vmfs | string>;
}

type Step = { readonly kind: 'unserve'; readonly host: { readonly id: string; readonly name: string } } | { readonly kind: 'delete' };

interface Seen {
  readonly view: StorageView;
  readonly disk: VirtualDisk | undefined;
}

/** Throws a `UsageError` where it stays. */
export async function releaseVolume(name: string, work: ReleaseWork): Promise<void> {
  const { storage, timing, facts, say } = work;
  const look = async (): Promise<Seen> => {
    const view = await viewStorage(storage);
    return { view, disk: diskNamed(view, name) };
  };
  const { view, disk } = await look();
  if (disk === undefined) say(`volume ${name}: not there any more`);
  else await refuseNeeded(name, disk, view, work);
  await converge<Seen, Step>({
    look,
    steps: (seen) => stepsOf(seen),
    kind: ({ kind }) => kind,
    perform: async (step, seen) => {
      if (seen.disk === undefined) return;
      if (step.kind === 'unserve') {
        await storage.virtualDisks.unserve(seen.disk, step.host);
        say(`  - taken from ${step.host.name}`);
      } else {
        await storage.virtualDisks.remove(seen.disk);
        say(`  - virtual disk ${name} deleted (${seen.disk.device})`);
      }
    },
    lockOf: () => undefined,
    say,
    pause: timing.pause,
  });
  await writeVolumeFacts(facts, name, undefined);
}

function stepsOf({ view, disk }: Seen): readonly Step[] {
  if (disk === undefined) return [];
  return [...servedTo(view, disk).map(({ host }): Step => ({ kind: 'unserve', host })), { kind: 'delete' }];
}

async function refuseNeeded(name: string, disk: VirtualDisk, view: StorageView, { facts, vmfs }: ReleaseWork): Promise<void> {
  refuseForeign(name, ownerOf({ name }, facts), disk, view);
  const attached = snapshotsOf(view, disk);
  if (attached.length > 0)
    throw new UsageError(
      `volume \`${name}\` has snapshots: ${attached.join(', ')}`,
      'delete them in the console first, if nobody needs them',
    );
  if (disk.protections.length > 0)
    throw new UsageError(
      `volume \`${name}\` still has ${disk.protections.join(' and ')}`,
      'end that in the console first, if nobody needs it',
    );
  // What is served to nobody is used by nobody.
  if (servedTo(view, disk).length === 0) return;
  const tool = await vmfs();
  if (typeof tool === 'string') {
    throw new UsageError(
      `volume \`${name}\` is served, and whether a datastore lies on it could not be seen: ${tool}`,
      'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed), or unserve it in the console first',
    );
  }
  const { datastore } = await tool('show', disk.device);
  if (datastore !== null)
    throw new UsageError(`datastore \`${datastore}\` lies on volume \`${name}\``, 'let the datastore go first, in a deployment of its own');
}
