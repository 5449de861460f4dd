/** The simulators’ own endpoints: what is there, a site lost, a site back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { nearest } from '../../config/nearest';
import { UsageError } from '../usage-error';
import { ask } from './ask';
import type { LiveRun } from './run-file';

/** What the loss or the return of a site, or of its storage, did in the simulated vCenter. */
export interface SiteOutcome {
  readonly model: string;
  readonly site: string;
  readonly hosts: readonly string[];
  readonly restarted: readonly Restart[];
  readonly off: readonly Restart[];
  /** Machines that run on, or stand by, without a disk that they need. */
  readonly inaccessible: readonly Restart[];
  /** Machines that ran on without a disk and have it again. */
  readonly resumed: readonly string[];
  /** Machines that went home. */
  readonly moved: readonly string[];
  /** What DRS would move, where a person has to agree. */
  readonly advised: readonly string[];
}

export interface Restart {
  readonly machine: string;
  readonly priority: string;
  readonly host?: string;
  readonly why?: string;
  /** What it was terminated for, if its host runs on. */
  readonly cause?: string;
}

export interface VcenterStatus {
  readonly simulator: string;
  readonly lostSites: readonly string[];
  /** A site is back, and DRS has not been let go since. */
  readonly drsHeld: boolean;
  readonly hosts: readonly { readonly name: string; readonly site: string; readonly state: string; readonly parent: string }[];
  readonly machines: readonly {
    readonly name: string;
    readonly host: string;
    readonly site: string;
    readonly power: string;
    readonly template?: boolean;
    /** Its host does not reach a disk that it needs. */
    readonly inaccessible?: boolean;
  }[];
  readonly datastores: readonly { readonly name: string; readonly accessible: boolean; readonly mib: number }[];
  /** How many objects there are, by kind. */
  readonly objects: Readonly<Record<string, number>>;
  /** What exists already, beside hosts and machines: its kind and name → what it is now. */
  readonly existing: Readonly<Record<string, string>>;
}

export interface StorageStatus {
  readonly simulator: string;
  /** Requests that wait for an answer which a fault keeps back. */
  readonly held: number;
  /** Sites that have storage servers. */
  readonly sites: Readonly<Record<string, 'up' | 'lost'>>;
  readonly disks: readonly {
    readonly name: string;
    readonly naa: string;
    readonly size: number;
    readonly status: string;
    readonly hosts: readonly string[];
  }[];
}

/** Of a site as a whole, or of its storage servers alone: its hosts go on. */
export type SiteChange = 'lose' | 'restore' | 'lose-storage' | 'restore-storage';

export const vcenterStatus = async ({ vcenter }: LiveRun): Promise<VcenterStatus> => (await ask('GET', vcenter.control)) as VcenterStatus;

export const datacoreStatus = async ({ datacore }: LiveRun): Promise<StorageStatus> =>
  (await ask('GET', datacore.control, datacore.ca)) as StorageStatus;

/** What an engineer does in a fresh estate with a machine that lies on a local disk. */
export const moveByHand = ({ vcenter }: LiveRun, machine: string, datastore: string): Promise<unknown> =>
  ask('POST', new URL(`machines/${encodeURIComponent(machine)}/datastore/${encodeURIComponent(datastore)}`, vcenter.control).href);

/** What an operator does before the cluster is dissolved that a machine runs in: a host leaves the cluster, and the machine goes to it. */
export const setAside = ({ vcenter }: LiveRun, machine: string, host: string): Promise<unknown> =>
  ask('POST', new URL(`machines/${encodeURIComponent(machine)}/host/${encodeURIComponent(host)}`, vcenter.control).href);

/** What an engineer does with a storage policy that was made, and that no state knows. */
export const removePolicy = ({ vcenter }: LiveRun, name: string): Promise<unknown> =>
  ask('DELETE', new URL(`policies/${encodeURIComponent(name)}`, vcenter.control).href);

export interface SiteChanged {
  readonly vcenter: SiteOutcome;
  /** After a return: as it is before DRS was let go, every mirror whole. */
  readonly datacore: StorageStatus;
  /** Volumes whose mirror had to recover before any machine could go home. */
  readonly recovered: readonly string[];
  /** Sites of which something is lost now. */
  readonly lost: readonly string[];
}

/**
 * Storage first, when a site is lost and when it is back; then the hosts, which look at what is served to them. After a return no machine
 * goes home before every mirror is whole: only then is DRS let go. Throws a `UsageError` that names the sites where there is no such, or
 * where it is lost, or there, already; and where mirrors do not recover within two minutes: DRS is not let go then, and asking again waits
 * again. `how`: the words by which a command finds this lab, `-e minimal`.
 */
