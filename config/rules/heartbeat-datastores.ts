import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';
import { quoted } from './lib/text';

export const heartbeatDatastores: Rule = {
  id: 'heartbeat-datastores',
  severity: 'error',
  title:
    'A cluster has at least two heartbeat datastores preferred at each site, at most five, all mirrored and not all on one pair of servers.',
  reason:
    'The master reads them to tell a dead host from one that is cut off. Two per site survive a storage fault within a site as well as a cut between the sites; vSphere accepts five at most (das.heartbeatDsPerHost). One that is not mirrored goes with its site, and two on one pair of servers go together.',
  source:
    'vSphere Metro Storage Cluster recommended practices; vSphere availability guide (heartbeat datastores); decision of this project: different pairs where a site has several servers.',
  reads: ['sites', 'clusters', 'datastores', 'volumes', 'storage-servers'],
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
      const volumes = heartbeat.map((name) => model.volumes[model.datastores[name]?.volume ?? '']);
      for (const [index, volume] of volumes.entries()) {
        const name = heartbeat[index] ?? '';
        if (volume?.mirrored !== false) continue;
        report({
          at: `${at}.${String(index)}`,
          message: `the heartbeat datastore \`${name}\` lies on a volume that is not mirrored`,
          fix: 'choose a datastore on a mirrored volume',
          also: [{ at: `volumes.${model.datastores[name]?.volume ?? ''}.mirrored`, note: 'the volume' }],
        });
      }
      for (const site of datacenters(model)) {
        const here = volumes.flatMap((volume) => (volume?.preferred === site ? [volume] : []));
        const count = here.length;
        if (count >= 2) {
          const pairs = new Set(here.map(({ pools }) => Object.keys(pools).sort().join(' ')));
          const servers = Object.values(model['storage-servers']).filter((server) => server.site === site).length;
          if (pairs.size === 1 && servers > 1)
            report({
              at,
              aim: 'key',
              message: `the heartbeat datastores of cluster \`${key}\` preferred at \`${site}\` all lie on ${quoted(Object.keys(here[0]?.pools ?? {}).sort())}`,
              fix: `put one of them on another pair of servers: \`${site}\` has ${String(servers)}`,
            });
          continue;
        }
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
