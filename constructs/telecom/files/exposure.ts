/**
 * Which networks of other domains a use reaches through `inside`: those of zones that a declared flow joins to a zone of the use, in either
 * direction, since answers come back. A use without such a flow has no cable to `inside` at all.
 */
import { inOrder, type Model, type NetworkNode } from '../../../config/model/model';
import { INSIDE, type InnerDomain, networksOfDomain, useDomains } from './domains';
import { remembered } from './remembered';

const openFlows = remembered((model) => {
  const to = new Map<string, Set<string>>();
  const from = new Map<string, Set<string>>();
  const add = (found: Map<string, Set<string>>, zone: string, peer: string): unknown =>
    found.get(zone)?.add(peer) ?? found.set(zone, new Set([peer]));
  for (const [, flow] of inOrder(model.flows)) {
    if (flow.state !== 'open') continue;
    add(to, flow.from, flow.to);
    add(from, flow.to, flow.from);
  }
  return { to, from };
});
/** Zones to which a zone may open a connection, itself not counted. */
export const opensTo = (model: Model, zone: string): ReadonlySet<string> => openFlows(model).to.get(zone) ?? new Set();
/** Zones that may open one to it: what goes there are answers. */
const openedBy = (model: Model, zone: string): ReadonlySet<string> => openFlows(model).from.get(zone) ?? new Set();
/** Zones with which a zone may exchange packets, itself not counted. */
export const peersOf = (model: Model, zone: string): ReadonlySet<string> => new Set([...opensTo(model, zone), ...openedBy(model, zone)]);

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
