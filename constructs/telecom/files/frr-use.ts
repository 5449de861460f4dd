/**
 * What is particular to a use: BGP, which carries one route only, the default of each of its accesses, with a preference by its place in the
 * declared order. The first access that is alive is taken by every router of both sites.
 */
import type { Model } from '../../../config/model/model';
import { accessesOfUseAt, type InnerDomain, routersOf } from './domains';
import { reachableFrom } from './exposure';
import { bgp, blackholes, byAddress, DEFAULT_LIST, defaultList, routeMap, staticRoutes } from './frr';
import type { Parts } from './frr-inner';
import { accessCable, insideCable } from './wiring';

const FIRST_PREFERENCE = 1000;

export function useParts(model: Model, routerKey: string, domain: InnerDomain): Parts {
  const accesses = accessesOfUseAt(model, domain, routerKey);
  const match = `match ip address prefix-list ${DEFAULT_LIST}`;
  const preference = (position: number): string => `set local-preference ${String(FIRST_PREFERENCE - 10 * position)}`;
  return {
    // What a use does not know never follows its default: only what a declared flow lets it reach goes through `inside`.
    statics: staticRoutes([
      ...blackholes(model),
      ...reachableFrom(model, domain).map(({ subnet }) => [subnet, insideCable(domain).outer] as const),
    ]),
    bgp: useBgp(model, routerKey, domain),
    ospf: [],
    policies: [
      defaultList(),
      routeMap('default-only', 'permit', 10, [match]),
      ...accesses.map(({ key, position }) => routeMap(`from-${key}`, 'permit', 10, [match, preference(position)])),
      ...(accesses.length === 0 ? [] : [routeMap('nothing', 'deny', 10)]),
    ],
  };
}

interface Neighbour {
  readonly address: string;
  readonly lines: readonly string[];
  readonly rules: readonly string[];
}

/** Full mesh of the routers on their loopbacks; the accesses of this router are clients, so that their defaults reach the mesh. */
function useBgp(model: Model, routerKey: string, domain: InnerDomain): string {
  const { asn } = model.estate.routing;
  const own = model.routers[routerKey]?.loopback ?? '';
  const mesh = routersOf(model, domain)
    .filter(([key]) => key !== routerKey)
    .map(([key, { loopback }]): Neighbour => {
      const rules = ['next-hop-self force', 'route-map default-only in', 'route-map default-only out'];
      return { address: loopback, lines: [`description ${key}`, `update-source ${own}`], rules };
    });
  const accesses = accessesOfUseAt(model, domain, routerKey).map(({ key, position }): Neighbour => {
    const rules = ['route-reflector-client', `route-map from-${key} in`, 'route-map nothing out'];
    return { address: accessCable(domain, position).outer, lines: [`description access-${key}`], rules };
  });
  const neighbours = [...mesh, ...accesses].sort((a, b) => byAddress(a.address, b.address));
  return bgp(
    asn,
    own,
    neighbours.flatMap(({ address, lines }) => [`remote-as ${String(asn)}`, ...lines].map((line) => `neighbor ${address} ${line}`)),
    neighbours.flatMap(({ address, rules }) => rules.map((rule) => `neighbor ${address} ${rule}`)),
  );
}
