/** Section 2: what falls with what. Each question is asked of one thing and answered from what it stands in. */
import { failed, type Situation } from './situation';

interface Placed {
  readonly site: string;
  readonly room: string;
  readonly feeds: readonly string[];
}
interface Tail {
  readonly carrier: string;
  readonly pops: readonly string[];
  readonly ducts: readonly string[];
}

export const siteUp = (now: Situation, site: string): boolean => !failed(now, 'site', site);

export function feedUp(now: Situation, site: string, key: string): boolean {
  const feed = now.model.sites[site]!.feeds[key]!;
  if (!siteUp(now, site) || failed(now, 'feed', `${site}/${key}`)) return false;
  const takenOver = feed.generator && now.model.estate.assumptions.power.generatorStart <= feed.ups;
  if (failed(now, 'mains', feed.substation) && !takenOver) return false;
  return !(failed(now, 'mains-short', feed.substation) && feed.ups === 0);
}

export const coolingUp = (now: Situation, site: string, key: string): boolean =>
  siteUp(now, site) && !failed(now, 'cooling', `${site}/${key}`) && feedUp(now, site, now.model.sites[site]!.cooling[key]!.feed);

const flooded = (now: Situation, site: string, room: string): boolean => {
  const { floodZone, rooms } = now.model.sites[site]!;
  return floodZone !== undefined && failed(now, 'flood', floodZone) && rooms[room]!.floodLevel === 'below';
};

export function roomUp(now: Situation, site: string, key: string): boolean {
  const { cooling } = now.model.sites[site]!;
  if (!siteUp(now, site) || failed(now, 'room', `${site}/${key}`)) return false;
  const units = Object.keys(cooling).filter((unit) => cooling[unit]!.rooms.includes(key));
  if (units.length > 0 && units.every((unit) => !coolingUp(now, site, unit))) return false;
  return !flooded(now, site, key);
}

const equipmentUp = (now: Situation, kind: string, key: string, { site, room, feeds }: Placed): boolean =>
  !failed(now, kind, key) && roomUp(now, site, room) && feeds.some((feed) => feedUp(now, site, feed));

export const hostUp = (now: Situation, key: string): boolean => equipmentUp(now, 'host', key, now.model.hosts[key]!);
/** On a battery that lasts for it, somebody has shut the host down; all else but the mains would have let it run. */
export function shutDown(now: Situation, key: string): boolean {
  const { shutdownBy, shutdown } = now.model.estate.assumptions.power;
  const begins = { agent: 0, people: now.model.estate.operations.reactionOutOfHours, nobody: Infinity }[shutdownBy];
  const lit: Situation = { ...now, failed: new Set([...now.failed].filter((element) => !element.startsWith('mains:'))) };
  const { site, feeds } = now.model.hosts[key]!;
  const onBattery = feeds.filter((feed) => feedUp(lit, site, feed) && now.model.sites[site]!.feeds[feed]!.ups >= begins + shutdown);
  return hostUp(lit, key) && !hostUp(now, key) && onBattery.length > 0;
}
export const switchUp = (now: Situation, key: string): boolean => equipmentUp(now, 'switch', key, now.model['physical-switches'][key]!);
export const routerUp = (now: Situation, key: string): boolean => equipmentUp(now, 'router', key, now.model.routers[key]!);
export const gatewayUp = (now: Situation, key: string): boolean => equipmentUp(now, 'gateway', key, now.model.gateways[key]!);
export const serverUp = (now: Situation, key: string): boolean =>
  equipmentUp(now, 'storage-server', key, now.model['storage-servers'][key]!);
export const repositoryUp = (now: Situation, key: string): boolean => equipmentUp(now, 'repository', key, now.model.repositories[key]!);
export const machineUp = (now: Situation, key: string): boolean => equipmentUp(now, 'machine', key, now.model.machines[key]!);
export const poolUp = (now: Situation, server: string, pool: string): boolean =>
  serverUp(now, server) && !failed(now, 'pool', `${server}/${pool}`);

/** It is not only without power or too warm: what was on it is no more. */
export function poolDestroyed(now: Situation, server: string, pool: string): boolean {
  const { site, room } = now.model['storage-servers'][server]!;
  const burnt = !siteUp(now, site) || failed(now, 'room', `${site}/${room}`) || flooded(now, site, room);
  return burnt || failed(now, 'storage-server', server) || failed(now, 'pool', `${server}/${pool}`);
}

export function witnessUp(now: Situation): boolean {
  const { witness } = now.model.storage;
  if (witness === undefined || now.failed.has('witness')) return false;
  const { feeds, rooms } = now.model.sites[witness.site]!;
  return (
    siteUp(now, witness.site) &&
    Object.keys(feeds).some((feed) => feedUp(now, witness.site, feed)) &&
    Object.keys(rooms).some((room) => roomUp(now, witness.site, room))
  );
}

const tailUp = (now: Situation, { carrier, pops, ducts }: Tail): boolean =>
  !failed(now, 'carrier', carrier) && !pops.some((pop) => failed(now, 'pop', pop)) && !ducts.some((duct) => failed(now, 'duct', duct));

const endUp = (now: Situation, site: string, entry: string): boolean => siteUp(now, site) && !failed(now, 'entry', `${site}/${entry}`);

export function linkUp(now: Situation, key: string): boolean {
  const link = now.model.links[key]!;
  return !failed(now, 'link', key) && tailUp(now, link) && Object.entries(link.ends).every(([site, { entry }]) => endUp(now, site, entry));
}

export function accessUp(now: Situation, key: string): boolean {
  const access = now.model.accesses[key]!;
  return !failed(now, 'access', key) && tailUp(now, access) && endUp(now, access.site, access.entry) && routerUp(now, access.router);
}

/** The link of some premises, as far as the site where it lands; who is attached needs a router there as well. */
export function premisesAccessUp(now: Situation, premises: string, key: string): boolean {
  const access = now.model.premises[premises]!.accesses[key]!;
  return !failed(now, 'premises-access', `${premises}/${key}`) && tailUp(now, access) && siteUp(now, access.landing);
}
