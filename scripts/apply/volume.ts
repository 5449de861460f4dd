/** `cordee apply volume`: makes a virtual disk what its order says, and nothing else. */
import { format } from '../../config/model/quantities';
import { UsageError } from '../usage-error';
import { converge } from './converge';
import type { DataCore } from './datacore/client';
import { pause } from './datacore/rest';
import type { Timing } from './datacore/settings';
import { ONLINE, type VirtualDisk } from './datacore/virtual-disks';
import { environmentOf, readVolumeFacts, writeVolumeFacts } from './facts';
import { manualLine, type ManualStep, manualSteps } from './manual-steps';
import { descriptionOf, type Owner } from './ownership';
import { servedTo, type StorageView, viewStorage } from './storage-view';
import type { Vmfs } from './vmfs';
import { fillDatastore } from './vmfs-growth';
import type { VolumeOrder } from './volume-order';
import { bytesOf, planVolume, sizeText, type Step, type VolumePlan } from './volume-plan';
import { stepLine } from './volume-words';

export interface VolumeWork {
  readonly storage: DataCore;
  readonly timing: Timing;
  /** Path of the facts file. */
  readonly facts: string;
  readonly say: (line: string) => void;
  /** Asked for only when a volume grew. */
  readonly vmfs: () => Promise<Vmfs | string>;
}

interface Seen {
  readonly view: StorageView;
  readonly plan: VolumePlan;
}

/** Prints the difference and changes nothing. */
export async function showVolume(order: VolumeOrder, { storage, facts, say }: VolumeWork): Promise<void> {
  const view = await viewStorage(storage);
  const { disk, steps, notes } = planVolume(order, ownerOf(order, facts), view);
  say(`volume ${order.name}: ${steps.length === 0 ? 'nothing to do' : `would be changed (${String(steps.length)} steps)`}`);
  for (const step of steps) say(`  ${stepLine(step, order, view)}`);
  for (const note of notes) say(`  = ${note}`);
  if (disk === undefined) return;
  for (const step of manualSteps(order, disk, view, readVolumeFacts(facts, order.name))) say(`  ${manualLine(step)}`);
}

export async function applyVolume(order: VolumeOrder, work: VolumeWork): Promise<void> {
  const { storage, timing, facts, say } = work;
  const owner = ownerOf(order, facts);
  const said = new Set<string>();
  const once = (line: string): void => {
    if (!said.has(line)) say(line);
    said.add(line);
  };
  const look = async (): Promise<Seen> => {
    const view = await viewStorage(storage);
    const plan = planVolume(order, owner, view);
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
      return perform(step, order, owner, seen, work);
    },
    // Hosts are shared by all volumes, which are applied ten at a time.
    lockOf: (kind) => (kind === 'register' || kind === 'assign' ? `${facts}.hosts.lock` : undefined),
    say,
    pause: timing.pause,
  });
  const { disk, notes } = plan;
  if (disk === undefined) throw new Error(`volume ${order.name} has neither a disk nor a step that makes one`);
  if (performed.has('serve')) say('  = a host sees a new LUN after a rescan of its storage');
  for (const note of notes) say(`  = ${note}`);
  const before = readVolumeFacts(facts, order.name);
  const open: ManualStep[] = [...manualSteps(order, disk, view, before)];
  const grown = before?.grownFromMib;
  const filled = grown === undefined ? undefined : await fillDatastore(order.name, disk.device, await work.vmfs(), say);
  if (filled !== undefined) open.push(filled);
  await writeVolumeFacts(facts, order.name, {
    device: disk.device,
    ...(open.length === 0 ? {} : { manualSteps: open.map(({ id }) => id) }),
    ...(filled === undefined || grown === undefined ? {} : { grownFromMib: grown }),
  });
  for (const step of open) say(`  ${manualLine(step)}`);
  say(`volume ${order.name}: ${summary(order, disk, view)}${open.length === 0 ? '' : `; manual steps open: ${String(open.length)}`}`);
}

export const ownerOf = ({ name }: Pick<VolumeOrder, 'name'>, facts: string): Owner => ({ environment: environmentOf(facts), volume: name });

const summary = ({ mirrored, lun }: VolumeOrder, disk: VirtualDisk, view: StorageView): string =>
  `${disk.device}, ${sizeText(disk.size)}, ${mirrored ? 'mirrored and up to date' : 'single'}, served to ${String(servedTo(view, disk).length)} hosts as LUN ${String(lun)}`;

async function perform(step: Step, order: VolumeOrder, owner: Owner, { view, plan }: Seen, work: VolumeWork): Promise<void> {
  const { storage } = work;
  const description = `registered by Cordee for ${owner.environment}`;
  switch (step.kind) {
    case 'register':
      return storage.hosts.register(step.host, description);
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
    case 'grow': {
      const disk = diskIn(plan);
      // Noted first: whoever comes after a killed process knows that the datastore does not fill its volume.
      const before = readVolumeFacts(work.facts, order.name);
      await writeVolumeFacts(work.facts, order.name, { grownFromMib: step.fromMib, ...before, device: disk.device });
      return storage.virtualDisks.resize(disk, bytesOf(order));
    }
    case 'serve':
      return storage.virtualDisks.serve(diskIn(plan), hostIn(view, step.host), order.lun, order.mirrored);
  }
}

const diskIn = ({ disk }: VolumePlan): VirtualDisk => {
  if (disk === undefined) throw new Error('this step needs a virtual disk');
  return disk;
};

function hostIn({ hosts }: StorageView, name: string) {
  const host = hosts.find((candidate) => candidate.name === name);
  if (host === undefined) throw new Error(`this step needs host ${name}`);
  return host;
}

/** Milliseconds between two lines that say the same. */
const REPORT_EVERY = 30_000;

/** Looks at the disk until its copies are up to date. The service gives no handle of what it is doing. */
async function recovered(disk: VirtualDisk, { storage, timing, say }: VolumeWork): Promise<void> {
  const begun = performance.now();
  const lineAt = (status: string, waited: number): string =>
    `  … waiting for ${disk.name}: ${status}, ${String(Math.floor(waited / REPORT_EVERY) * (REPORT_EVERY / 1000))} s`;
  let said = lineAt(disk.status, 0);
  for (;;) {
    const now = (await storage.virtualDisks.list()).find(({ id }) => id === disk.id);
    if (now === undefined || now.diskStatus === ONLINE) return;
    const waited = performance.now() - begun;
    if (waited > timing.recovery) {
      throw new UsageError(
        `virtual disk \`${disk.name}\` is not up to date after ${format('duration', Math.round(timing.recovery / 1000))}: ${now.status}`,
        'are both storage servers up? Apply again when it is; CORDEE_DATACORE_WAIT=SECONDS waits longer',
      );
    }
    // A line when something changes, and now and then: a full recovery takes hours.
    const line = lineAt(now.status, waited);
    if (line !== said) say(line);
    said = line;
    await pause(timing.poll);
  }
}
