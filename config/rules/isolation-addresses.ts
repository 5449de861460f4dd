import type { Rule } from './rule';
import { contains, isReserved } from '../model/addresses';
import { inOrder, type Model } from '../model/model';
import { datacenters } from './lib/sites';

export const isolationAddresses: Rule = {
  id: 'isolation-addresses',
  severity: 'error',
  title: 'The management network of the hosts names one isolation address per site, which stays at that site.',
  reason:
    'A host that hears no other pings these addresses to learn whether it is alone. With one address only, with one that moves between sites, or with that of a host, the wrong half of a cut believes itself isolated and stops its VMs.',
  source: 'VMware KB 1002117 (das.isolationaddress); vSphere Metro Storage Cluster recommended practices.',
  reads: ['sites', 'networks', 'tenants', 'services', 'schools', 'hosts', 'storage-servers'],
  check: (model, report) => {
    const sites = datacenters(model);
    const used = new Set(Object.values(model.hosts).flatMap((host) => Object.keys(host.addresses)));
    for (const [id, network] of inOrder(model.networks)) {
      const at = `${network.path}.isolation`;
      if (network.role !== 'management') {
        for (const [site] of inOrder(network.isolation)) {
          report({
            at: `${at}.${site}`,
            aim: 'key',
            message: `\`${id}\` is no management network: HA never asks \`${network.isolation[site] ?? ''}\``,
            fix: 'remove it, or set `role: management`',
          });
        }
        continue;
      }
      for (const site of used.has(id) ? sites.filter((key) => !(key in network.isolation)) : []) {
        report({
          at,
          aim: 'key',
          message: `network \`${id}\` has no isolation address at \`${site}\``,
          fix: `add \`${site}:\` with the address of something at that site that answers ping`,
        });
      }
      const first = new Map<string, string>();
      for (const [site, address] of inOrder(network.isolation)) {
        const problem =
          !contains(network.subnet, address) || isReserved(network.subnet, address)
            ? { message: `\`${address}\` is no address of network \`${id}\``, allowed: `an address of ${network.subnet}` }
            : !sites.includes(site)
              ? { message: `no host stands at \`${site}\`: none asks \`${address}\` there` }
              : address === network.virtualGateway
                ? { message: `\`${address}\` moves between the sites (virtual gateway): it says nothing about \`${site}\`` }
                : (unfit(model, id, site, address) ??
                  (first.has(address)
                    ? { message: `\`${address}\` is also the isolation address of \`${first.get(address) ?? ''}\`` }
                    : undefined));
        first.set(address, site);
        if (problem !== undefined)
          report({
            at: `${at}.${site}`,
            ...problem,
            fix: sites.includes(site)
              ? `choose something that stays at \`${site}\`, such as its gateway${site in network.gateways ? ` ${network.gateways[site] ?? ''}` : ''}`
              : 'remove it',
          });
      }
    }
  },
};

/** Known equipment with that address that says nothing about the site: at another one, able to move, or the host that asks. */
function unfit(model: Model, id: string, site: string, address: string): { message: string } | undefined {
  const host = inOrder(model.hosts).find(([, candidate]) => Object.values(candidate.addresses).includes(address))?.[0];
  if (host !== undefined)
    return {
      message: `\`${address}\` is host \`${host}\`: a host that asks itself, or its neighbour in the same cluster, never finds itself alone`,
    };
  const machine = inOrder(model.workloads).find(([, { nics }]) => Object.values(nics).some((nic) => nic.address === address))?.[0];
  if (machine !== undefined) return { message: `\`${address}\` is the machine \`${machine}\`, which moves between the sites` };
  const gateway = Object.entries(model.networks[id]?.gateways ?? {}).find(([, candidate]) => candidate === address)?.[0];
  const server = Object.values(model['storage-servers']).find((candidate) => candidate.management === address)?.site;
  const found = gateway ?? server;
  return found === undefined || found === site ? undefined : { message: `\`${address}\` is at \`${found}\`, not at \`${site}\`` };
}
