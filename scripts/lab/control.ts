/** The simulators’ own endpoints: what is there, a site lost, a site back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { nearest } from '../../config/nearest';
import { UsageError } from '../usage-error';
import { ask } from './ask';
import type { LiveRun } from './run-file';

/** What the loss or the return of a site did in the simulated vCenter. */
export interface SiteOutcome {
  readonly model: string;
  readonly site: string;
  readonly hosts: readonly string[];
  readonly restarted: readonly Restart[];
  readonly off: readonly Restart[];
  /** Machines that went home. */
  readonly moved: readonly string[];
}

export interface Restart {
  readonly machine: string;
  readonly priority: string;
  readonly host?: string;
  readonly why?: string;
}

export interface VcenterStatus {
  readonly simulator: string;
  readonly lostSites: readonly string[];
  readonly hosts: readonly { readonly name: string; readonly site: string; readonly state: string; readonly parent: string }[];
  readonly machines: readonly {
    readonly name: string;
    readonly host: string;
    readonly site: string;
    readonly power: string;
    readonly template?: boolean;
  }[];
  readonly datastores: readonly { readonly name: string; readonly accessible: boolean; readonly mib: number }[];
  /** How many objects there are, by kind. */
  readonly objects: Readonly<Record<string, number>>;
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

export type SiteChange = 'lose' | 'restore';

export const vcenterStatus = async ({ vcenter }: LiveRun): Promise<VcenterStatus> => (await ask('GET', vcenter.control)) as VcenterStatus;

export const datacoreStatus = async ({ datacore }: LiveRun): Promise<StorageStatus> =>
  (await ask('GET', datacore.control, datacore.ca)) as StorageStatus;

/** What an engineer does in a fresh estate with a machine that lies on a local disk. */
export const moveByHand = ({ vcenter }: LiveRun, machine: string, datastore: string): Promise<unknown> =>
  ask('POST', new URL(`machines/${encodeURIComponent(machine)}/datastore/${encodeURIComponent(datastore)}`, vcenter.control).href);

/** What an engineer does with a storage policy that was made, and that no state knows. */
export const removePolicy = ({ vcenter }: LiveRun, name: string): Promise<unknown> =>
  ask('DELETE', new URL(`policies/${encodeURIComponent(name)}`, vcenter.control).href);

export interface SiteChanged {
  readonly vcenter: SiteOutcome;
  readonly datacore: StorageStatus;
  /** Sites that are lost now. */
  readonly lost: readonly string[];
}

/**
 * Storage first when a site is lost, and first when it is back; then the hosts, which look at what is served to them as their site changes.
 * Throws a `UsageError` that names the sites where there is no such, or where it is lost, or there, already.
 *
 * The last argument is of no use any more.
 */
export async function changeSite(run: LiveRun, site: string, change: SiteChange, _environment?: unknown): Promise<SiteChanged> {
  const before = await sitesOf(run);
  refuseSite(before, site, change);
  const path = `sites/${encodeURIComponent(site)}/${change}`;
  const { storage, hosts } = before.get(site) ?? { storage: false, hosts: false };
  const datacore = storage
    ? ((await ask('POST', new URL(path, run.datacore.control).href, run.datacore.ca)) as StorageStatus)
    : await datacoreStatus(run);
  const vcenter = hosts ? ((await ask('POST', new URL(path, run.vcenter.control).href)) as SiteOutcome) : { ...NO_HOSTS, site };
  const lost = [...(await sitesOf(run))].flatMap(([name, { up }]) => (up ? [] : [name]));
  return { vcenter, datacore, lost };
}

const NO_HOSTS = {
  model: 'No host is at this site: only its side of the storage is another now.',
  hosts: [],
  restarted: [],
  off: [],
  moved: [],
};

interface Site {
  readonly storage: boolean;
  readonly hosts: boolean;
  /** Every part of it; a command that was killed may have lost the one and not the other. */
  readonly lost: boolean;
  readonly up: boolean;
}

/** What each site has that can be lost, in the order of the names. */
async function sitesOf(run: LiveRun): Promise<ReadonlyMap<string, Site>> {
  const [{ sites }, { hosts, lostSites }] = await Promise.all([datacoreStatus(run), vcenterStatus(run)]);
  const names = [...new Set([...Object.keys(sites), ...hosts.map(({ site }) => site)])].sort();
  return new Map(
    names.map((name) => {
      const parts = { storage: name in sites, hosts: hosts.some(({ site }) => site === name) };
      const gone = [...(parts.storage ? [sites[name] === 'lost'] : []), ...(parts.hosts ? [lostSites.includes(name)] : [])];
      return [name, { ...parts, lost: gone.every((is) => is), up: !gone.includes(true) }];
    }),
  );
}

function refuseSite(sites: ReadonlyMap<string, Site>, site: string, change: SiteChange): void {
  const names = [...sites.keys()];
  const known = sites.get(site);
  if (known === undefined) {
    const near = nearest(site, names);
    const meant = near === undefined ? '' : `did you mean \`${near}\`? `;
    throw new UsageError(`no host and no storage server is at a site \`${site}\``, `${meant}sites of this lab: ${names.join(', ')}`);
  }
  if (change === 'lose' && known.lost) throw new UsageError(`${site} is lost already`, `have it back: cordee lab restore-site ${site}`);
  if (change === 'restore' && known.up) throw new UsageError(`${site} is not lost`, `lose it first: cordee lab lose-site ${site}`);
}

/** Milliseconds between two looks at mirrors that recover. */
const LOOK_EVERY = 100;

/**
 * Mirrors take time to be whole again. Throws a `UsageError` that names those that are not after `patience` milliseconds (default: two
 * minutes).
 */
export async function recovered(run: LiveRun, patience = 120_000): Promise<StorageStatus> {
  const end = performance.now() + patience;
  for (;;) {
    const status = await datacoreStatus(run);
    const waiting = status.disks.filter((disk) => disk.status.startsWith('In '));
    if (waiting.length === 0) return status;
    if (performance.now() > end)
      throw new UsageError(
        `after ${String(patience / 1000)} s these volumes still recover: ${waiting.map(({ name, status: is }) => `${name} (${is})`).join(', ')}`,
        'the simulated DataCore takes what --recovery says: begin the lab with less',
      );
    await sleep(LOOK_EVERY);
  }
}
