import type { Rule } from './rule';
import { WITHOUT } from './lib/witness';

export const witnessAbsent: Rule = {
  id: 'witness-absent',
  severity: 'warning',
  title: 'The server group has a witness.',
  reason:
    'Without one, both sides go on writing when mirror and management links are cut together. When the links return, a full recovery must discard what one side wrote since.',
  source: 'DataCore online help, virtual disk witness; table 2.1 of the project’s domain notes.',
  reads: ['storage'],
  waivable: true,
  check: (model, report) => {
    if (model.storage.witness !== undefined) return;
    report({
      at: 'storage.serverGroup',
      aim: 'key',
      message: `the server group \`${model.storage.serverGroup}\` has no witness: ${WITHOUT}`,
      fix: 'describe a `witness:` at a third site',
    });
  },
};
