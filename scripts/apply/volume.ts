/** `cordee apply volume`: makes a virtual disk what its order says, and nothing else. */
import { converge } from './converge';
import type { DataCore } from './datacore/client';
import type { Timing } from './datacore/settings';
import { MIRRORED, type VirtualDisk } from './datacore/virtual-disks';
import { readVolumeFacts, writeVolumeFacts } from './facts';
import { rescanHosts } from './host-rescan';
import { manualLine, type ManualStep, manualSteps } from './manual-steps';
import type { Owner } from './ownership';
import { sizeText } from './plan-size';
import { servedTo, type StorageView, viewStorage } from './storage-view';
import type { Vmfs } from './vmfs';
import { fillDatastore, shortDatastore } from './vmfs-growth';
import type { VolumeOrder } from './volume-order';
import { planVolume, type Step } from './volume-plan';
import { performStep, type Seen } from './volume-steps';
import { stepLine } from './volume-words';

export interface VolumeWork {
  readonly storage: DataCore;
  readonly timing: Timing;
  /** Domain and environment: whose the disk is. */
  readonly estate: string;
  /** Path of the facts file. */
  readonly facts: string;
  /** Day at which approvals are judged. */
  readonly today: string;
  readonly say: (line: string) => void;
  /** The tool that asks vCenter, or in words why there is none here. */
  readonly vmfs: () => Promise<Vmfs | string>;
}

const ownerOf = ({ name }: VolumeOrder, { estate }: VolumeWork): Owner => ({ estate, volume: name });

/** Prints the difference and changes nothing. */
export async function showVolume(order: VolumeOrder, work: VolumeWork): Promise<void> {
  const { storage, facts, today, say } = work;
  const known = readVolumeFacts(facts, order.name);
  const view = await viewStorage(storage);
  const { disk, steps, notes } = planVolume(order, ownerOf(order, work), view, known, today);
  say(`volume ${order.name}: ${steps.length === 0 ? 'nothing to do' : `would be changed (${String(steps.length)} steps)`}`);
  for (const step of steps) say(`  ${stepLine(step, order, view)}`);
  for (const note of notes) say(`  = ${note}`);
  if (disk === undefined) return;
  for (const step of manualSteps(order, disk, view, known)) say(`  ${manualLine(step)}`);
}

export async function applyVolume(order: VolumeOrder, work: VolumeWork): Promise<void> {
  const { storage, timing, facts, today, say } = work;
  const owner = ownerOf(order, work);
  const said = new Set<string>();
  const once = (line: string): void => {
    if (!said.has(line)) say(line);
    said.add(line);
  };
  const look = async (): Promise<Seen> => {
    const known = readVolumeFacts(facts, order.name);
    const view = await viewStorage(storage);
    const plan = planVolume(order, owner, view, known, today);
    if (plan.steps.length > 0) once(`volume ${order.name}:`);
    for (const step of plan.steps) once(`  ${stepLine(step, order, view)}`);
    return { view, plan };
  };
  const performed = new Set<Step['kind']>();
  const { view, plan } = await converge<Seen, Step>({
    look,
    steps: (seen) => seen.plan.steps,
    kind: ({ kind }) => kind,
    perform: (step, seen) => {
      performed.add(step.kind);
      return performStep(step, order, owner, seen, work);
    },
    writes: ({ kind }) => kind !== 'recover',
    // Hosts are shared by all volumes, which are applied ten at a time.
    lockOf: (kind) => (kind === 'register' || kind === 'assign' ? `${facts}.hosts.lock` : undefined),
    say,
    pause: timing.pause,
  });
  const { disk, notes } = plan;
  if (disk === undefined) throw new Error(`volume ${order.name} has neither a disk nor a step that makes one`);
  for (const note of notes) say(`  = ${note}`);
  const open = await handOver(order, disk, view, performed, work);
  for (const step of open) say(`  ${manualLine(step)}`);
  say(`volume ${order.name}: ${summary(disk, view)}${open.length === 0 ? '' : `; manual steps open: ${String(open.length)}`}`);
}

/** What comes after the storage: vCenter, the steps of people, and the facts that Terraform reads. */
async function handOver(
  order: VolumeOrder,
  disk: VirtualDisk,
  view: StorageView,
  performed: ReadonlySet<Step['kind']>,
  { facts, say, vmfs }: VolumeWork,
): Promise<readonly ManualStep[]> {
  const before = readVolumeFacts(facts, order.name);
  const open: ManualStep[] = [...manualSteps(order, disk, view, before)];
  const unseen = performed.has('serve') || before === undefined || before.manualSteps?.includes('host-rescan') === true;
  const tool = await vmfs();
  // On what was made just now nothing lies yet.
  const grown = before?.grownFromMib ?? (performed.has('create') ? undefined : await shortDatastore(order, disk.device, tool, say));
  const rescan = unseen ? await rescanHosts(order, disk.device, tool, say) : undefined;
  const filled = grown === undefined ? undefined : await fillDatastore(order, disk.device, tool, say);
  if (rescan !== undefined) open.push(rescan);
  if (filled !== undefined) open.push(filled);
  await writeVolumeFacts(facts, order.name, {
    device: disk.device,
    ...(open.length === 0 ? {} : { manualSteps: open.map(({ id }) => id) }),
    ...(filled === undefined || grown === undefined ? {} : { grownFromMib: grown }),
  });
  return open;
}

function summary(disk: VirtualDisk, view: StorageView): string {
  const served = servedTo(view, disk);
  const luns = [...new Set(served.flatMap(({ luns }) => luns))].sort((a, b) => a - b);
  const where =
    served.length === 0 ? 'served to nobody' : `served to ${String(served.length)} hosts as LUN ${luns.map(String).join(' and ')}`;
  return `${disk.device}, ${sizeText(disk.size)}, ${disk.type === MIRRORED ? 'mirrored and up to date' : 'single'}, ${where}`;
}
