import type { Rule } from './rule';
import { quoted } from './lib/text';
import { EQUIPMENT, equipment } from './lib/equipment';
import { datacenters } from './lib/sites';

/** What serves both sites by standing at one of them; machines and repositories may stand elsewhere. */
const BOUND = new Set<string>(['hosts', 'storage-servers', 'routers', 'gateways', 'physical-switches']);

export const equipmentSite: Rule = {
  id: 'equipment-site',
  severity: 'error',
  title: 'Hosts, storage servers, routers, gateways and their switches stand at datacenter sites.',
  reason:
    'The witness place arbitrates because it has no part in what it judges. A host or storage server there would join its fate to that of the arbiter.',
  source: 'vSphere Metro Storage Cluster recommended practices; decision of this project.',
  reads: ['sites', ...EQUIPMENT],
  check: (model, report) => {
    for (const { path, key, collection, site } of equipment(model)) {
      if (!BOUND.has(collection) || model.sites[site]?.role === 'datacenter') continue;
      report({
        at: `${path}.site`,
        message: `\`${key}\` stands at \`${site}\`, which is no datacenter site`,
        allowed: quoted(datacenters(model)),
        fix: 'correct the site, or its `role`',
        also: [{ at: `sites.${site}.role`, note: 'the role of that site' }],
      });
    }
  },
};
