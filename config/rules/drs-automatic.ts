import { inOrder } from '../model/model';
import type { Rule } from './rule';

export const drsAutomatic: Rule = {
  id: 'drs-automatic',
  severity: 'warning',
  title: 'DRS moves machines by itself, but for the days in which a site comes back.',
  reason:
    'A should rule is kept by HA at a restart and by DRS ever after: without it machines stay away from the side of their disks, and lose it when the sites are cut. It is set to `manual` before the hosts of a lost site return, and back once every mirror is whole.',
  source: 'vSphere Metro Storage Cluster recommended practices (fully automated DRS; site returns); decision of this project.',
  reads: ['clusters'],
  waivable: true,
  check: (model, report) => {
    for (const [key, { drs }] of inOrder(model.clusters))
      if (drs !== 'fullyAutomated')
        report({
          at: `clusters.${key}.drs`,
          message: `DRS of \`${key}\` is \`${drs}\`: nothing brings a machine home`,
          allowed: 'fullyAutomated',
          fix: 'set it back once every mirror is whole and the machines may go home',
        });
  },
};
