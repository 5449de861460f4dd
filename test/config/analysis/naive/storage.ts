/** Section 4: which sides of a volume serve, and what becomes of its data. */
import type { LinkUse } from '../../../../config/analysis/scenarios';
import { hostUp, linkUp, poolDestroyed, poolUp, routerUp, serverUp, switchUp, witnessUp } from './equipment';
import { carried } from './sides';
import type { Situation } from './situation';

export interface VolumeState {
  /** Servers whose side serves. */
  readonly serving: readonly string[];
  readonly data: 'served' | 'gone' | 'out' | 'refused' | 'diverged' | 'unknown';
}

type PortRole = 'front-end-a' | 'front-end-b' | 'mirror-1' | 'mirror-2';

const siteOf = ({ model }: Situation, server: string): string => model['storage-servers'][server]!.site;

const switchesOf = ({ model }: Situation, server: string, role: PortRole): readonly string[] =>
  Object.values(model['storage-servers'][server]!.ports)
    .filter((port) => port.role === role)
    .map(({ physicalSwitch }) => physicalSwitch);

/** The pool of a server on which the volume lies is up. */
export function whole(now: Situation, volume: string, server: string): boolean {
  const tier = now.model.volumes[volume]!.pools[server];
  const { pools } = now.model['storage-servers'][server]!;
  return Object.keys(pools).some((pool) => pools[pool]!.tier === tier && poolUp(now, server, pool));
}

/** The pool of a server on which the volume lies is no more. */
function destroyed(now: Situation, volume: string, server: string): boolean {
  const tier = now.model.volumes[volume]!.pools[server];
  const { pools } = now.model['storage-servers'][server]!;
  return Object.keys(pools)
    .filter((pool) => pools[pool]!.tier === tier)
    .every((pool) => poolDestroyed(now, server, pool));
}

/** A host has a path to a server, by one fabric or the other. Neither need be up. */
export function reaches(now: Situation, host: string, server: string): boolean {
  const { site, nics } = now.model.hosts[host]!;
  const near = site === siteOf(now, server);
  const servers = Object.keys(now.model['storage-servers']).filter((key) => siteOf(now, key) === site);
  return (['front-end-a', 'front-end-b'] as const).some((role) => {
    const answers = switchesOf(now, server, role).some((key) => switchUp(now, key));
    const fabric = servers.flatMap((key) => switchesOf(now, key, role));
    const plugged = Object.values(nics).some(({ physicalSwitch }) => fabric.includes(physicalSwitch) && switchUp(now, physicalSwitch));
    return answers && plugged && (near || carried(now, 'storage-paths'));
  });
}

function inMirror(now: Situation, a: string, b: string): boolean {
  const path = (use: LinkUse & PortRole): boolean =>
    [a, b].every((server) => switchesOf(now, server, use).some((key) => switchUp(now, key))) && carried(now, use);
  return path('mirror-1') || path('mirror-2');
}

export function reachesWitness(now: Situation, site: string): boolean {
  const { witness } = now.model.storage;
  if (witness === undefined || !witnessUp(now)) return false;
  if (now.witness !== undefined) return now.witness.includes(site);
  return witness.routes.some((route) => {
    const end = now.model.links[route]!.ends[site];
    return end !== undefined && linkUp(now, route) && (end.router === undefined || routerUp(now, end.router));
  });
}

/** The witness of the server group arbitrates for the volume. */
function arbitrated({ model }: Situation, volume: string): boolean {
  const { witness } = model.storage;
  return witness !== undefined && !(witness.option === 'per-volume' && model.volumes[volume]!.witness === 'none');
}

/** What a volume does in the situation: of several failures each may have come first. */
export function volumeState(now: Situation, volume: string): VolumeState {
  const missed = new Set(firsts(now).flatMap((first) => leftOut(first, volume)));
  return lastingOf(
    now,
    volume,
    stateOf(now, volume, (server) => missed.has(server)),
  );
}

/** No side serves, and the one that will has missed what another wrote, or may have. */
export function hasMissed(now: Situation, volume: string): boolean {
  const { data } = volumeState(now, volume);
  if (data === 'out') return Object.keys(now.model.volumes[volume]!.pools).some((server) => destroyed(now, volume, server));
  return data === 'refused' && whollyThere(now, volume).serving.length > 0;
}

/** What it would do if no side had ever missed anything. */
const whollyThere = (now: Situation, volume: string): VolumeState =>
  lastingOf(
    now,
    volume,
    stateOf(now, volume, () => false),
  );

