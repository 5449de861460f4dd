import { defaulted, integer, list, text } from './fields';
import { kind, type Entity } from './kind';
import { existing, inventoryName, title } from './common';

export const distributedSwitchKind = kind(
  'distributed-switch',
  'distributed-switches',
  'A vSphere distributed switch that spans the hosts of both sites.',
  {
    title: title(),
    existing: existing(),
    inventoryName: inventoryName(),
    uplinks: list(text('Name of an uplink.', { pattern: '^[a-z][a-z0-9-]*$' }), 'Uplinks, in order; at least two.', { minItems: 2 }),
    mtu: defaulted(integer('MTU in bytes.', { minimum: 1280, maximum: 9000 }), 1500),
    version: defaulted(text('Version of the switch; it can only go up.', { pattern: '^[0-9]\\.[0-9]\\.[0-9]$' }), '8.0.0'),
  },
);
export type DistributedSwitch = Entity<typeof distributedSwitchKind>;
