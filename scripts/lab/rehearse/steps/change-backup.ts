import { inOrder, type Model } from '../../../../config/model/model';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import type { Step } from '../step';

export const changeBackup: Step = {
  key: 'change-backup',
  title: 'Change a machine’s backup class',
  run: async (stage) => {
    const { model, draft } = stage;
    const alone = Object.keys(model['backup-classes']).length < 2;
    const none = alone ? 'the estate has no second backup class' : 'no tenant has a machine that Cordée makes';
    const chosen = stage.choose({ candidates: candidates(model, draft), none, passes: PASSES });
    const touched = { machines: [model.workloads[chosen.subject]?.name ?? ''] };
    expectOnly(await stage.change(chosen, { touched: () => touched }), { update: ['vsphere_virtual_machine'] });
  },
};

/** What the machine’s promises ask of its copies: another machine, or another class, is tried. */
const PASSES = ['backup-home', 'backup-places', 'backup-rpo', 'backup-tape', 'backup-three-levels', 'class-promise', 'tenant-objectives'];

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  for (const [id, { path, backup, existing, ownerKind, stack }] of inOrder(model.workloads)) {
    if (existing || ownerKind !== 'tenants') continue;
    for (const [other] of inOrder(model['backup-classes']))
      if (other !== backup) yield { subject: id, what: `${backup} → ${other}`, edits: [draft.set(`${path}.backup`, other)], stack };
  }
}