/** What a partition does to it that serves nobody, or more than one; undefined where there is none, and where one side goes on. */
function parted(now: Situation, volume: string): VolumeState['data'] | undefined {
  const [a, b] = Object.keys(now.model.volumes[volume]!.pools).filter((server) => whole(now, volume, server));
  if (a === undefined || b === undefined || inMirror(now, a, b) || carried(now, 'management')) return undefined;
  const { data } = bothWhole(now, volume, a, b, () => false);
  return data === 'served' ? undefined : data;
}

/** A partition may have come first, by one of the elements alone: what it did is decided by nobody, whatever fails then, but where all data are gone. */
function lastingOf(now: Situation, volume: string, last: VolumeState): VolumeState {
  if (last.data === 'gone') return last;
  const said = [last.data, ...firsts(now).map((first) => parted(first, volume))];
  const wholeOnes = Object.keys(now.model.volumes[volume]!.pools).filter((server) => whole(now, volume, server));
  if (said.includes('unknown')) return { serving: [], data: 'unknown' };
  if (said.includes('diverged')) return { serving: wholeOnes, data: 'diverged' };
  if (last.data !== 'out' && said.includes('refused')) return { serving: [], data: 'refused' };
  return last;
}

/** Where several elements have failed, each of them alone. */
const firsts = (now: Situation): readonly Situation[] =>
  [...now.failed].map((element) => ({ model: now.model, failed: new Set([element]), cut: new Set<LinkUse>() }));

/** Sides that do not serve while another goes on: what is written then they miss. */
function leftOut(now: Situation, volume: string): readonly string[] {
  const { serving } = whollyThere(now, volume);
  return serving.length === 0 ? [] : Object.keys(now.model.volumes[volume]!.pools).filter((server) => !serving.includes(server));
}

function stateOf(now: Situation, volume: string, missed: (server: string) => boolean): VolumeState {
  const servers = Object.keys(now.model.volumes[volume]!.pools).sort();
  const up = servers.filter((server) => whole(now, volume, server));
  const [first, second] = up;
  if (first === undefined) return { serving: [], data: servers.every((server) => destroyed(now, volume, server)) ? 'gone' : 'out' };
  if (second !== undefined) return bothWhole(now, volume, first, second, missed);
  const lost = servers.find((server) => server !== first);
  const alone = lost !== undefined && !serverUp(now, lost);
  const silenced = alone && arbitrated(now, volume) && !reachesWitness(now, siteOf(now, first));
  return silenced || missed(first) ? { serving: [], data: 'refused' } : { serving: [first], data: 'served' };
}

function bothWhole(now: Situation, volume: string, a: string, b: string, missed: (server: string) => boolean): VolumeState {
  const { preferred } = now.model.volumes[volume]!;
  const [first, second] = siteOf(now, b) === preferred ? [b, a] : [a, b];
  const only = (server: string): VolumeState => (missed(server) ? { serving: [], data: 'refused' } : { serving: [server], data: 'served' });
  if (inMirror(now, a, b)) return { serving: [a, b], data: 'served' };
  if (carried(now, 'management')) {
    const used = Object.keys(now.model.hosts).some((host) => hostUp(now, host) && reaches(now, host, first));
    return only(used && !missed(first) ? first : second);
  }
  if (!arbitrated(now, volume)) return { serving: [a, b], data: 'diverged' };
  const heard = [a, b].filter((server) => reachesWitness(now, siteOf(now, server)));
  if (heard.length === 1) return only(heard[0]!);
  if (heard.length === 0) return { serving: [], data: 'refused' };
  switch (now.model.storage.partition) {
    case 'unknown':
      return { serving: [], data: 'unknown' };
    case 'preferred-side':
      return only(first);
    case 'both-serve':
      return { serving: [a, b], data: 'diverged' };
    case 'both-refuse':
      return { serving: [], data: 'refused' };
  }
}

/** What storage answers in the situation. */
export interface Storage {
  readonly volumes: ReadonlyMap<string, VolumeState>;
  /** Host → servers that it has a path to. */
  readonly paths: ReadonlyMap<string, ReadonlySet<string>>;
}

export function storageOf(now: Situation): Storage {
  const servers = Object.keys(now.model['storage-servers']);
  return {
    volumes: new Map(Object.keys(now.model.volumes).map((volume) => [volume, volumeState(now, volume)])),
    paths: new Map(Object.keys(now.model.hosts).map((host) => [host, new Set(servers.filter((server) => reaches(now, host, server)))])),
  };
}
