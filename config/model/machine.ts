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
    hardware: ref('hardware', 'Model.'),
    tenant: optional(ref('tenants', 'Tenant that it serves; absent: the estate.')),
    class: ref('classes', 'Service class.'),
    reason: text('Why it is not virtualised.'),
    counts: defaulted(choice(['server', 'backup'], 'Whether it counts in the virtualisation rate (`server`) or not (`backup`).'), 'server'),
    addresses: keyed(address('Address.'), 'Its address on each network, keyed by network.', { keys: 'networks', minProperties: 1 }),
    supportEnd: date('End of the vendor’s support.'),
    dependsOn: defaulted(dependencies(), {}),
  },
);
export type Machine = Entity<typeof machineKind>;
