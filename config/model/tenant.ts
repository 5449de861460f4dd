import { date, defaulted, group, keyed, list, optional, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { existing, inventoryName, title } from './common';
import { networkSchema } from './network';
import { workloadSchema } from './workload';

export const permissions = () =>
  list(
    group(
      {
        role: ref('roles', 'Role.'),
        group: text('Directory group, as `DOMAIN\\group`. Never a person.', { pattern: '^[A-Za-z0-9.-]+\\\\[A-Za-z0-9._-]+$' }),
      },
      'A grant.',
    ),
    'The complete list of who may do what on its folder; grants made elsewhere are removed.',
    { minItems: 1 },
  );

export const tenantKind = kind('tenant', 'tenants', 'A hosted structure (structure hébergée).', {
  title: title(),
  existing: existing(),
  inventoryName: inventoryName('Path below the datacenter’s VM folder, such as `Clients/CCAS`,'),
  siret: text('Identifier of 14 digits.', { pattern: '^[0-9]{14}$' }),
  contact: text('Function to contact. No names of persons.'),
  agreement: group(
    {
      reference: text('Reference of the hosting agreement.'),
      start: date('First day.'),
      end: date('Last day. Past it, judged at `--as-of`, the check warns.'),
      reversibility: text('How the tenant gets its data back.'),
    },
    'The hosting agreement.',
  ),
  costKey: ref('cost-keys', 'Key by which shared costs are allotted.'),
  objectives: group(
    {
      dmia: quantity('duration', 'Longest interruption agreed.'),
      pdma: quantity('duration', 'Greatest loss of data agreed.'),
      restored: optional(
        group(
          {
            dmia: quantity('duration', 'Longest interruption agreed.'),
            pdma: quantity('duration', 'Greatest loss of data agreed.'),
          },
          'What was agreed where a mirror does not help and data come back from a copy: a volume deleted, software failed. Absent: those above.',
        ),
      ),
      rebuilt: optional(
        group(
          {
            dmia: quantity('duration', 'Longest interruption agreed.'),
            pdma: quantity('duration', 'Greatest loss of data agreed.'),
          },
          'What was agreed after an intruder, when the ground is made clean and the whole estate restored in priority order. Absent: those of `restored`.',
        ),
      ),
    },
    'What was agreed with the tenant.',
  ),
  quota: group(
    {
      cpu: quantity('frequency', 'Ceiling of CPU, also during a failover.', { step: 1 }),
      memory: quantity('size', 'Ceiling of memory, also during a failover.', { step: 1 }),
      storage: quantity('size', 'Ceiling of disks.'),
    },
    'Ceilings of the resource pool.',
  ),
  permissions: permissions(),
  networks: defaulted(keyed(networkSchema, 'Networks of the tenant alone.'), {}),
  workloads: defaulted(keyed(workloadSchema, 'Workloads of the tenant.'), {}),
});
export type Tenant = Entity<typeof tenantKind>;
