/** Why a volume that may leave still stays: asked at each look, for somebody may have begun to use it since the last. */
import { UsageError } from '../usage-error';
import type { VirtualDisk } from './datacore/virtual-disks';
import type { Owner } from './ownership';
import { servedTo, snapshotsOf, type StorageView } from './storage-view';
import type { Vmfs } from './vmfs';
import { refuseForeign } from './volume-refusals';

/** The disk that was found at the first look. */
export interface Meant {
  readonly owner: Owner;
  readonly id: string;
  /** Ids of the hosts it was served to. */
  readonly hosts: readonly string[];
}

/** Throws a `UsageError` with the first reason. `vmfs` is asked while it is served, whether a datastore lies on it. */
export async function refuseNeeded(meant: Meant, disk: VirtualDisk, view: StorageView, vmfs: () => Promise<Vmfs | string>): Promise<void> {
  const { volume: name } = meant.owner;
  refuseForeign(name, meant.owner, disk, view);
  if (disk.name !== name)
    throw new UsageError(`volume \`${name}\` is named \`${disk.name}\` since a moment ago: somebody works on it`, LATER);
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
  refuseUsed(meant, disk, view);
  // What is served to nobody is used by nobody.
  if (servedTo(view, disk).length > 0) await refuseDatastore(name, disk, await vmfs());
}

const LATER = 'find out who and why; apply again when it may go';

function refuseUsed({ owner, hosts }: Meant, disk: VirtualDisk, view: StorageView): void {
  const since = servedTo(view, disk).filter(({ host }) => !hosts.includes(host.id));
  if (since.length > 0) {
    const names = since.map(({ host }) => `\`${host.name}\``).join(', ');
    throw new UsageError(`volume \`${owner.volume}\` is served to ${names} since a moment ago: somebody begins to use it`, LATER);
  }
  const unknown = view.units.filter(({ diskId, hostId }) => diskId === disk.id && !view.hosts.some(({ id }) => id === hostId));
  if (unknown.length > 0)
    throw new UsageError(
      `volume \`${owner.volume}\` is served to ${unknown.map(({ hostId }) => `\`${hostId}\``).join(', ')}, which is no host that the storage names`,
      'unserve it in the console first, if nobody needs it',
    );
}

async function refuseDatastore(name: string, { device }: VirtualDisk, tool: Vmfs | string): Promise<void> {
  if (typeof tool === 'string') {
    throw new UsageError(
      `volume \`${name}\` is served, and whether a datastore lies on it could not be seen: ${tool}`,
      'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed), or unserve it in the console first',
    );
  }
  const { datastore } = await tool.show(device);
  if (datastore !== null)
    throw new UsageError(`datastore \`${datastore}\` lies on volume \`${name}\``, 'let the datastore go first, in a deployment of its own');
}
