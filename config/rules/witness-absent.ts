import type { Rule } from './rule';
import { WITHOUT } from './lib/witness';

export const witnessAbsent: Rule = {
  id: 'witness-absent',
  severity: 'error',
  title: 'The server group has a witness.',
  reason:
    'Without one, both sides go on writing when mirror and management links are cut together. When the links return, a full recovery must discard what one side wrote since. An exception may accept it, so that leaving the witness out is never easier than answering for it.',
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
