import { address, date, group, integer, keyed, quantity, ref, text } from './fields';
import { kind, type Entity } from './kind';
import { iscsiName, placement, title } from './common';

export const hostKind = kind(
  'host',
  'hosts',
  'A hypervisor. It is read by its name, never created: a host resource would keep a password in the state.',
  {
    title: title(),
    name: text('Name of the host in vCenter (FQDN).', { pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' }),
    cluster: ref('clusters', 'Cluster.'),
    ...placement,
    hardware: ref('hardware', 'Model.'),
    serial: text('Serial number.'),
    supportEnd: date('End of the vendor’s support. Past it, judged at `--as-of`, the check warns.'),
    evcMax: text('Highest EVC mode that its processors reach.', { pattern: '^(intel|amd)-[a-z0-9-]+$' }),
    nics: keyed(
      group(
        {
          speed: quantity('rate', 'Speed.', { later: 7 }),
          physicalSwitch: ref('physical-switches', 'Physical switch that it is cabled to.'),
          switch: ref('distributed-switches', 'Distributed switch that it is an uplink of.'),
          uplink: text('Name of the uplink on that switch.'),
        },
        'A network card.',
      ),
      'Network cards, keyed by their name (`vmnic0`).',
      { minProperties: 2 },
    ),
    addresses: keyed(address('Address.'), 'Address of the host on each network it has a VM kernel adapter on, keyed by network.', {
      keys: 'networks',
      minProperties: 1,
    }),
    iqn: iscsiName('iSCSI name of the host’s software initiator'),
    localDatastore: group(
      { name: text('Name in vCenter.'), size: quantity('size', 'Size.') },
      'Local datastore of the host: read, for what must not depend on the shared storage.',
    ),
    sockets: integer('Processor sockets (licences are counted on their cores).', { minimum: 1 }),
  },
);
export type Host = Entity<typeof hostKind>;
