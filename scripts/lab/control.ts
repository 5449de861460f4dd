/** The simulators’ own endpoints: what is there, a site lost, a site back. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { vmfsTool } from '../apply/vmfs';
import { refuseUnlessLoopback } from './loopback';
import type { LiveRun } from './run-file';
import { UsageError } from '../usage-error';

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
}

export interface StorageStatus {
  readonly simulator: string;
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

/**
 * Storage first when a site is lost, and first when it is back; then hosts look at what is served, which the simulated vCenter has them do
 * only when they are told; then the hosts themselves. `environment` is Terraform’s.
 */
export async function changeSite(
  run: LiveRun,
  site: string,
  change: SiteChange,
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly vcenter: SiteOutcome; readonly datacore: StorageStatus }> {
  const path = `sites/${encodeURIComponent(site)}/${change}`;
  const datacore = (await ask('POST', new URL(path, run.datacore.control).href, run.datacore.ca)) as StorageStatus;
  await lookAgain(datacore, environment);
  const vcenter = (await ask('POST', new URL(path, run.vcenter.control).href)) as SiteOutcome;
  return { vcenter, datacore };
}

/** Any datastore that is still served will do: the rescan for one shows all. Nothing to see where nothing was deployed. */
async function lookAgain({ disks }: StorageStatus, environment: Readonly<Record<string, string>>): Promise<void> {
  const vmfs = await vmfsTool(environment, () => undefined);
  const served = disks.find(({ status, hosts }) => status !== 'Offline' && hosts.length > 0);
  if (typeof vmfs !== 'string' && served !== undefined) await vmfs('expand', served.naa);
}

/** The simulated vCenter signs its own certificate: it is believed because it is on this machine, which is looked at first. */
function ask(method: 'GET' | 'POST', url: string, ca?: string): Promise<unknown> {
  refuseUnlessLoopback({ 'the address of a simulator': url });
  const trust = ca === undefined ? { rejectUnauthorized: false } : { ca: readFileSync(ca) };
  return new Promise((done, refuse) => {
    const sent = request(url, { method, agent: false, ...trust }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        if (response.statusCode !== 200) refuse(new UsageError(`${method} ${url}: ${errorIn(text)}`));
        else done(JSON.parse(text));
      });
    });
    sent.on('error', (error) =>
      refuse(new UsageError(`a simulator does not answer at ${url}: ${error.message}`, 'start it anew: cordee lab up')),
    );
    sent.end();
  });
}

function errorIn(text: string): string {
  try {
    return (JSON.parse(text) as { error?: string }).error ?? text;
  } catch {
    return text;
  }
}
