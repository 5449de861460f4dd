import { kind, type Entity } from './kind';
import { placement, title } from './common';

export const physicalSwitchKind = kind(
  'physical-switch',
  'physical-switches',
  'A physical switch that hosts and storage servers are cabled to.',
  {
    title: title(),
    ...placement,
  },
);
export type PhysicalSwitch = Entity<typeof physicalSwitchKind>;
