/**
 * VRRP groups of a router. A network has up to two of them here: the address that machines use, held by one router of either site, and the
 * address of the site, held by one router of that site alone (it answers pings only while the site lives, which is what host isolation asks).
 *
 * Routers need no address of their own in the network: adverts leave from the loopback’s address, and only the master is connected to it.
 */
import { inOrder, type Model, type NetworkNode } from '../../../config/model/model';
import { INSIDE, type InnerDomain, innerDomainsOf, networksAt, routersOf } from './domains';
import { remembered } from './remembered';

export interface VrrpGroup {
  readonly vrid: number;
  readonly priority: number;
  readonly address: string;
  readonly length: number;
  /** Interface that holds the address while the router is master. */
  readonly name: string;
  readonly mac: string;
}

export interface Gateway {
  readonly network: NetworkNode;
  readonly name: string;
  readonly groups: readonly VrrpGroup[];
}

/** Ranks below this many fit; a site’s groups are numbered after those of the uses and of `inside` (1 to 201). */
const FIRST_SITE_VRID = 202;

/** Names of the interfaces by which packets of a network’s machines may enter a router. */
export const interfacesOf = (vlan: number): readonly string[] => [
  vlanName(vlan),
  ...(['both', 'site'] as const).map((scope) => vrrpName(vlan, scope)),
];
const vlanName = (vlan: number): string => `vlan${String(vlan)}`;
const vrrpName = (vlan: number, scope: 'both' | 'site'): string => `vrrp${String(vlan)}-${scope}`;

export const gatewaysOf = (model: Model, routerKey: string, domain: InnerDomain): readonly Gateway[] =>
  found(model, `${routerKey} ${domain.name}`);

const found = remembered((model, name): readonly Gateway[] => {
  const [routerKey = '', domainName] = name.split(' ');
  const domain = innerDomainsOf(model, routerKey).find((one) => one.name === domainName) ?? INSIDE;
  const site = model.routers[routerKey]?.site ?? '';
  const ranking = rankingOf(model, domain);
  const priority = (among: readonly string[]): number => 200 - 10 * among.indexOf(routerKey);
  const siteVrid = FIRST_SITE_VRID + inOrder(model.sites).findIndex(([key]) => key === site);
  return networksAt(model, domain, site).map((network) => {
    const length = Number(network.subnet.split('/')[1]);
    const make = (scope: 'both' | 'site', vrid: number, rank: number, address: string): VrrpGroup => {
      return {
        vrid,
        priority: rank,
        address,
        length,
        name: vrrpName(network.vlan, scope),
        mac: `00:00:5e:00:01:${vrid.toString(16).padStart(2, '0')}`,
      };
    };
    const groups: VrrpGroup[] = [];
    if (network.virtualGateway !== undefined) groups.push(make('both', domain.table, priority(ranking), network.virtualGateway));
    const own = network.gateways[site];
    if (own !== undefined) groups.push(make('site', siteVrid, priority(ranking.filter((key) => model.routers[key]?.site === site)), own));
    return { network, name: vlanName(network.vlan), groups };
  });
});

/** The router of the first access comes first, so that what leaves takes no detour; then its site, then keys. */
function rankingOf(model: Model, domain: InnerDomain): readonly string[] {
  const accesses = domain.use?.accesses ?? [];
  const home = model.accesses[accesses[0] ?? '']?.site;
  const position = (key: string): number => {
    const found = accesses.findIndex((access) => model.accesses[access]?.router === key);
    return found < 0 ? accesses.length : found;
  };
  return routersOf(model, domain)
    .map(([key, router]) => ({ key, away: router.site === home ? 0 : 1, position: position(key) }))
    .sort((a, b) => a.away - b.away || a.position - b.position || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
}
