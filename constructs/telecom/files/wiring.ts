/**
 * Interfaces and addresses between routing domains. Names fit the 15 characters of Linux. What leaves no router uses link-local IPv4
 * (169.254.0.0/16, third byte = number of the use), so that it can meet no address of the estate and is never routed.
 */
import { createHash } from 'crypto';
import { inOrder, type Model } from '../../../config/model/model';
import type { InnerDomain } from './domains';

/** A key as an interface name: as it is where it fits, else its beginning and a mark that tells it from its likes. */
export function shortName(key: string, length: number): string {
  if (key.length <= length) return key;
  return `${key.slice(0, length - 5)}-${createHash('sha256').update(key).digest('hex').slice(0, 4)}`;
}

/** Port of the router that a link or access is plugged into: it bears the name of what is plugged in. */
export const linkPort = (key: string): string => shortName(key, 11);
export const accessPort = (key: string): string => shortName(key, 15);
/** Sub-interface of a link in a domain; its VLAN on the link is the number of the domain. */
export const linkInterface = (key: string, domain: InnerDomain): string => `${linkPort(key)}.${String(domain.table)}`;

/** Name of a cable’s end that leads to an access, to a use, or to `inside`. */
export const towardsAccess = (key: string): string => `a-${shortName(key, 13)}`;
export const towardsUse = (domain: InnerDomain): string => `use${String(domain.table)}`;
export const TOWARDS_INSIDE = 'inside';
export const WAN = 'wan';

interface Pair {
  readonly outer: string;
  readonly inner: string;
}
const pair = (third: number, base: number): Pair => ({
  outer: `169.254.${String(third)}.${String(base)}`,
  inner: `169.254.${String(third)}.${String(base + 1)}`,
});

/** Addresses of the cable from an access (outer) to a use (inner), by the access’s position in the use’s order. */
export const accessCable = (domain: InnerDomain, position: number): Pair => pair(domain.table, 2 * position);
/** Addresses of the cable from `inside` (outer) to a use (inner). */
export const insideCable = (domain: InnerDomain): Pair => pair(domain.table, 254);

export interface Transit {
  readonly name: string;
  readonly vlan: number;
  readonly address: string;
  readonly peer: string;
}

/** First VLAN of those between the routers of one site. Networks must stay below; these VLANs end at the site’s switches. */
export const FIRST_TRANSIT_VLAN = 3000;

/** Cables between a router and its neighbours at the same site, over the trunk: each router and the next by key. */
export function transitsOf(model: Model, routerKey: string, domain: InnerDomain): readonly Transit[] {
  const site = model.routers[routerKey]?.site;
  const keys = inOrder(model.routers)
    .filter(([, router]) => router.site === site)
    .map(([key]) => key);
  return keys.slice(1).flatMap((second, index) => {
    const first = keys[index] ?? '';
    if (routerKey !== first && routerKey !== second) return [];
    const { outer, inner } = pair(255, 2 * index);
    const vlan = FIRST_TRANSIT_VLAN + 256 * index + domain.table;
    const own = routerKey === first;
    return [{ name: `transit${String(vlan)}`, vlan, address: own ? outer : inner, peer: own ? second : first }];
  });
}
