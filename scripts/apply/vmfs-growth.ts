/** After a volume grew: the datastore on it is made to fill it, and is done when vCenter shows the ordered size on every host. */
import { format } from '../../config/model/quantities';
import { UsageError } from '../usage-error';
import { whyUnknown } from './host-sight';
import { byTool, type ManualStep } from './manual-steps';
import type { Vmfs, VmfsReport } from './vmfs';
import type { VolumeOrder } from './volume-order';

/**
 * MiB of its LUN that a datastore may leave free: the partition table, and the last piece, which VMFS cuts to whole clusters of resources
 * (256 MiB on a volume of 100 GiB). A volume that grew by less than this is not told apart from one that is filled.
 */
export const VMFS_OVERHEAD = 512;

/**
 * MiB of the datastore on a volume where it does not fill it, though no growth of ours is open: somebody grew the volume in the console, or the
 * facts that knew of it are lost. Undefined where it fills it, where none lies on it, or where vCenter does not say.
 */
export async function shortDatastore(
  { sizeMib, hosts: served }: Pick<VolumeOrder, 'sizeMib' | 'hosts'>,
  device: string,
  tool: Vmfs | string,
  say: (line: string) => void,
): Promise<number | undefined> {
  if (typeof tool === 'string') return undefined;
  try {
    const names = served.map((host) => host.name);
    const report = await tool.show(device, names);
    return report.datastore !== null && isShort(report, sizeMib) ? report.afterMib : undefined;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say(`  = whether a datastore fills it was not seen: ${error.message}`);
    return undefined;
  }
}

/** Undefined when it is done and was read back; else what a person has to do. `tool` is the tool, or in words why it is not here. */
export async function fillDatastore(
  { name, sizeMib, hosts: served }: Pick<VolumeOrder, 'name' | 'sizeMib' | 'hosts'>,
  device: string,
  tool: Vmfs | string,
  say: (line: string) => void,
): Promise<ManualStep | undefined> {
  if (typeof tool === 'string') {
    const click = `in vCenter, rescan the storage of every host, then Datastore on ${device} > Configure > General > Increase`;
    return { id: 'vmfs-grow', text: `${click}; ${byTool(name)}; it was not verified: ${tool}` };
  }
  const names = served.map((host) => host.name);
  const first = await tool.expand(device, names);
  if (first.datastore === null) {
    const unknown = whyUnknown(names, first.asked);
    if (unknown === undefined) {
      say(`  = no datastore lies on ${device}`);
      return undefined;
    }
    const click = `in the vCenter of its hosts, rescan the storage of every host; if a datastore lies on ${device}: Configure > General > Increase`;
    return { id: 'vmfs-grow', text: `${click}; ${byTool(name)}; the vCenter that was asked knows of none and cannot: ${unknown}` };
  }
  // A host that still has the old size in its cache offers nothing to expand into: it looks once more.
  const last = isShort(first, sizeMib) ? await tool.expand(device, names) : first;
  const { datastore } = first;
  const { afterMib, away } = last;
  if (first.beforeMib !== afterMib) say(`  ~ datastore ${datastore}: ${format('size', first.beforeMib)} -> ${format('size', afterMib)}`);
  if (isShort(last, sizeMib)) {
    const click = `in vCenter, rescan the storage of every host, then datastore ${datastore} > Configure > General > Increase`;
    const read = `read now: ${format('size', afterMib)}, the volume is ${format('size', sizeMib)}`;
    return { id: 'vmfs-grow', text: `${click}; ${byTool(name)}; ${read}${away.length === 0 ? '' : `; ${awayWords(last)}`}` };
  }
  if (away.length > 0) {
    const hosts = away.map((host) => host.name).join(', ');
    const click = `in vCenter, rescan the storage of ${hosts} when it is connected, until it shows datastore ${datastore} with ${format('size', afterMib)}`;
    return { id: 'vmfs-grow', text: `${click}; ${byTool(name)}; ${awayWords(last)}` };
  }
  if (first.beforeMib === afterMib) say(`  = datastore ${datastore} fills it: ${format('size', afterMib)}`);
  return undefined;
}

const isShort = ({ afterMib }: VmfsReport, sizeMib: number): boolean => afterMib < sizeMib - VMFS_OVERHEAD;

const awayWords = ({ away }: VmfsReport): string => away.map(({ name, state }) => `${name} is ${state}`).join('; ');
