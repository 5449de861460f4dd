import type { Rule } from './rule';

export const witnessPlace: Rule = {
  id: 'witness-place',
  severity: 'error',
  title: 'The witness is at a place that is neither side of the mirrors.',
  reason:
    'A server that cannot reach the witness refuses I/O. With the witness at one side, the loss of that side stops the other one too, until an operator acts.',
  source:
    'DataCore online help, virtual disk witness; practitioner report on split brain with the witness at one side (elasticsky.de, 2018-03).',
  reads: ['sites', 'storage'],
  check: (model, report) => {
    const { witness } = model.storage;
    if (witness === undefined || model.sites[witness.site]?.role === 'witness') return;
    report({
      at: 'storage.witness.site',
      message: `\`${witness.site}\` is a side of the mirrors`,
      allowed: 'a site with `role: witness`',
      fix: 'place the witness at a third site',
      also: [{ at: `sites.${witness.site}.role`, note: 'the role of that site' }],
    });
  },
};
