/**
 * Which networks of other domains a use reaches through `inside`: those of zones that a declared flow joins to a zone of the use, in either
 * direction, since answers come back. A use without such a flow (guests) has no cable to `inside` at all.
 */
import { inOrder, type Model, type NetworkNode } from '../../../config/model/model';
import { type InnerDomain, networksOfDomain } from './domains';

/** Zones with which a zone may exchange packets, itself excluded. */
export function peersOf(model: Model, zone: string): ReadonlySet<string> {
  const open = inOrder(model.flows).filter(([, flow]) => flow.state === 'open');
  return new Set(open.flatMap(([, { from, to }]) => (from === zone ? [to] : to === zone ? [from] : [])));
}

/** Networks outside a domain that it reaches, by id. */
export function reachableFrom(model: Model, domain: InnerDomain): readonly NetworkNode[] {
  const own = networksOfDomain(model, domain);
  const zones = new Set(own.flatMap(({ zone }) => [zone, ...peersOf(model, zone)]));
  return inOrder(model.networks)
    .map(([, network]) => network)
    .filter((network) => network.use !== domain.useKey && Object.keys(network.gateways).length > 0 && zones.has(network.zone));
}

export const reachesInside = (model: Model, domain: InnerDomain): boolean =>
  domain.use !== undefined && reachableFrom(model, domain).length > 0;
