import { holderOf } from './lib/addresses';
import type { Rule } from './rule';

export const witnessPlace: Rule = {
  id: 'witness-place',
  severity: 'error',
  title: 'The witness is at a place that is neither side of the mirrors, and so is its address.',
  reason:
    'A server that cannot reach the witness refuses I/O. With the witness at one side, the loss of that side stops the other one too, until an operator acts. An address in a network of the estate is looked for there, and not at the third site.',
  source:
    'DataCore online help, virtual disk witness; practitioner report on split brain with the witness at one side (elasticsky.de, 2018-03).',
  reads: ['sites', 'storage', 'networks', 'tenants', 'schools'],
  check: (model, report) => {
    const { witness } = model.storage;
    if (witness === undefined) return;
    const network = holderOf(model)(witness.address);
    if (network !== undefined)
      report({
        at: 'storage.witness.address',
        message: `\`${witness.address}\` is in the subnet of network \`${network.id}\`, which lies at the sides of the mirrors`,
        fix: 'write its address at the third site, in no network of the estate',
        also: [{ at: `${network.path}.subnet`, note: 'the subnet' }],
      });
    if (model.sites[witness.site]?.role !== 'witness')
      report({
        at: 'storage.witness.site',
        message: `\`${witness.site}\` is a side of the mirrors`,
        allowed: 'a site with `role: witness`',
        fix: 'place the witness at a third site',
        also: [{ at: `sites.${witness.site}.role`, note: 'the role of that site' }],
      });
  },
};
