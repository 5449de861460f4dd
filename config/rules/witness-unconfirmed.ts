import type { Rule } from './rule';
import { rowOf } from './lib/witness';

export const witnessUnconfirmed: Rule = {
  id: 'witness-unconfirmed',
  severity: 'error',
  title: 'The vendor has confirmed what happens when a cut leaves both sides in reach of the witness.',
  reason:
    'What could be read says that a side which cannot reach the witness refuses I/O. It does not say what happens when both reach it. Until the vendor has answered, protection against diverging copies is an assumption; an exception with an end keeps it in sight.',
  source: 'DataCore online help, virtual disk witness (its witness options could not be read); table 2.1 of the project’s domain notes.',
  reads: ['sites', 'links', 'storage'],
  waivable: true,
  check: (model, report) => {
    if (model.storage.witness === undefined || model.storage.partition !== 'unknown') return;
    report({
      at: 'storage.partition',
      message: `\`unknown\`: what both sides do when cut from each other is not confirmed (${rowOf(model)})`,
      allowed: 'preferred-side, both-serve or both-refuse, as the vendor answers',
      fix: 'ask the vendor and write the answer, or accept it with an exception that ends',
    });
  },
};
