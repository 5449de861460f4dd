import { inOrder, type Model } from '../../../../config/model/model';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import { firstChoices } from '../free';
import type { Step } from '../step';

export const changeVlan: Step = {
  key: 'change-vlan',
  title: 'Change a network’s VLAN',
  run: async (stage) => {
    const chosen = stage.choose(candidates(stage.model, stage.draft), 'network can change its VLAN');
    expectOnly(await stage.change(chosen), { update: ['vsphere_distributed_port_group'] });
  },
};

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  const free = firstChoices(model)?.vlan;
  for (const [id, { path, vlan, ownerKind, existing }] of inOrder(model.networks)) {
    if (ownerKind !== 'tenants' || existing || free === undefined) continue;
    yield { subject: id, what: `VLAN ${String(vlan)} → ${String(free)}`, edits: [draft.set(`${path}.vlan`, free)] };
  }
}
