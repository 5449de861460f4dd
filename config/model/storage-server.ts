import { address, choice, date, defaulted, group, integer, keyed, optional, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { iscsiName, placement, title } from './common';

export const storageServerKind = kind('storage-server', 'storage-servers', 'A DataCore SANsymphony server: one side of the mirrors.', {
  title: title(),
  ...placement,
  hardware: ref('hardware', 'Model.'),
  supportEnd: date('End of the vendor’s support.'),
  hostName: text('Name of the server in the server group.', { maxLength: 15 }),
  management: address('Management address (header ServerHost of the REST service).'),
  ports: keyed(
    group(
      {
        role: choice(['front-end-a', 'front-end-b', 'mirror-1', 'mirror-2'], 'Role of the port.'),
        network: ref('networks', 'Network that it is on.'),
        address: address('Address.'),
        physicalSwitch: ref('physical-switches', 'Physical switch that it is cabled to.'),
        iqn: optional(iscsiName('iSCSI name of the target (front-ends)')),
      },
      'A port.',
    ),
    'Ports, keyed by name.',
    { minProperties: 1 },
  ),
  pools: keyed(
    group(
      {
        tier: choice(['ssd', 'capacity'], 'Tier of the pool.'),
        name: text('Name of the pool in SANsymphony.', { maxLength: 48 }),
        capacity: quantity('size', 'Usable capacity.'),
        iops: integer('Operations per second it sustains.', { minimum: 1 }),
        throughput: quantity('throughput', 'Throughput it sustains.'),
        writeThroughIops: integer('Operations per second in write-through, when the other side is gone.', { minimum: 1 }),
        writeThroughThroughput: quantity('throughput', 'Throughput in write-through.'),
        allocationUnit: defaulted(quantity('size', 'Storage allocation unit: no volume is smaller.'), '128 MiB'),
      },
      'A disk pool.',
    ),
    'Disk pools.',
    { minProperties: 1 },
  ),
});
export type StorageServer = Entity<typeof storageServerKind>;
