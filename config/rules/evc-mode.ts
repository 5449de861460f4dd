import { closest } from 'fastest-levenshtein';
import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { EVC_MODES, rankOf, vendorOf } from './lib/evc';

export const evcMode: Rule = {
  id: 'evc-mode',
  severity: 'error',
  title: 'The EVC mode of a cluster is one that vSphere knows and that every host of the cluster reaches.',
  reason:
    'A host below the mode is refused by the cluster. Without a common baseline, a VM that started on the newest processors cannot move to the oldest, so a site cannot be emptied for maintenance.',
  source: 'VMware KB 1003212 (EVC and CPU compatibility).',
  reads: ['clusters', 'hosts'],
  check: (model, report) => {
    for (const [key, { evc }] of inOrder(model.clusters)) if (rankOf(evc) < 0) unknown(`clusters.${key}.evc`, evc);
    for (const [key, { cluster, evcMax }] of inOrder(model.hosts)) {
      const evc = model.clusters[cluster]?.evc;
      const at = `hosts.${key}.evcMax`;
      if (rankOf(evcMax) < 0) unknown(at, evcMax);
      if (evc === undefined || rankOf(evc) < 0 || rankOf(evcMax) < 0) continue;
      const also = [{ at: `clusters.${cluster}.evc`, note: 'the mode of the cluster' }];
      if (vendorOf(evc) !== vendorOf(evcMax))
        report({
          at,
          message: `\`${evcMax}\` is of another vendor than \`${evc}\` of cluster \`${cluster}\``,
          fix: 'VMs never move between vendors while they run: put the host into another cluster',
          also,
        });
      else if (rankOf(evcMax) < rankOf(evc))
        report({
          at,
          message: `\`${evcMax}\` is below \`${evc}\` of cluster \`${cluster}\``,
          fix: `lower the cluster to \`${evcMax}\``,
          also,
        });
    }
    function unknown(at: string, mode: string): void {
      const known = [...EVC_MODES[vendorOf(mode)]];
      report({ at, message: `\`${mode}\` is no EVC mode`, allowed: known.join(', '), fix: `did you mean \`${closest(mode, known)}\`?` });
    }
  },
};
