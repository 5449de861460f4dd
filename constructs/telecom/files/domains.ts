/**
 * Routing domains of an edge router. Each is a network namespace with an FRR of its own:
 *
 * - `use-<use>`: the networks of one use of the Internet, on every router that serves them;
 * - `inside`: networks without Internet, and the only passage from one use to another;
 * - `access-<access>`: one access to the Internet, on the router that it ends on.
 *
 * Namespaces rather than VRFs: nothing is shared between two uses but what the files below say, down to the firewall and the sockets, and the
 * very same files can be started on any Linux machine, which is how they are tested.
 */
import type { Access } from '../../../config/model/access';
import type { Link } from '../../../config/model/link';
import { inOrder, type Model, type NetworkNode } from '../../../config/model/model';
import type { Use } from '../../../config/model/use';
import { remembered } from './remembered';

/** A domain in which machines live: that of a use, or `inside`. */
export interface InnerDomain {
  readonly name: string;
  /** Number that its VLANs on links, its addresses between domains and its VRRP groups are made of. */
  readonly table: number;
  readonly use?: Use;
  readonly useKey?: string;
}

/** Uses have 1 to 200. */
const INSIDE_TABLE = 201;
export const INSIDE: InnerDomain = { name: 'inside', table: INSIDE_TABLE };
export const useDomain = (useKey: string, use: Use): InnerDomain => ({ name: `use-${useKey}`, table: use.table, use, useKey });
export const useDomains = (model: Model): readonly InnerDomain[] => inOrder(model.uses).map(([key, use]) => useDomain(key, use));
export const accessDomain = (accessKey: string): string => `access-${accessKey}`;

/** Networks with a gateway, in the order of their keys, by their use; those without any are under the empty text. */
const gatewayNetworks = remembered((model) => {
  const found = new Map<string, NetworkNode[]>();
  for (const [, network] of inOrder(model.networks)) {
    if (Object.keys(network.gateways).length === 0) continue;
    const { use = '' } = network;
    const own = found.get(use) ?? [];
    own.push(network);
    found.set(use, own);
  }
  return found;
});
export const networksOfDomain = (model: Model, { useKey = '' }: InnerDomain): readonly NetworkNode[] =>
  gatewayNetworks(model).get(useKey) ?? [];

/** Networks of a domain whose gateway is (also) at a site. */
export const networksAt = (model: Model, domain: InnerDomain, site: string): readonly NetworkNode[] =>
  networksOfDomain(model, domain).filter((network) => network.gateways[site] !== undefined);

/** Uses go over links that carry tenants, the rest over those for management and for the witness. */
const carries = (link: Link, domain: InnerDomain): boolean =>
  domain.use === undefined ? link.carries.some((use) => use === 'management' || use === 'witness') : link.carries.includes('tenants');

export interface LinkEnd {
  readonly key: string;
  readonly cost: number;
  readonly address: string;
}

/** Links of a router that carry a domain to another router. */
export function linksOf(model: Model, routerKey: string, domain: InnerDomain): readonly LinkEnd[] {
  return inOrder(model.links).flatMap(([key, link]) => {
    const ends = Object.values(link.ends);
    const own = ends.find(({ router }) => router === routerKey);
    const routed = ends.length === 2 && ends.every((end) => end.router !== undefined && end.address !== undefined);
    return own?.address !== undefined && routed && carries(link, domain) ? [{ key, cost: link.cost, address: own.address }] : [];
  });
}

export const accessesOn = (model: Model, routerKey: string): readonly (readonly [string, Access])[] =>
  inOrder(model.accesses).filter(([, access]) => access.router === routerKey);

/** Accesses of a use that end on a router, with their place in the use’s order. */
export const accessesOfUseAt = (
  model: Model,
  domain: InnerDomain,
  routerKey: string,
): readonly { readonly key: string; readonly position: number }[] =>
  (domain.use?.accesses ?? []).map((key, position) => ({ key, position })).filter(({ key }) => model.accesses[key]?.router === routerKey);

/** Uses that leave by an access, with its position in their order of preference. */
export const usesOf = (
  model: Model,
  accessKey: string,
): readonly { readonly domain: InnerDomain; readonly use: Use; readonly position: number }[] =>
  inOrder(model.uses)
    .map(([key, use]) => ({ domain: useDomain(key, use), use, position: use.accesses.indexOf(accessKey) }))
    .filter(({ position }) => position >= 0);

/** Domains of a router in which machines live. */
export const innerDomainsOf = remembered((model, routerKey): readonly InnerDomain[] => {
  const site = model.routers[routerKey]?.site ?? '';
  const serves = (domain: InnerDomain): boolean =>
    networksAt(model, domain, site).length > 0 ||
    linksOf(model, routerKey, domain).length > 0 ||
    accessesOfUseAt(model, domain, routerKey).length > 0;
  return [INSIDE, ...useDomains(model).filter(serves)];
});

/** Routers on which a domain lives, by key. */
export const routersOf = (model: Model, domain: InnerDomain): readonly (readonly [string, Model['routers'][string]])[] =>
  inOrder(model.routers).filter(([key]) => innerDomainsOf(model, key).some(({ name }) => name === domain.name));
