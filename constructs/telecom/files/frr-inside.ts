/**
 * What is particular to `inside`: it knows the way into every use that a flow lets out, has no default route, and holds the lines to the
 * witness of the storage, which each site reaches by its own.
 */
import type { Model } from '../../../config/model/model';
import { networksOfDomain, useDomains } from './domains';
import { reachesInside } from './exposure';
import { blackholes, prefixList, routeMap, staticRoutes } from './frr';
import type { Parts } from './frr-inner';
import { insideCable } from './wiring';
import { witnessLinesOf } from './witness';

export function insideParts(model: Model, routerKey: string): Parts {
  const towards = useDomains(model)
    .filter((use) => reachesInside(model, use))
    .flatMap((use) => networksOfDomain(model, use).map(({ subnet }) => [subnet, insideCable(use).inner] as const));
  const witness = witnessLinesOf(model, routerKey).map((line) => [`${line.witness}/32`, line.peer] as const);
  return {
    statics: staticRoutes([...blackholes(model), ...towards, ...witness]),
    bgp: '',
    // The other router of the site, and in need the other site, reach the witness by this line too.
    ospf: witness.length === 0 ? [] : ['redistribute static metric-type 1 route-map witness'],
    policies:
      witness.length === 0
        ? []
        : [
            prefixList(
              'witness',
              witness.map(([prefix]) => prefix),
            ),
            routeMap('witness', 'permit', 10, ['match ip address prefix-list witness']),
          ],
  };
}
