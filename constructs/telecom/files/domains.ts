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

export const networksOfDomain = (model: Model, domain: InnerDomain): readonly NetworkNode[] =>
  inOrder(model.networks)
    .map(([, network]) => network)
    .filter((network) => network.use === domain.useKey && Object.keys(network.gateways).length > 0);

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

export interface WitnessLine {
  readonly key: string;
  /** Address of the router on the line, and that at its other end: the two of a /31. */
  readonly address: string;
  readonly peer: string;
  readonly witness: string;
}

/** Lines from a router straight to the storage’s witness, which no router stands before. Each site has its own. */
export function witnessLinesOf(model: Model, routerKey: string): readonly WitnessLine[] {
  const { witness } = model.storage;
  return inOrder(model.links).flatMap(([key, link]) => {
    const own = Object.values(link.ends).find(({ router }) => router === routerKey);
    const alone = Object.values(link.ends).filter(({ router }) => router !== undefined).length === 1;
    const serves = witness?.routes.includes(key) === true && alone;
    return serves && own?.address !== undefined
      ? [{ key, address: own.address, peer: partner(own.address), witness: witness.address }]
      : [];
  });
}

/** The other address of a /31. */
const partner = (address: string): string => address.replace(/\d+$/, (last) => String(Number(last) ^ 1));

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

export function innerDomainsOf(model: Model, routerKey: string): readonly InnerDomain[] {
  const site = model.routers[routerKey]?.site ?? '';
  const serves = (domain: InnerDomain): boolean =>
    networksAt(model, domain, site).length > 0 ||
    linksOf(model, routerKey, domain).length > 0 ||
    (domain.use?.accesses ?? []).some((access) => model.accesses[access]?.router === routerKey);
  return [INSIDE, ...useDomains(model).filter(serves)];
}

/** Routers on which a domain lives, by key. */
export const routersOf = (model: Model, domain: InnerDomain): readonly (readonly [string, Model['routers'][string]])[] =>
  inOrder(model.routers).filter(([key]) => innerDomainsOf(model, key).some(({ name }) => name === domain.name));
