import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { demandOf, hostsOf } from './lib/capacity';
import { datacenters } from './lib/sites';

export const dpmKeepOn: Rule = {
  id: 'dpm-keep-on',
  severity: 'warning',
  title: 'Power management keeps on, at each site, the hosts that the loss of the other site needs.',
  reason:
    'DPM counts the capacity of the cluster, not that of a site: nothing stops it from emptying one site at night. A site loss would then find cold hosts as its only target.',
  source: 'vSphere availability guide (DPM and HA); section 1.4 of the project’s domain notes.',
  reads: ['sites', 'clusters', 'hosts', 'hardware', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { dpm }] of inOrder(model.clusters)) {
      if (dpm === undefined) continue;
      const demand = demandOf(model, key);
      for (const site of datacenters(model)) {
        const hosts = hostsOf(model, key)
          .filter((host) => host.site === site)
          .sort((a, b) => a.memory - b.memory);
        if (hosts.length === 0) continue;
        // The hosts that are kept on are ours to choose, but which stay on is DPM’s: the smallest are assumed.
        let [needed, memory] = [0, 0];
        while (memory < demand && needed < hosts.length) memory += hosts[needed++]?.memory ?? 0;
        const kept = dpm.keepOn[site] ?? 0;
        const least = Math.max(1, needed);
        if (kept >= least) continue;
        report({
          at: `clusters.${key}.dpm.keepOn.${site}`,
          message: `\`${String(kept)}\` host${kept === 1 ? '' : 's'} of \`${key}\` always on at \`${site}\`, but the loss of the other site needs ${String(least)}`,
          allowed: least === hosts.length ? String(least) : `${String(least)} to ${String(hosts.length)}`,
          fix: `write \`${site}: ${String(least)}\` in \`keepOn\``,
        });
      }
    }
  },
};
