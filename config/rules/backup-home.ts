import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { quoted } from './lib/text';

export const backupHome: Rule = {
  id: 'backup-home',
  severity: 'error',
  title: 'The backup class of a workload has repositories for the workload’s home site.',
  reason: 'Where a class says nothing for a site, nothing is copied there. The workload counts as backed up and is not.',
  source: 'Decision of this project.',
  reads: ['backup-classes', 'tenants', 'services'],
  check: (model, report) => {
    for (const [, { path, home, backup }] of inOrder(model.workloads)) {
      const repositories = model['backup-classes'][backup]?.repositories;
      if (repositories === undefined || home in repositories) continue;
      report({
        at: `${path}.backup`,
        message: `backup class \`${backup}\` has no repositories for \`${home}\``,
        allowed: `a class for ${quoted([home])}; this one is for ${quoted(Object.keys(repositories).sort())}`,
        fix: `add \`${home}:\` to its \`repositories\``,
        also: [{ at: `backup-classes.${backup}.repositories`, note: 'those that it has' }],
      });
    }
  },
};
