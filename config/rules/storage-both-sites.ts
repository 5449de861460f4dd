import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { withoutSites } from './lib/sites';

export const storageBothSites: Rule = {
  id: 'storage-both-sites',
  severity: 'error',
  title: 'There is a DataCore server at each datacenter site.',
  reason:
    'A mirror has its two copies on two servers. Both at one site are one fault away from losing everything, however many paths lead there.',
  source: 'DataCore SANsymphony metro storage solution (Broadcom article 312184).',
  reads: ['sites', 'storage-servers'],
  check: (model, report) => {
    const servers = inOrder(model['storage-servers']);
    for (const site of withoutSites(
      model,
      servers.map(([, server]) => server.site),
    )) {
      const [key] = servers[0] ?? [];
      report({
        at: key === undefined ? `sites.${site}.title` : `storage-servers.${key}.site`,
        aim: 'key',
        message: `there is no DataCore server at \`${site}\``,
        fix: `describe one in storage-servers with \`site: ${site}\``,
      });
    }
  },
};
