import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';

export const heartbeatDatastores: Rule = {
  id: 'heartbeat-datastores',
  severity: 'error',
  title: 'A cluster has at least two heartbeat datastores preferred at each site, and at most five.',
  reason:
    'The master reads them to tell a dead host from one that is cut off. Two per site survive a storage fault within a site as well as a cut between the sites; vSphere accepts five at most (das.heartbeatDsPerHost).',
  source: 'vSphere Metro Storage Cluster recommended practices; vSphere availability guide (heartbeat datastores).',
  reads: ['sites', 'clusters', 'datastores', 'volumes'],
  check: (model, report) => {
    for (const [key, { heartbeat }] of inOrder(model.clusters)) {
      const at = `clusters.${key}.heartbeat`;
      if (heartbeat.length > 5)
        report({
          at,
          aim: 'key',
          message: `cluster \`${key}\` names \`${String(heartbeat.length)}\` heartbeat datastores`,
          allowed: 'at most 5',
          fix: 'keep two per site',
        });
      const preferred = heartbeat.map((name) => model.volumes[model.datastores[name]?.volume ?? '']?.preferred);
      for (const site of datacenters(model)) {
        const count = preferred.filter((side) => side === site).length;
        if (count >= 2) continue;
        const others = inOrder(model.datastores)
          .filter(([name, { volume }]) => !heartbeat.includes(name) && model.volumes[volume]?.preferred === site)
          .map(([name]) => name);
        report({
          at,
          aim: 'key',
          message: `\`${String(count)}\` heartbeat datastore${count === 1 ? '' : 's'} of cluster \`${key}\` preferred at \`${site}\``,
          allowed: 'at least 2 per site',
          fix: others.length === 0 ? `describe another datastore on a volume with \`preferred: ${site}\`` : `add \`${others[0] ?? ''}\``,
        });
      }
    }
  },
};
