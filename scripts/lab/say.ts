/** What a lab says of itself, in one line each: the same words on the screen, in records and in reports. */
import type { Model } from '../../config/model/model';
import { quoted } from '../usage-error';
import { count } from '../print-findings';
import type { SiteChange, SiteChanged } from './control';
import { LABS } from './folder';
import { describedVcenter } from './inventory';
import type { ProcessIdentity } from './process-identity';
import type { Providers } from './providers';

/** Version that the simulated vCenter announces. */
export const ANNOUNCED = '8.0.3';

/** The words of a command that finds this lab: `-e minimal`. */
export const reach = (environment: string, labs: string): string =>
  `-e ${quoted(environment)}${labs === LABS ? '' : ` --labs ${quoted(labs)}`}`;

export const processesStopped = ({ length }: readonly ProcessIdentity[]): string =>
  `${String(length)} process${length === 1 ? '' : 'es'} stopped`;

export function describeProviders({ kind, because, binaries, cannotShow }: Providers): string {
  const versions = binaries.map(({ name, version, sha256 }) => `${name} ${version} (${sha256.slice(0, 12)})`).join(', ');
  if (kind === 'real') return `real: ${versions}`;
  const why = because === undefined ? '' : `, because the real ones cannot be had (${because})`;
  return `stand-in${why}; not shown: ${cannotShow.join(', ')}`;
}

export function differentVersion(model: Model): string | undefined {
  const { address, version } = describedVcenter(model);
  return version === ANNOUNCED ? undefined : `the simulated vCenter announces ${ANNOUNCED}, while ${address} is described as ${version}`;
}

/** What the loss or the return of a site came to, in the words of whoever operates it. */
export function outcomeLines(change: SiteChange, { vcenter, datacore, lost }: SiteChanged): string[] {
  const { site, hosts, restarted, off, moved, model } = vcenter;
  const back = change === 'restore';
  const withStatus = (...statuses: readonly string[]): string[] =>
    datacore.disks.filter(({ status }) => statuses.includes(status)).map(({ name }) => name);
  const none = !back && Object.keys(datacore.sites).every((name) => lost.includes(name));
  const lines = [
    ...restarted.map(({ machine, host = '?', priority }) => `${back ? 'started' : 'restarted'}   ${machine} on ${host} (${priority})`),
    ...off.map(({ machine, why }) => `stays off   ${machine}: ${why ?? 'no reason is known'}`),
    ...named('went home', moved),
    ...named('out of reach', withStatus('Offline')),
    ...named('goes on with one copy', withStatus('Path down')),
    ...named('recovers', withStatus('In log recovery', 'In full recovery')),
    ...(none ? [`no site is left: ${lost.join(' and ')} are lost`] : back ? named('still lost', lost) : []),
  ];
  return [headOf(site, back, hosts.length, site in datacore.sites), ...lines.map((line) => `  ${line}`), model.replace(/'/g, '’')];
}

const named = (what: string, names: readonly string[]): string[] => (names.length === 0 ? [] : [`${what}   ${names.join(', ')}`]);

function headOf(site: string, back: boolean, hosts: number, storage: boolean): string {
  const answer = back ? (hosts === 1 ? 'answers' : 'answer') : hosts === 1 ? 'does not answer' : 'do not answer';
  const side = back ? 'and so does its side of the storage' : 'and its side of the storage is gone';
  return `${site} is ${back ? 'back' : 'lost'}: ${count(hosts, 'host')} ${answer}${storage ? `, ${side}` : ''}`;
}
