import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { datacenters } from './lib/sites';
import { quoted } from './lib/text';

export const schoolLanding: Rule = {
  id: 'school-landing',
  severity: 'error',
  title: 'A school lands at datacenter sites, by an access of its premises at each; with tunnels, at both.',
  reason:
    'A fibre of the town has one end, and its school is cut with that site. A tunnel costs nothing to lead to the other site as well, so that the school outlives either.',
  source: 'Decision of this project.',
  reads: ['sites', 'schools', 'premises'],
  check: (model, report) => {
    const sites = datacenters(model);
    for (const [key, { access, landing, premises }] of inOrder(model.schools)) {
      const accesses = Object.values(model.premises[premises]?.accesses ?? {});
      for (const [index, site] of landing.entries()) {
        if (!sites.includes(site))
          report({
            at: `schools.${key}.landing.${String(index)}`,
            message: `\`${site}\` is no datacenter site`,
            allowed: quoted(sites),
            fix: 'name the site where the link or the tunnel ends',
          });
        else if (!accesses.some((one) => one.landing === site))
          report({
            at: `schools.${key}.landing.${String(index)}`,
            message: `no access of \`${premises}\` lands at \`${site}\``,
            fix: `add one there, or correct where \`${key}\` lands`,
            also: [{ at: `premises.${premises}.accesses`, note: 'the accesses' }],
          });
      }
      const missing = sites.filter((site) => !landing.includes(site));
      if (access === 'ftth-tunnels' && missing.length > 0)
        report({
          at: `schools.${key}.landing`,
          aim: 'key',
          message: `school \`${key}\` has no tunnel to ${quoted(missing)}`,
          fix: `add ${quoted(missing)}`,
          also: [{ at: `schools.${key}.access`, note: 'its access' }],
        });
    }
  },
};
