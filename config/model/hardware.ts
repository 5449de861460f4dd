import { integer, optional, quantity, ref } from './fields';
import { kind, type Entity } from './kind';
import { title } from './common';

export const hardwareKind = kind('hardware', 'hardware', 'A model of equipment: what all machines of that model have in common.', {
  title: title(),
  supplier: ref('suppliers', 'Supplier.'),
  cores: optional(integer('Physical cores.', { minimum: 1 })),
  clock: optional(quantity('frequency', 'Nominal clock of a core.')),
  memory: optional(quantity('size', 'Memory.')),
  idle: quantity('power', 'Power drawn when idle.'),
  full: quantity('power', 'Power drawn at full load.'),
  price: optional(quantity('money', 'Purchase price of one.')),
  amortisation: optional(quantity('duration', 'Amortisation period.')),
});
export type Hardware = Entity<typeof hardwareKind>;