export async function changeSite(run: LiveRun, site: string, change: SiteChange, how = `-e ${run.environment}`): Promise<SiteChanged> {
  const before = await sitesOf(run);
  refuseSite(before, site, change, (await vcenterStatus(run)).drsHeld, how);
  const { storage, hosts } = before.get(site) ?? { storage: false, hosts: false };
  const own = encodeURIComponent(site);
  const verb = backOf(change) ? 'restore' : 'lose';
  if (storage) await ask('POST', new URL(`sites/${own}/${verb}`, run.datacore.control).href, run.datacore.ca);
  const place = aloneOf(change) || !hosts ? 'storage' : 'sites';
  const first = (await ask('POST', new URL(`${place}/${own}/${verb}`, run.vcenter.control).href)) as SiteOutcome;
  const settled = backOf(change)
    ? await goHome(run, first, `cordee lab ${change === 'restore' ? 'restore-site' : change} ${site} ${how}`)
    : { vcenter: first, datacore: await datacoreStatus(run), recovered: [] };
  const lost = [...(await sitesOf(run))].flatMap(([name, { up }]) => (up ? [] : [name]));
  return { ...settled, lost };
}

const backOf = (change: SiteChange): boolean => change === 'restore' || change === 'restore-storage';
const aloneOf = (change: SiteChange): boolean => change === 'lose-storage' || change === 'restore-storage';

/** What an operator has to see to: machines that go home sooner read their disks across the link, and slow the mirrors down. */
async function goHome(run: LiveRun, vcenter: SiteOutcome, again: string): Promise<Omit<SiteChanged, 'lost'>> {
  const { disks } = await datacoreStatus(run);
  const datacore = await recovered(run, 120_000, `no machine has gone home; once they are whole: ${again}`);
  const { moved, advised } = (await ask('POST', new URL('drs', run.vcenter.control).href)) as SiteOutcome;
  const whole = new Set(datacore.disks.filter(({ status }) => status === 'Healthy').map(({ name }) => name));
  const before = disks.filter(isRecovering).map(({ name }) => name);
  return { vcenter: { ...vcenter, moved, advised }, datacore, recovered: before.filter((name) => whole.has(name)) };
}

interface Site {
  readonly storage: boolean;
  readonly hosts: boolean;
  /** Every part of it; a command that was killed may have lost the one and not the other. */
  readonly lost: boolean;
  readonly up: boolean;
  readonly storageLost: boolean;
}

/** What each site has that can be lost, in the order of the names. */
async function sitesOf(run: LiveRun): Promise<ReadonlyMap<string, Site>> {
  const [{ sites }, { hosts, lostSites }] = await Promise.all([datacoreStatus(run), vcenterStatus(run)]);
  const names = [...new Set([...Object.keys(sites), ...hosts.map(({ site }) => site)])].sort();
  return new Map(
    names.map((name) => {
      const parts = { storage: name in sites, hosts: hosts.some(({ site }) => site === name) };
      const gone = [...(parts.storage ? [sites[name] === 'lost'] : []), ...(parts.hosts ? [lostSites.includes(name)] : [])];
      return [name, { ...parts, lost: gone.every((is) => is), up: !gone.includes(true), storageLost: sites[name] === 'lost' }];
    }),
  );
}

function refuseSite(all: ReadonlyMap<string, Site>, site: string, change: SiteChange, held: boolean, how: string): void {
  const alone = aloneOf(change);
  const sites = new Map([...all].filter(([, { storage }]) => storage || !alone));
  const names = [...sites.keys()];
  const known = sites.get(site);
  if (known === undefined) {
    const near = nearest(site, names);
    const meant = near === undefined ? '' : `did you mean \`${near}\`? `;
    const what = alone ? 'no storage server is' : 'no host and no storage server is';
    throw new UsageError(`${what} at a site \`${site}\``, `${meant}sites of this lab${alone ? ' that have one' : ''}: ${names.join(', ')}`);
  }
  const [subject, noun] = alone ? [`the storage of ${site}`, 'storage'] : [site, 'site'];
  const { lost, up } = alone ? { lost: known.storageLost, up: !known.storageLost } : known;
  if (!backOf(change) && lost)
    throw new UsageError(`${subject} is lost already`, `have it back: cordee lab restore-${noun} ${site} ${how}`);
  if (backOf(change) && up && !held)
    throw new UsageError(`${subject} is not lost`, `lose it first: cordee lab lose-${noun} ${site} ${how}`);
}

const isRecovering = ({ status }: StorageStatus['disks'][number]): boolean => status.startsWith('In ');

/** Milliseconds between two looks at mirrors that recover. */
const LOOK_EVERY = 100;

/**
 * Mirrors take time to be whole again. Throws a `UsageError` that names those that are not after `patience` milliseconds (default: two
 * minutes).
 */
export async function recovered(run: LiveRun, patience = 120_000, remedy = SLOW): Promise<StorageStatus> {
  const end = performance.now() + patience;
  for (;;) {
    const status = await datacoreStatus(run);
    const waiting = status.disks.filter(isRecovering);
    if (waiting.length === 0) return status;
    if (performance.now() > end)
      throw new UsageError(
        `after ${String(patience / 1000)} s these volumes still recover: ${waiting.map(({ name, status: is }) => `${name} (${is})`).join(', ')}`,
        remedy,
      );
    await sleep(LOOK_EVERY);
  }
}

const SLOW = 'the simulated DataCore takes what --recovery says: begin the lab with less';
