import { address, choice, defaulted, flag, group, integer, keyed, list, optional, quantity, ref, text } from './fields';
import type { FieldOptions, Resolved } from './fields';
import { existing, inventoryName, title, RESTART_PRIORITIES } from './common';

/** `workloads` references are `key` within the same owner or `owner/key`; machines are `machines/key`. */
export const dependencies = (any: FieldOptions = {}) =>
  group(
    {
      all: defaulted(list(ref('workloads', 'Workload or machine.'), 'Needed, every one of them.'), []),
      any: defaulted(
        keyed(
          list(ref('workloads', 'Workload or machine.'), 'Members.', { minItems: 1 }),
          'Redundant groups by name: one member of each is needed.',
          any,
        ),
        {},
      ),
      soft: defaulted(list(ref('workloads', 'Workload or machine.'), 'Useful; without it the service is degraded.'), []),
      order: defaulted(list(ref('workloads', 'Workload or machine.'), 'Started before this one, though not needed to run.'), []),
    },
    'What it depends on. `all` and `order` are restart dependencies and must have no cycle.',
  );

export const workloadFields = {
  title: title(),
  existing: existing(),
  inventoryName: inventoryName(),
  template: optional(ref('templates', 'Template it is cloned from. Needed unless `existing`.')),
  hostname: optional(
    text(
      'Name in DNS and of the guest, where it is not `<owner>-<key>`: Windows takes 15 characters. A guest reads it at its first start only.',
      { pattern: '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$' },
    ),
  ),
  cluster: ref('clusters', 'Cluster.'),
  home: ref('sites', 'Site where it normally runs: the preferred side of its disks.'),
  class: ref('classes', 'Service class.'),
  backup: ref('backup-classes', 'Backup class.'),
  cpus: integer('Virtual processors.', { minimum: 1, maximum: 128 }),
  coresPerSocket: optional(
    integer(
      'Processors that the guest sees as one socket, where a licence or its system counts sockets. Absent: 2 while the number of processors is even and at most 8, half of a larger even number, else 1. A change stops the machine.',
      { minimum: 1, maximum: 64 },
    ),
  ),
  cpuDemand: defaulted(quantity('share', 'Declared demand on each of its processors, used by the capacity proof.'), '25 %'),
  memory: quantity('size', 'Memory.', { step: 4, least: 4 }),
  memoryReservation: defaulted(integer('Share of the memory that is reserved, in percent.', { minimum: 0, maximum: 100 }), 0),
  disks: keyed(
    group(
      {
        size: quantity('size', 'Size. It can only grow.', { step: 1024, least: 1024 }),
        datastore: ref('datastores', 'Datastore. All disks of a workload lie on its home site’s preferred side.'),
        unit: integer('Position on the SCSI controller; never changes. 0 is the system disk.', { minimum: 0, maximum: 14 }),
        iops: optional(integer('Declared demand in operations per second.', { minimum: 0 })),
      },
      'A disk.',
    ),
    'Disks by name.',
    { minProperties: 1 },
  ),
  nics: keyed(
    group(
      {
        network: ref('networks', 'Network: a key of the same owner, else a shared one.'),
        address: address('IPv4 address, in the subnet of the network.'),
        address6: optional(address('IPv6 address.')),
        order: defaulted(integer('Position; 0 is the first card.', { minimum: 0, maximum: 9 }), 0),
      },
      'A network card.',
    ),
    'Network cards by name.',
    { minProperties: 1 },
  ),
  restartPriority: optional(choice(RESTART_PRIORITIES, 'Restart priority, where it differs from that of the class.')),
  boot: quantity('duration', 'Time from power-on to a running system.'),
  start: quantity('duration', 'Time from a running system to a working service.'),
  retriesStart: optional(
    flag(
      'Its service tries again until what it needs answers. HA only waits until that is powered on: with `false` somebody starts the service again. Absent: `true`.',
    ),
  ),
  dependsOn: defaulted(dependencies(), {}),
  apart: defaulted(list(ref('workloads', 'Partner.'), 'Partners that run on another host and at another site (anti-affinity).'), []),
  exposure: defaulted(choice(['internal', 'published'], 'Whether people on the Internet reach it.'), 'internal'),
  serves: defaulted(list(choice(['agents', 'pupils', 'citizens', 'remote', 'estate'], 'People.'), 'Who uses it.'), ['agents']),
  provides: defaulted(
    list(
      choice(
        [
          'directory',
          'dns',
          'dhcp',
          'time',
          'logs',
          'monitoring',
          'mail-relay',
          'licences',
          'profiles',
          'broker',
          'state',
          'runner',
          'backup-director',
          'storage-management',
          'vcenter',
        ],
        'Service.',
      ),
      'Shared services that it provides to the estate.',
    ),
    [],
  ),
};
export const workloadSchema = group(workloadFields, 'A virtual machine and the service it gives.');
export type Workload = Resolved<typeof workloadSchema>;
