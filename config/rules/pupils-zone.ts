import type { Rule } from './rule';
import { inOrder } from '../model/model';

export const pupilsZone: Rule = {
  id: 'pupils-zone',
  severity: 'error',
  title: 'A zone of pupils holds the pedagogical networks of schools and nothing else.',
  reason: 'Within a zone nothing is filtered. Whatever stands in a zone of pupils is within reach of every device that they bring.',
  source: 'CARINE (pedagogical and administrative networks apart).',
  reads: ['networks', 'tenants', 'schools', 'zones'],
  check: (model, report) => {
    for (const [id, { path, role, zone, ownerKind }] of inOrder(model.networks)) {
      if (model.zones[zone]?.trust !== 'pupils') continue;
      if (role !== 'pedagogy')
        report({
          at: `${path}.zone`,
          message: `the \`${role}\` network \`${id}\` shares zone \`${zone}\` with pupils`,
          fix: 'choose another zone',
          also: [{ at: `zones.${zone}.trust`, note: 'the zone' }],
        });
      else if (ownerKind === 'tenants')
        report({ at: `${path}.role`, message: `\`${id}\` of a tenant is a network of pupils`, fix: 'describe it in the school’s file' });
    }
  },
};
