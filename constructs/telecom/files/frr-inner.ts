/**
 * FRR of a domain in which machines live. Inside: OSPF over the links and between the routers of a site, VRRP towards the networks. A use has
 * BGP besides, which carries one route only: the default of each of its accesses, with a preference by its place in the declared order.
 */
import { inOrder, type Model } from '../../../config/model/model';
import { type InnerDomain, linksOf, networksOfDomain, routersOf } from './domains';
import { reachableFrom, reachesInside } from './exposure';
import { bfd, bgp, block, DEFAULT_LIST, defaultList, frrFile, ospfCable, ospfPassive, routeMap, staticRoutes } from './frr';
import { gatewaysOf } from './gateways';
import { accessCable, insideCable, linkInterface, transitsOf } from './wiring';

const TRANSIT_COST = 5;
const FIRST_PREFERENCE = 1000;
/** In ms; a router that falls silent is replaced within 0.8 s. */
const ADVERT_INTERVAL = 200;

export function innerFrr(model: Model, routerKey: string, domain: InnerDomain): string {
  const cables = [
    ...linksOf(model, routerKey, domain).map(({ key, cost }) => ({ name: linkInterface(key, domain), cost })),
    ...transitsOf(model, routerKey, domain).map(({ name }) => ({ name, cost: TRANSIT_COST })),
  ];
  const gateways = gatewaysOf(model, routerKey, domain);
  const accesses = domain.use === undefined ? [] : accessesAt(model, routerKey, domain.use.accesses);
  const routerId = model.routers[routerKey]?.loopback ?? '';
  return frrFile(`Routing domain ${domain.name} of router ${routerKey}.`, `${routerKey}-${domain.name}`, [
    staticsOf(model, domain),
    ...cables.map(({ name, cost }) => ospfCable(name, cost)),
    ospfPassive('lo'),
    ...gateways.flatMap(({ name, groups }) => [
      block(
        `interface ${name}`,
        groups.flatMap(({ vrid, priority, address }) => vrrp(vrid, priority, address)),
      ),
      ...groups.map((group) => ospfPassive(group.name)),
    ]),
    domain.use === undefined ? '' : useBgp(model, routerKey, domain, accesses),
    block('router ospf', [`ospf router-id ${routerId}`]),
    ...(domain.use === undefined
      ? []
      : [
          defaultList(),
          routeMap('default-only', 'permit', 10, [`match ip address prefix-list ${DEFAULT_LIST}`]),
          ...accesses.map(({ key, position }) =>
            routeMap(`from-${key}`, 'permit', 10, [
              `match ip address prefix-list ${DEFAULT_LIST}`,
              `set local-preference ${String(FIRST_PREFERENCE - 10 * position)}`,
            ]),
          ),
          routeMap('nothing', 'deny', 10),
        ]),
    bfd(['inside']),
  ]);
}

/** Accesses that end on this router, with their place in the order of a use. */
const accessesAt = (model: Model, routerKey: string, order: readonly string[]) =>
  order.map((key, position) => ({ key, position })).filter(({ key }) => model.accesses[key]?.router === routerKey);

const vrrp = (vrid: number, priority: number, address: string): string[] => {
  const id = `vrrp ${String(vrid)}`;
  return [id, `${id} advertisement-interval ${String(ADVERT_INTERVAL)}`, `${id} priority ${String(priority)}`, `${id} ip ${address}`];
};

/**
 * What a use does not know never follows its default: internal prefixes end in a black hole, but for its own networks and those that a
 * declared flow lets it reach through `inside`, on the same router. `inside` knows the way to each of them.
 */
function staticsOf(model: Model, domain: InnerDomain): string {
  const holes = model.estate.routing.internal.filter((prefix) => !prefix.includes(':')).map((prefix) => [prefix, 'blackhole'] as const);
  if (domain.use !== undefined) {
    const through = reachableFrom(model, domain).map(({ subnet }) => [subnet, insideCable(domain).outer] as const);
    return staticRoutes([...holes, ...through]);
  }
  const uses = inOrder(model.uses).map(([useKey, use]) => ({ name: `use-${useKey}`, table: use.table, use, useKey }));
  const towards = uses
    .filter((use) => reachesInside(model, use))
    .flatMap((use) => networksOfDomain(model, use).map(({ subnet }) => [subnet, insideCable(use).inner] as const));
  return staticRoutes([...holes, ...towards]);
}

/** Full mesh of the routers on their loopbacks; the accesses of this router are clients, so that their defaults reach the mesh. */
function useBgp(model: Model, routerKey: string, domain: InnerDomain, accesses: readonly { key: string; position: number }[]): string {
  const { asn } = model.estate.routing;
  const own = model.routers[routerKey]?.loopback ?? '';
  const mesh = routersOf(model, domain).filter(([key]) => key !== routerKey);
  const neighbours = [
    ...mesh.map(([key, { loopback }]) => ({
      address: loopback,
      description: key,
      source: own,
      rules: ['next-hop-self force', 'route-map default-only in', 'route-map default-only out'],
    })),
    ...accesses.map(({ key, position }) => ({
      address: accessCable(domain, position).outer,
      description: `access-${key}`,
      source: undefined,
      rules: ['route-reflector-client', `route-map from-${key} in`, 'route-map nothing out'],
    })),
  ].sort((a, b) => byAddress(a.address, b.address));
  return bgp(
    asn,
    own,
    neighbours.flatMap(({ address, description, source }) => [
      `neighbor ${address} remote-as ${String(asn)}`,
      `neighbor ${address} description ${description}`,
      ...(source === undefined ? [] : [`neighbor ${address} update-source ${source}`]),
    ]),
    neighbours.flatMap(({ address, rules }) => rules.map((rule) => `neighbor ${address} ${rule}`)),
  );
}

const value = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
export const byAddress = (a: string, b: string): number => value(a) - value(b);
