import type { Rule } from './rule';
import { inOrder, type Model, type NetworkNode } from '../model/model';
import { datacenters } from './lib/sites';

export const networkGateways: Rule = {
  id: 'network-gateways',
  severity: 'error',
  title: 'A network that needs a gateway has one at each site that it must outlive, behind one shared address.',
  reason:
    'A VM keeps its address and its gateway when HA restarts it at the other site. If the gateway lives at one site only, the VM comes up unreachable; if it is another address there, it comes up misconfigured.',
  source: 'VMware vSphere Metro Storage Cluster recommended practices (layer 2 at both sites); RFC 5798 (VRRP).',
  reads: ['sites', 'networks', 'tenants', 'schools', 'services'],
  check: (model, report) => {
    const first = firstCards(model);
    for (const [id, network] of inOrder(model.networks)) {
      const needed = sitesOf(model, network, first.get(id));
      if (needed.sites.length === 0) continue;
      const missing = needed.sites.filter((site) => !(site in network.gateways));
      for (const site of missing) {
        report({
          at: `${network.path}.gateways`,
          aim: 'key',
          message: `network \`${id}\` has no gateway at \`${site}\`, ${needed.why}`,
          fix: `add \`${site}:\` with an address of ${network.subnet} to \`gateways\``,
          ...(needed.also === undefined ? {} : { also: [needed.also] }),
        });
      }
      if (missing.length === 0 && Object.keys(network.gateways).length > 1 && network.virtualGateway === undefined) {
        report({
          at: `${network.path}.gateways`,
          aim: 'key',
          message: `the gateways of \`${id}\` have no address in common`,
          fix: `add \`virtualGateway:\` with a free address of ${network.subnet}: it is what machines use`,
        });
      }
    }
  },
};

/** For each network, a VM whose first card is on it: its default route goes that way. */
function firstCards(model: Model): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const [, { path, nics }] of inOrder(model.workloads)) {
    const [card] = inOrder(nics).toSorted(([, a], [, b]) => a.order - b.order);
    if (card !== undefined && !first.has(card[1].network)) first.set(card[1].network, `${path}.nics.${card[0]}.network`);
  }
  return first;
}

function sitesOf(
  model: Model,
  network: NetworkNode,
  card: string | undefined,
): { sites: readonly string[]; why: string; also?: { at: string; note: string } } {
  if (card !== undefined)
    return { sites: datacenters(model), why: 'though a VM has its first card on it', also: { at: card, note: 'such as here' } };
  if (network.ownerKind === 'schools')
    return { sites: model.schools[network.owner ?? '']?.landing ?? [], why: 'where the school’s link ends' };
  if (network.use !== undefined) return { sites: datacenters(model), why: `though it follows the use \`${network.use}\`` };
  return Object.keys(network.gateways).length > 0
    ? { sites: datacenters(model), why: 'though it has one elsewhere' }
    : { sites: [], why: '' };
}
