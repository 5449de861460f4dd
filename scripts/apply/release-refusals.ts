/** Why a volume that may leave still stays: asked at each look, for somebody may have begun to use it since the last. */
import { UsageError } from '../usage-error';
import type { VirtualDisk } from './datacore/virtual-disks';
import { whyUnknown } from './host-sight';
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
  /** Names of the hosts that the estate describes: only from them may it be taken. */
  readonly described: readonly string[];
}

/**
 * Throws a `UsageError` with the first reason. `vmfs` is asked whether a datastore lies on it; `knew` is the vCenter that has known this disk
 * before. Returns the one that knows it now.
 */
export async function refuseNeeded(
  meant: Meant,
  disk: VirtualDisk,
  view: StorageView,
  vmfs: () => Promise<Vmfs | string>,
  knew: string | undefined,
): Promise<string> {
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
  if (disk.unsaid.length > 0)
    throw new UsageError(
      `volume \`${name}\` stays: whether it has continuous data protection, rollbacks or a replication cannot be read: the REST service answers a virtual disk without ${disk.unsaid.map((field) => `\`${field}\``).join(' and ')}`,
      'another version of SANsymphony than this client knows; report it with the version',
    );
  refuseUsed(meant, disk, view);
  // Also of one that is served to nobody: taken from its hosts by hand it is full of data all the same, and vCenter still knows whose.
  const served = servedTo(view, disk).map(({ host }) => host.name);
  return refuseDatastore(name, disk, served, await vmfs(), knew);
}

const LATER = 'find out who and why; apply again when it may go';

function refuseUsed({ owner, hosts, described }: Meant, disk: VirtualDisk, view: StorageView): void {
  const others = servedTo(view, disk).filter(({ host }) => !described.includes(host.name));
  const since = servedTo(view, disk).filter(({ host }) => !hosts.includes(host.id));
  if (since.length > 0) {
    const names = since.map(({ host }) => `\`${host.name}\``).join(', ');
    throw new UsageError(`volume \`${owner.volume}\` is served to ${names} since a moment ago: somebody begins to use it`, LATER);
  }
  if (others.length > 0)
    throw new UsageError(
      `volume \`${owner.volume}\` is served to ${others.map(({ host }) => `\`${host.name}\``).join(', ')}, which this estate does not describe: what is used there cannot be seen from here`,
      'ask whoever runs that host; when it needs the volume no more, it is taken from it in the console',
    );
  const unknown = view.units.filter(({ diskId, hostId }) => diskId === disk.id && !view.hosts.some(({ id }) => id === hostId));
  if (unknown.length > 0)
    throw new UsageError(
      `volume \`${owner.volume}\` is served to ${unknown.map(({ hostId }) => `\`${hostId}\``).join(', ')}, which is no host that the storage names`,
      'unserve it in the console first, if nobody needs it',
    );
}

async function refuseDatastore(
  name: string,
  { device }: VirtualDisk,
  served: readonly string[],
  tool: Vmfs | string,
  knew: string | undefined,
): Promise<string> {
  const unseen = (why: string, remedy: string): UsageError =>
    new UsageError(`volume \`${name}\` stays: whether a datastore lies on it could not be seen: ${why}`, remedy);
  if (typeof tool === 'string') throw unseen(tool, 'set VSPHERE_SERVER, VSPHERE_USER and VSPHERE_PASSWORD (Go is needed)');
  const { datastore, asked, vcenter } = await tool.show(device, served);
  if (datastore !== null)
    throw new UsageError(`datastore \`${datastore}\` lies on volume \`${name}\``, 'let the datastore go first, in a deployment of its own');
  // A vCenter that has never met the LUN knows of no datastore either.
  const unknown = whyUnknown(served, asked, vcenter === knew);
  if (unknown === undefined) return vcenter;
  throw unseen(
    unknown,
    served.length > 0
      ? 'is VSPHERE_SERVER the vCenter of its hosts? If so, rescan their storage there until they see it (from a host that is gone for good, unserve it in the console), then apply again'
      : 'serve it again to one of its hosts in the console and rescan that host in its vCenter, then apply again; or, if you know that nobody needs it, delete it in the console',
  );
}
