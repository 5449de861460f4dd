import { group, integer, keyed, list, quantity, ref } from './fields';
import { kind, type Entity } from './kind';
import { title } from './common';

export const desktopKind = kind('desktop', 'desktops', 'A pool of thin-client seats.', {
  title: title(),
  seats: integer('Seats.', { minimum: 1 }),
  minimumSeats: integer('Seats that must be left after the loss of a site.', { minimum: 0 }),
  tenants: list(ref('tenants', 'Tenant.'), 'Tenants that use it.', { minItems: 1 }),
  sessionHosts: keyed(
    group({ seats: integer('Seats that it carries.', { minimum: 1 }) }, 'A session host.'),
    'Session hosts, keyed by workload.',
    { keys: 'workloads', minProperties: 1 },
  ),
  brokers: list(ref('workloads', 'Broker.'), 'Brokers; one of them is needed.', { minItems: 1 }),
  power: group(
    {
      before: quantity('power', 'Power of a seat before (PC).'),
      after: quantity('power', 'Power of a seat now (thin client).'),
      hoursPerYear: integer('Hours of use per year.', { minimum: 0, maximum: 8784 }),
    },
    'Energy of a seat.',
  ),
});
export type Desktop = Entity<typeof desktopKind>;
