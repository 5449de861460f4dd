import type { Rule } from './rule';
import { inOrder } from '../model/model';
import { schoolServices } from './lib/schools';

export const schoolExit: Rule = {
  id: 'school-exit',
  severity: 'error',
  title: 'Pupils leave by the exit of their school, which nothing but schools and their services uses.',
  reason:
    'The filter for pupils stands on that exit. A pedagogical network with another use of the Internet goes around it; an administration that uses it is filtered as children are.',
  source: 'CARINE (S2i2e: filtering of pupils’ access); decision of this project: differentiated accesses.',
  reads: ['networks', 'tenants', 'schools', 'gateways'],
  check: (model, report) => {
    const services = schoolServices(model);
    const exits = new Map(inOrder(model.schools).map(([key, { exit }]) => [exit, key]));
    for (const [id, { path, role, use, owner, ownerKind }] of inOrder(model.networks)) {
      if (ownerKind === 'schools' && role === 'pedagogy') {
        const exit = model.schools[owner ?? '']?.exit ?? '';
        if (use !== undefined && use !== exit)
          report({
            at: `${path}.use`,
            message: `pupils of \`${owner ?? ''}\` leave by \`${use}\``,
            allowed: exit,
            fix: `write \`use: ${exit}\``,
            also: [{ at: `schools.${owner ?? ''}.exit`, note: 'the exit of the school' }],
          });
      } else if (ownerKind !== 'schools' && !services.has(id) && use !== undefined && exits.has(use)) {
        report({
          at: `${path}.use`,
          message: `network \`${id}\` leaves by \`${use}\`, the exit of schools`,
          fix: 'choose another use',
          also: [{ at: `schools.${exits.get(use) ?? ''}.exit`, note: 'such as of this school' }],
        });
      }
    }
  },
};
