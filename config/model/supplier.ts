import { choice, defaulted, group, keyed, list, text, date } from './fields';
import { kind, type Entity } from './kind';
import { contract, title } from './common';

export const supplierKind = kind('supplier', 'suppliers', 'A company that the estate depends on by contract.', {
  title: title(),
  roles: list(
    choice(['carrier', 'hardware', 'hypervisor', 'storage', 'hosting', 'transport', 'software'], 'What it supplies.'),
    'What it supplies.',
    { minItems: 1 },
  ),
  contract: contract(),
  criteria: defaulted(
    keyed(
      group(
        {
          claim: text('What the supplier commits to.'),
          evidence: text('Reference of the evidence.'),
          date: date('Date of the evidence.'),
        },
        'A social or environmental criterion of the contract.',
      ),
      'Social and environmental criteria, with their evidence.',
    ),
    {},
  ),
});
export type Supplier = Entity<typeof supplierKind>;
