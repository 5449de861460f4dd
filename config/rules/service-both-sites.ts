import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { withoutSites } from './lib/sites';

/** What everything else needs to start, and what must not stop while the other site restarts. */
const REDUNDANT = ['directory', 'dns', 'dhcp', 'time', 'logs', 'broker'] as const;

export const serviceBothSites: Rule = {
  id: 'service-both-sites',
  severity: 'error',
  title: 'Directory, DNS, DHCP, time, logs and brokers are provided at both sites.',
  reason:
    'After the loss of a site the other restarts what it lost, and everything that starts asks for a name, the time and an account. If these must restart first, nothing else does.',
  source: 'vSphere Metro Storage Cluster recommended practices (infrastructure first); decision of this project.',
  reads: ['sites', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const service of REDUNDANT) {
      const providers = inOrder(model.workloads).filter(([, { provides }]) => provides.includes(service));
      const [first] = providers;
      if (first === undefined) continue;
      for (const site of withoutSites(
        model,
        providers.map(([, { home }]) => home),
      )) {
        report({
          at: `${first[1].path}.provides.${String(first[1].provides.indexOf(service))}`,
          message: `\`${service}\` is provided at \`${first[1].home}\` only`,
          fix: `describe a VM with \`home: ${site}\` that provides it too`,
        });
      }
    }
  },
};
