/** What a lab says of itself, in one line each: the same words on the screen, in records and in reports. */
import { inOrder, type Model } from '../../config/model/model';
import { quoted } from '../usage-error';
import { count } from '../print-findings';
import type { SiteChange, SiteChanged, SiteOutcome, StorageStatus, VcenterStatus } from './control';
import { LABS } from './folder';
import { describedVcenter } from './inventory';
import { movesByHand } from './moves-by-hand';
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

/** What a first deployment of the real estate needs of people and a lab does not ask for; undefined where no host has storage networks. */
export function dayZero({ hosts }: Model): string | undefined {
  const prepared = inOrder(hosts).filter(([, { addresses }]) => 'iscsi-a' in addresses || 'iscsi-b' in addresses);
  if (prepared.length === 0) return undefined;
  const on = prepared.length === 1 ? 'its host' : `each of ${String(prepared.length)} hosts`;
  return `The real estate needs a person between the stacks telecom and volumes: cdktf.out/files/servers/HOST/prepare.sh, run on ${on} (iSCSI sessions, path rules, APD time-out). Here hosts have their sessions from the start.`;
}

/** What stays as it was found until a person moves it; a rehearsal does it, and says so. */
export const localMachines = (model: Model): string[] =>
  movesByHand(model).map(
    ({ machine, datastore }) =>
      `It needs a person, once the stacks storage and servers are deployed: ${machine} lies on a local disk, as in a fresh estate, and stays off when its site is lost until it is moved: govc vm.migrate -ds ${datastore} ${machine}`,
  );

/** What is lost now, and whom it leaves without disks; `storage` is undefined where the simulated DataCore does not run. */
export function lossRows({ lostSites, machines }: VcenterStatus, storage: StorageStatus | undefined): (readonly [string, string])[] {
  const silent = Object.entries(storage?.sites ?? {}).filter(([site, state]) => state === 'lost' && !lostSites.includes(site));
  const lost = [...lostSites, ...silent.map(([site]) => `the storage of ${site}`)];
  const stranded = machines.filter(({ inaccessible, template }) => inaccessible === true && template !== true).map(({ name }) => name);
  return [
    [
      'lost',
      `${lost.length === 0 ? 'no site' : lost.join(', ')}${storage === undefined ? '; what storage is lost is not known: DataCore does not run' : ''}`,
    ],
    ...(stranded.length === 0 ? [] : [['without disks', stranded.join(', ')] as const]),
  ];
}

/** What the loss or the return of a site came to, in the words of whoever operates it. */
export function outcomeLines(change: SiteChange, { vcenter, datacore, recovered, lost }: SiteChanged): string[] {
  const { restarted, off, inaccessible, resumed, moved, advised, model } = vcenter;
  const back = change === 'restore' || change === 'restore-storage';
  const withStatus = (...statuses: readonly string[]): string[] =>
    datacore.disks.filter(({ status }) => statuses.includes(status)).map(({ name }) => name);
  const none = !back && Object.keys(datacore.sites).every((name) => lost.includes(name));
  const gone = lost.join(' and ');
  const lines = [
    ...restarted.map(
      ({ machine, host = '?', priority, cause }) =>
        `${back ? 'started' : 'restarted'}   ${machine} on ${host} (${priority}${cause === undefined ? '' : `; ${cause}`})`,
    ),
    ...grouped('stays off', off, ({ machine }) => machine),
    ...grouped('runs without its disks', inaccessible, ({ machine, host = '?' }) => `${machine} on ${host}`),
    ...named('has its disks again', resumed),
    ...named('out of reach', withStatus('Offline')),
    ...named('goes on with one copy', withStatus('Path down')),
    ...named('recovers', withStatus('In log recovery', 'In full recovery')),
    ...named('whole again', recovered),
    ...named('went home after that', moved),
    ...named('would go home (DRS asks first)', advised),
    ...(none
      ? [change === 'lose-storage' ? `no storage is left: that of ${gone} is lost` : `no site is left: ${gone} are lost`]
      : back
        ? named('still lost', lost)
        : []),
  ];
  return [
    headOf(change, vcenter, vcenter.site in datacore.sites),
    ...lines.map((line) => `  ${line}`),
    ...(back ? [] : [orderOfReturn(change === 'lose' ? 'the hosts come' : 'it comes')]),
    model.replace(/'/g, '’'),
  ];
}

/** One line for all that fare alike for the same reason: what takes one machine’s volume takes its neighbours’. */
function grouped(what: string, list: SiteOutcome['off'], nameOf: (one: SiteOutcome['off'][number]) => string): string[] {
  const alike = new Map<string, string[]>();
  for (const one of list) {
    const why = [one.why?.replace(` what ${one.machine} needs`, ' what it needs') ?? 'no reason is known', one.cause]
      .filter(Boolean)
      .join('; ');
    alike.set(why, [...(alike.get(why) ?? []), nameOf(one)]);
  }
  return [...alike].map(([why, names]) => `${what}   ${names.join(', ')}: ${why}`);
}

/** Said while it is lost, when it can still be done. The lab waits by itself; an operator has to. */
const orderOfReturn = (comes: string): string =>
  `In this order: storage, hosts, every mirror whole, then DRS. A real DRS does not wait for mirrors: say \`drs: manual\` of the cluster and deploy it before ${comes} back, and what it was before once every mirror is whole.`;

const named = (what: string, names: readonly string[]): string[] => (names.length === 0 ? [] : [`${what}   ${names.join(', ')}`]);

function headOf(change: SiteChange, { site, hosts: { length: hosts } }: SiteOutcome, storage: boolean): string {
  if (change === 'lose-storage') return `the storage of ${site} is lost: its servers are silent, the hosts go on`;
  if (change === 'restore-storage') return `the storage of ${site} is back`;
  const back = change === 'restore';
  if (hosts === 0) return `${site} is ${back ? 'back: its side of the storage answers' : 'lost: its side of the storage is gone'}`;
  const answer = back ? (hosts === 1 ? 'answers' : 'answer') : hosts === 1 ? 'does not answer' : 'do not answer';
  const side = back ? 'and so does its side of the storage' : 'and its side of the storage is gone';
  return `${site} is ${back ? 'back' : 'lost'}: ${count(hosts, 'host')} ${answer}${storage ? `, ${side}` : ''}`;
}
