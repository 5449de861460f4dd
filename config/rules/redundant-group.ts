import type { Rule } from './rule';
import { inOrder, type Model } from '../model/model';
import { datacenters } from './lib/sites';

export const redundantGroup: Rule = {
  id: 'redundant-group',
  severity: 'warning',
  title: 'The members of a redundant group (`any`) are at more than one site.',
  reason:
    'One member is enough, as long as one is left. With all of them at one site the group falls with it, and whoever counts on it waits for a restart after all.',
  source: 'vSphere Metro Storage Cluster recommended practices (redundant pairs over both sites); decision of this project.',
  reads: ['sites', 'machines', 'tenants', 'services'],
  waivable: true,
  check: (model, report) => {
    const sites = datacenters(model);
    for (const [id, { path, dependsOn }] of inOrder(model.workloads)) {
      for (const [name, members] of inOrder(dependsOn.any)) {
        const places = new Set(members.map((member) => siteOf(model, member)));
        const [only = ''] = places;
        if (places.size !== 1 || !sites.includes(only)) continue;
        const problem = members.length === 1 ? 'has one member' : `is at \`${only}\` as a whole`;
        report({
          at: `${path}.dependsOn.any.${name}`,
          aim: 'key',
          message: `the redundant group \`${name}\` of \`${id}\` ${problem}`,
          fix: members.length === 1 ? 'name another one at the other site, or move it to `all`' : 'name a member at the other site',
        });
      }
    }
  },
};

const siteOf = (model: Model, id: string): string =>
  id.startsWith('machines/') ? (model.machines[id.slice('machines/'.length)]?.site ?? '') : (model.workloads[id]?.home ?? '');
