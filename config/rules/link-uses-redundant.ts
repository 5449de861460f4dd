import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { interSite } from './lib/sites';

const USES = ['storage-paths', 'vmotion', 'management', 'tenants'] as const;

export const linkUsesRedundant: Rule = {
  id: 'link-uses-redundant',
  severity: 'error',
  title: 'What runs between the datacenter sites has two links: storage paths, vMotion, management and tenants.',
  reason:
    'A VM that runs away from its storage, a user who reaches a gateway at the other site, a migration: all cross between the sites. With one link each of them has a single cable to lose.',
  source: 'vSphere Metro Storage Cluster recommended practices (redundant links); decision of this project.',
  reads: ['sites', 'links'],
  waivable: true,
  check: (model, report) => {
    const links = inOrder(model.links).filter(([, link]) => interSite(model, link.ends));
    for (const use of USES) {
      const carrying = links.filter(([, { carries }]) => carries.includes(use)).map(([key]) => key);
      if (carrying.length >= 2) continue;
      const key = carrying[0] ?? links[0]?.[0];
      report({
        at: key === undefined ? 'links' : `links.${key}.carries`,
        aim: 'key',
        message:
          carrying.length === 0
            ? `no link between the datacenter sites carries \`${use}\``
            : `\`${use}\` is carried by \`${carrying[0] ?? ''}\` alone`,
        fix: `add \`${use}\` to \`carries\` of another link`,
      });
    }
  },
};
