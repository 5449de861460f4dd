import { inOrder, type Model } from '../../../../config/model/model';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import type { Step } from '../step';

export const changeBackup: Step = {
  key: 'change-backup',
  title: 'Change a machine’s backup class',
  run: async (stage) => {
    const chosen = stage.choose(candidates(stage.model, stage.draft), 'other backup class fits');
    expectOnly(await stage.change(chosen), { update: ['vsphere_virtual_machine'] });
  },
};

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  for (const [id, { path, backup, existing, ownerKind }] of inOrder(model.workloads)) {
    if (existing || ownerKind !== 'tenants') continue;
    for (const [other] of inOrder(model['backup-classes'])) {
      if (other !== backup) yield { subject: id, what: `${backup} → ${other}`, edits: [draft.set(`${path}.backup`, other)] };
    }
  }
}
