import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { withoutSites } from './lib/sites';

export const switchHosts: Rule = {
  id: 'switch-hosts',
  severity: 'error',
  title: 'Every distributed switch has hosts at both sites.',
  reason:
    'A network reaches a site only where a host of that site carries its switch. A switch without hosts is made, and looks right, and no VM on it has ever been reached.',
  source: 'vmware/terraform-provider-vsphere #1740; vSphere Metro Storage Cluster recommended practices (layer 2 at both sites).',
  reads: ['sites', 'hosts', 'distributed-switches'],
  check: (model, report) => {
    for (const [key] of inOrder(model['distributed-switches'])) {
      const hosts = inOrder(model.hosts).filter(([, { nics }]) => Object.values(nics).some((nic) => nic.switch === key));
      for (const site of withoutSites(
        model,
        hosts.map(([, host]) => host.site),
      )) {
        report({
          at: `distributed-switches.${key}.title`,
          aim: 'key',
          message: `no host at \`${site}\` is on switch \`${key}\``,
          fix: `give the hosts of \`${site}\` uplinks on it, or remove it`,
        });
      }
    }
  },
};
