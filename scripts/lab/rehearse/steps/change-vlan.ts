import { inOrder, type Model } from '../../../../config/model/model';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import { firstChoices, lacking } from '../free';
import type { Step } from '../step';

export const changeVlan: Step = {
  key: 'change-vlan',
  title: 'Change a network’s VLAN',
  run: async (stage) => {
    const { model, draft } = stage;
    const none = lacking(model) ?? 'no tenant has a network that Cordée makes';
    const chosen = stage.choose({ candidates: candidates(model, draft), none, passes: [] });
    const touched = { networks: [model.networks[chosen.subject]?.name ?? ''] };
    expectOnly(await stage.change(chosen, { touched: () => touched }), { update: ['vsphere_distributed_port_group'] });
  },
};

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  const free = lacking(model) === undefined ? firstChoices(model)?.vlan : undefined;
  for (const [id, { path, vlan, ownerKind, existing, stack }] of inOrder(model.networks)) {
    if (ownerKind !== 'tenants' || existing || free === undefined) continue;
    yield { subject: id, what: `VLAN ${String(vlan)} → ${String(free)}`, edits: [draft.set(`${path}.vlan`, free)], stack };
  }
}
