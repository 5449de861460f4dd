import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const apartPlacement: Rule = {
  id: 'apart-placement',
  severity: 'error',
  title: 'VMs that stay apart have their homes at different sites, in one cluster.',
  reason:
    'The rule alone only separates hosts, and both may be at one site: the loss of that site takes both. Rules hold within one cluster.',
  source: 'vSphere Metro Storage Cluster recommended practices; section 2.2 (g) of the project’s domain notes.',
  reads: ['tenants', 'services'],
  check: (model, report) => {
    for (const [id, { path, apart, home, cluster }] of inOrder(model.workloads)) {
      for (const [index, partner] of apart.entries()) {
        const other = model.workloads[partner];
        // A pair that names each other is one finding, at the first of the two.
        if (other === undefined || partner === id || (other.apart.includes(id) && partner < id)) continue;
        const at = `${path}.apart.${String(index)}`;
        // Three members have two sites: it is enough that the group as a whole is on both.
        const group = [other.home, ...apart.flatMap((member) => model.workloads[member]?.home ?? [])];
        if (group.every((site) => site === home))
          report({
            at,
            message: `\`${id}\` and \`${partner}\` both have their home at \`${home}\``,
            fix: 'move one of them to the other site',
            also: [
              { at: `${path}.home`, note: 'its home' },
              { at: `${other.path}.home`, note: 'the partner’s' },
            ],
          });
        if (other.cluster !== cluster)
          report({
            at,
            message: `\`${partner}\` is in cluster \`${other.cluster}\`, not in \`${cluster}\``,
            fix: 'put both into one cluster',
            also: [{ at: `${other.path}.cluster`, note: 'the partner’s cluster' }],
          });
      }
    }
  },
};
