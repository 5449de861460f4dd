import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';
import { quoted } from './lib/text';

export const premisesLanding: Rule = {
  id: 'premises-landing',
  severity: 'error',
  title: 'The links of premises end at datacenter sites.',
  reason:
    'Agents reach their applications where their link ends. The witness place has neither routers nor networks, so a link to it leads nowhere, and the proof would count it as a second way.',
  source: 'Decision of this project.',
  reads: ['sites', 'premises'],
  check: (model, report) => {
    const sites = datacenters(model);
    for (const [key, { accesses }] of inOrder(model.premises)) {
      for (const [access, { landing }] of inOrder(accesses)) {
        if (sites.includes(landing)) continue;
        report({
          at: `premises.${key}.accesses.${access}.landing`,
          message: `\`${landing}\` is no datacenter site`,
          allowed: quoted(sites),
          fix: 'name the site where the link ends',
          also: [{ at: `sites.${landing}.role`, note: 'the role of that site' }],
        });
      }
    }
  },
};
