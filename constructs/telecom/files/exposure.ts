/**
 * Which networks of other domains a use reaches through `inside`: those of zones that a declared flow joins to a zone of the use, in either
 * direction, since answers come back. A use without such a flow has no cable to `inside` at all.
 */
import { inOrder, type Model, type NetworkNode } from '../../../config/model/model';
import { INSIDE, type InnerDomain, networksOfDomain, useDomains } from './domains';
import { remembered } from './remembered';

const allPeers = remembered((model) => {
  const found = new Map<string, Set<string>>();
  const add = (zone: string, peer: string): unknown => found.get(zone)?.add(peer) ?? found.set(zone, new Set([peer]));
  for (const [, { from, to, state }] of inOrder(model.flows)) {
    if (state !== 'open') continue;
    add(from, to);
    add(to, from);
  }
  return found;
});
/** Zones with which a zone may exchange packets, itself not counted. */
export const peersOf = (model: Model, zone: string): ReadonlySet<string> => allPeers(model).get(zone) ?? new Set();

/** Networks outside a domain that it reaches, by the domain’s name. */
const reached = remembered((model, name): readonly NetworkNode[] => {
  const domains = [INSIDE, ...useDomains(model)];
  const own = domains.filter((domain) => domain.name === name).flatMap((domain) => networksOfDomain(model, domain));
  const zones = new Set(own.flatMap(({ zone }) => [zone, ...peersOf(model, zone)]));
  return domains
    .filter((domain) => domain.name !== name)
    .flatMap((domain) => networksOfDomain(model, domain))
    .filter((network) => zones.has(network.zone));
});
export const reachableFrom = (model: Model, domain: InnerDomain): readonly NetworkNode[] => reached(model, domain.name);

export const reachesInside = (model: Model, domain: InnerDomain): boolean =>
  domain.use !== undefined && reachableFrom(model, domain).length > 0;
