/**
 * FRR of a domain in which machines live: OSPF over the links and between the routers of a site, VRRP towards the networks. What is particular
 * to a use or to `inside` comes with it.
 */
import type { Model } from '../../../config/model/model';
import { INSIDE, type InnerDomain, linksOf } from './domains';
import { bfd, block, frrFile, ospfCable, ospfPassive } from './frr';
import { insideParts } from './frr-inside';
import { useParts } from './frr-use';
import { gatewaysOf } from './gateways';
import { linkInterface, transitsOf } from './wiring';

/** What a domain adds to the common blocks. */
export interface Parts {
  readonly statics: string;
  readonly bgp: string;
  /** Further lines of `router ospf`. */
  readonly ospf: readonly string[];
  readonly policies: readonly string[];
}

const TRANSIT_COST = 5;
/** In ms; a router that falls silent is replaced within 0.8 s. */
const ADVERT_INTERVAL = 200;

export function innerFrr(model: Model, routerKey: string, domain: InnerDomain): string {
  const parts = domain.name === INSIDE.name ? insideParts(model, routerKey) : useParts(model, routerKey, domain);
  const routerId = model.routers[routerKey]?.loopback ?? '';
  const cables = [
    ...linksOf(model, routerKey, domain).map(({ key, cost }) => ({ name: linkInterface(key, domain), cost })),
    ...transitsOf(model, routerKey, domain).map(({ name }) => ({ name, cost: TRANSIT_COST })),
  ];
  return frrFile(`Routing domain ${domain.name} of router ${routerKey}.`, `${routerKey}-${domain.name}`, [
    parts.statics,
    ...cables.map(({ name, cost }) => ospfCable(name, cost)),
    ospfPassive('lo'),
    ...gatewaysOf(model, routerKey, domain).flatMap(({ name, groups }) => [
      block(
        `interface ${name}`,
        groups.flatMap(({ vrid, priority, address }) => vrrp(vrid, priority, address)),
      ),
      ...groups.map((group) => ospfPassive(group.name)),
    ]),
    parts.bgp,
    block('router ospf', [`ospf router-id ${routerId}`, ...parts.ospf]),
    ...parts.policies,
    bfd(['inside']),
  ]);
}

const vrrp = (vrid: number, priority: number, address: string): string[] => {
  const id = `vrrp ${String(vrid)}`;
  return [id, `${id} advertisement-interval ${String(ADVERT_INTERVAL)}`, `${id} priority ${String(priority)}`, `${id} ip ${address}`];
};
