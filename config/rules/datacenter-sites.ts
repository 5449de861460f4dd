import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';

export const datacenterSites: Rule = {
  id: 'datacenter-sites',
  severity: 'error',
  title: 'There are two datacenter sites; `both` and `none` are no keys of theirs.',
  reason:
    'Everything here rests on two sites that secure each other: mirrors have two sides, the cluster reserves half of itself, each use of the Internet leaves from both. With one there is nobody to take over; a third has no place in a two-sided mirror. A cut between them is named after the sides that still reach the witness: one of them, `both` or `none`.',
  source: 'DataCore SANsymphony metro storage solution (Broadcom article 312184); decision of this project.',
  reads: ['sites'],
  check: (model, report) => {
    const sites = datacenters(model);
    for (const site of sites.filter((key) => key === 'both' || key === 'none'))
      report({
        at: `sites.${site}.title`,
        aim: 'key',
        message: `\`${site}\` says which sides of a cut reach the witness, so no datacenter site can be called so`,
        fix: 'choose another key',
      });
    if (sites.length === 2) return;
    const all = inOrder(model.sites);
    const at =
      sites.length > 2
        ? `sites.${sites[2] ?? ''}.role`
        : sites.length === 1
          ? `sites.${sites[0] ?? ''}.role`
          : `sites.${all[0]?.[0] ?? ''}.role`;
    report({
      at,
      message: `the estate has \`${String(sites.length)}\` datacenter site${sites.length === 1 ? '' : 's'}`,
      allowed: 'two sites with `role: datacenter`',
      fix: sites.length > 2 ? 'make it a `witness` place, or a second estate' : 'describe the other site',
    });
  },
};
