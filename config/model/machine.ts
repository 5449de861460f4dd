import { choice, defaulted, date, keyed, optional, ref, text, address } from './fields';
import { kind, type Entity } from './kind';
import { placement, title } from './common';
import { dependencies } from './workload';

export const machineKind = kind(
  'machine',
  'machines',
  'A physical server that is no hypervisor and no storage server: what resists virtualisation, or must not depend on it.',
  {
    title: title(),
    ...placement,
    hardware: ref('hardware', 'Model.', { later: 5 }),
    tenant: optional(ref('tenants', 'Tenant that it serves; absent: the estate.', { later: 5 })),
    class: ref('classes', 'Service class.', { later: 5 }),
    reason: text('Why it is not virtualised.', { later: 5 }),
    counts: defaulted(
      choice(['server', 'backup'], 'Whether it counts in the virtualisation rate (`server`) or not (`backup`).', { later: 5 }),
      'server',
    ),
    addresses: keyed(address('Address.'), 'Its address on each network, keyed by network.', { keys: 'networks', minProperties: 1 }),
    supportEnd: date('End of the vendor’s support.'),
    dependsOn: defaulted(dependencies({ later: 5 }), {}),
  },
);
export type Machine = Entity<typeof machineKind>;
