import { choice, defaulted, group, integer, keyed, list, optional, quantity, text } from './fields';
import { kind, singleKind, type Entity } from './kind';
import { title } from './common';

export const costsKind = singleKind('costs', 'The price book: what the estate costs per year, beside hardware, energy and contracts.', {
  entries: keyed(
    group(
      {
        title: title(),
        unit: choice(['core', 'socket', 'seat', 'vm', 'tib', 'day', 'estate'], 'What the price counts.'),
        price: quantity('money', 'Price of one per year.'),
        count: optional(integer('How many, where it cannot be counted from the estate (days, contracts).', { minimum: 0 })),
        reference: optional(text('Reference of the contract or decision.')),
      },
      'An entry of the price book.',
    ),
    'Entries.',
    { minProperties: 1 },
  ),
});
export type Costs = Entity<typeof costsKind>;

export const costKeyKind = kind('cost-key', 'cost-keys', 'A key by which shared costs are allotted to tenants.', {
  title: title(),
  by: choice(['memory', 'storage', 'seats', 'population', 'fixed'], 'Measure.'),
  weights: defaulted(
    keyed(integer('Weight.', { minimum: 0 }), 'Fixed weights per tenant, where the measure is `population` or `fixed`.', {
      keys: 'tenants',
    }),
    {},
  ),
  applies: list(text('Post of cost.'), 'Posts of cost that it allots.'),
});
export type CostKey = Entity<typeof costKeyKind>;
