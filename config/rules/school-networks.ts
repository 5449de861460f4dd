import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const schoolNetworks: Rule = {
  id: 'school-networks',
  severity: 'error',
  title: 'A school has a pedagogical and an office network, in different zones and with nothing else.',
  reason:
    'The office holds what the law protects: families, meals, absences. On one network with the classes it is one guess away from every pupil.',
  source: 'CARINE (pedagogical and administrative networks apart).',
  reads: ['networks', 'tenants', 'schools'],
  check: (model, report) => {
    const owned = inOrder(model.networks).filter(([, network]) => network.ownerKind === 'schools');
    for (const [key] of inOrder(model.schools)) {
      const own = owned.filter(([, network]) => network.owner === key);
      for (const role of ['pedagogy', 'school-office'] as const) {
        if (!own.some(([, network]) => network.role === role))
          report({
            at: `schools.${key}.networks`,
            aim: 'key',
            message: `school \`${key}\` has no network of role \`${role}\``,
            fix: `describe a network with \`role: ${role}\``,
          });
      }
      const zones = new Map(own.filter(([, network]) => network.role === 'pedagogy').map(([, network]) => [network.zone, network.path]));
      for (const [id, { path, role, zone }] of own) {
        if (role !== 'pedagogy' && role !== 'school-office')
          report({
            at: `${path}.role`,
            message: `network \`${id}\` of a school has the role \`${role}\``,
            allowed: 'pedagogy, school-office',
            fix: 'write the role of the network',
          });
        else if (role !== 'pedagogy' && zones.has(zone))
          report({
            at: `${path}.zone`,
            message: `the office of \`${key}\` shares zone \`${zone}\` with its pupils`,
            fix: 'choose another zone',
            also: [{ at: `${zones.get(zone) ?? ''}.zone`, note: 'the pedagogical network' }],
          });
      }
    }
  },
};
