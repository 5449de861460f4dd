/** Section 9: whether the people whom a workload serves reach it. */
import type { Level } from '../../../../config/analysis/levels';
import type { Gateway } from '../../../../config/model/gateway';
import type { WorkloadNode } from '../../../../config/model/model';
import { accessUp, gatewayUp, premisesAccessUp } from './equipment';
import { LOST } from './own';
import { joined, routed, sidesOf } from './sides';
import { worst, type Situation } from './situation';

const DEGRADED = 2;

/** Sites where some premises are attached. */
export const attachedAt = (now: Situation, premises: string): readonly string[] =>
  Object.entries(now.model.premises[premises]!.accesses)
    .filter(([key, { landing }]) => premisesAccessUp(now, premises, key) && routed(now, landing))
    .map(([, { landing }]) => landing);

/** Where somebody is at one of these sites, is what runs at `place` reached? */
const reached = (now: Situation, from: readonly string[], place: string): boolean => from.some((site) => site === place || joined(now));

function inPlaces(now: Situation, places: readonly string[], place: string): Level {
  const attached = places.map((key) => attachedAt(now, key)).filter((sites) => sites.length > 0);
  const reaching = attached.filter((sites) => reached(now, sites, place));
  if (places.length === 0 || (attached.length > 0 && reaching.length === attached.length)) return 0;
  if (attached.length === 0) return places.length === 1 && lines(now, places[0]!) === 1 ? DEGRADED : LOST;
  return reaching.length === 0 ? LOST : DEGRADED;
}

/** Links of premises that no carrier, duct or POP tells apart are one line. */
function lines({ model }: Situation, place: string): number {
  const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((key) => b.includes(key));
  const links = Object.values(model.premises[place]!.accesses);
  return links.filter(
    (link, index) =>
      !links
        .slice(0, index)
        .some((other) => other.carrier === link.carrier && same(other.ducts, link.ducts) && same(other.pops, link.pops)),
  ).length;
}

const schoolsOf = ({ model }: Situation): readonly string[] => Object.values(model.schools).map(({ premises }) => premises);

function agents(now: Situation, { owner, ownerKind }: WorkloadNode, place: string): Level {
  const offices = Object.keys(now.model.premises).filter((key) => !schoolsOf(now).includes(key));
  const own = offices.filter((key) => ownerKind === 'services' || now.model.premises[key]!.tenant === owner);
  return inPlaces(now, own, place);
}

/** Sides where an access of one of the uses is up. */
export const accessSides = (now: Situation, uses: readonly string[]): readonly string[] =>
  uses
    .flatMap((use) => now.model.uses[use]!.accesses)
    .filter((access) => accessUp(now, access))
    .map((access) => now.model.accesses[access]!.site);

/** At one of `sites` stands, or is seen from there, an access, and a gateway of the role unless the estate has none. */
export function passes(now: Situation, sites: readonly string[], accesses: readonly string[], role: Gateway['role']): boolean {
  const declared = Object.keys(now.model.gateways).filter((key) => now.model.gateways[key]!.role === role);
  const gateways = declared.filter((key) => gatewayUp(now, key)).map((key) => now.model.gateways[key]!.site);
  return sidesOf(now)
    .filter((side) => sites.includes(side))
    .some((side) => reached(now, accesses, side) && (declared.length === 0 || reached(now, gateways, side)));
}

/** Where traffic for the prefixes of a use enters: by the shortest path that is announced, that of the first access that works. */
function entrance(now: Situation, use: string): readonly string[] {
  const first = now.model.uses[use]!.accesses.find((access) => accessUp(now, access));
  return first === undefined ? [] : [now.model.accesses[first]!.site];
}

function fromOutside(now: Situation, place: string, role: Gateway['role']): Level {
  const uses = Object.keys(now.model.uses);
  const announcing = uses.filter((use) => now.model.uses[use]!.prefixes.length > 0);
  const entrances = announcing.length > 0 ? announcing.flatMap((use) => entrance(now, use)) : accessSides(now, uses);
  return passes(now, [place], entrances, role) ? 0 : LOST;
}

/** What its users see of a workload that runs at `place`. */
export function usersLevel(now: Situation, workload: string, place: string): Level {
  const node = now.model.workloads[workload]!;
  const levels = {
    agents: () => agents(now, node, place),
    pupils: () => inPlaces(now, [...new Set(schoolsOf(now))], place),
    citizens: () => fromOutside(now, place, 'reverse-proxy'),
    remote: () => fromOutside(now, place, 'remote-access'),
    estate: (): Level => 0,
  };
  const users = new Set(node.exposure === 'published' ? [...node.serves, 'citizens' as const] : node.serves);
  return worst([...users].map((user) => levels[user]()));
}
