import { flag, group, integer, list, optional, text } from '../../../config/model/fields';
import { figure, shortfalls } from './claim';

const counts = {
  virtual: integer('Virtual machines.'),
  physical: integer('Physical servers that count.'),
  rate: figure('Virtual machines in percent of both.'),
};

export const virtualisation = group(
  {
    ...counts,
    servers: list(
      group(
        {
          machine: text('Key of the machine.'),
          tenant: optional(text('Tenant that it serves. Absent: the estate.')),
          reason: text('Why it is not virtualised.'),
          counts: flag('False for what serves the backup alone.'),
        },
        'A physical server.',
      ),
      'Physical servers.',
    ),
    excluded: list(group({ what: text('What.'), count: integer('How many.') }, 'A kind.'), 'What is on neither side.'),
    tenants: list(group({ tenant: text('Key of the tenant.'), ...counts }, 'A tenant.'), 'Tenants that have any.'),
    shortfalls: shortfalls(),
  },
  'How much of what runs is virtual.',
);
