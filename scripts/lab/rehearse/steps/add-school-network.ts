import { inOrder, type Model } from '../../../../config/model/model';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import { firstChoices, lacking } from '../free';
import type { Step } from '../step';

const KEY = 'tablettes';

export const addSchoolNetwork: Step = {
  key: 'add-school-network',
  title: 'Add a network to a school',
  run: async (stage) => {
    const schools = inOrder(stage.model.schools);
    const none = schools.length === 0 ? 'the estate has no school' : (lacking(stage.model) ?? 'no school has a network for pupils');
    const chosen = stage.choose({ candidates: candidates(stage.model, stage.draft), none, passes: [] });
    const touched = (changed: Model) => ({ networks: [changed.networks[`${chosen.subject}/${KEY}`]?.name ?? ''] });
    expectOnly(await stage.change(chosen, { touched }), { create: ['vsphere_distributed_port_group'] });
  },
};

/** A second network for the pupils, like the first but for its number and its addresses. */
function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  const free = lacking(model) === undefined ? firstChoices(model) : undefined;
  if (free === undefined) return;
  for (const [school] of inOrder(model.schools)) {
    const network = Object.values(model.networks).find(
      ({ owner, ownerKind, role }) => ownerKind === 'schools' && owner === school && role === 'pedagogy',
    );
    if (network === undefined || model.networks[`${school}/${KEY}`] !== undefined) continue;
    const { zone, role, stack } = network;
    const sites = Object.keys(network.gateways);
    const added = {
      title: 'Tablettes',
      role,
      vlan: free.vlan,
      subnet: `${free.base}.0/24`,
      zone,
      switch: network.switch,
      ...(network.use === undefined ? {} : { use: network.use }),
      gateways: Object.fromEntries(sites.map((site, index) => [site, `${free.base}.${String(index + 2)}`])),
      virtualGateway: `${free.base}.1`,
    };
    const path = `${network.path.split('.').slice(0, -1).join('.')}.${KEY}`;
    yield { subject: school, what: `network ${KEY}, VLAN ${String(free.vlan)}, ${free.base}.0/24`, edits: [draft.set(path, added)], stack };
  }
}
