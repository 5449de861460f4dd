import type { Rule } from './rule';
import { ADDRESS_HOLDERS, canonical, givenAddresses } from './lib/addresses';
import { repeated } from './lib/duplicates';

export const addressUnique: Rule = {
  id: 'address-unique',
  severity: 'error',
  title: 'An address is given once in the whole estate.',
  reason:
    'All networks reach both sites, so an address that is given twice makes two machines answer for it. The switches then learn whichever spoke last, and the fault moves about. A server with the address of the witness answers for the witness, so that each side believes that it reaches it.',
  source: 'RFC 5227 (address conflict); decision of this project: one address plan for the estate.',
  reads: ADDRESS_HOLDERS,
  check: (model, report) => {
    const occurrences = function* () {
      for (const { at, address } of givenAddresses(model)) yield { at, value: canonical(address), address };
    };
    for (const { again, first } of repeated(occurrences())) {
      report({
        at: again.at,
        message: `address \`${again.address}\` is already given`,
        fix: 'choose a free address',
        also: [{ at: first.at, note: 'first given here' }],
      });
    }
  },
};
