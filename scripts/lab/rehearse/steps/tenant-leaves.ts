import { inOrder, type Model } from '../../../../config/model/model';
import { networksOf, workloadsOf } from '../../../../config/views';
import { tenantStackName } from '../../../../stacks/tenant-stack';
import { count } from '../../../print-findings';
import type { Candidate, Draft } from '../draft';
import { addressesOf, expectRefusedFor } from '../leaving';
import { Disagreement, type Step } from '../step';

export const tenantLeaves: Step = {
  key: 'tenant-leaves',
  title: 'A tenant leaves: refused, then approved; nobody else notices',
  run: async (stage) => {
    const { settings, draft, model } = stage;
    const leaving = stage.chooseLeaving({ candidates: candidates(model, draft), noun: 'tenant', approval: 'depart-structure' });
    const { subject, what, edits, keys, approval, stack: own } = leaving;
    expectRefusedFor(keys, stage.refuse(leaving));
    const approved = addressesOf(settings.lab.folder.estate, keys);
    const machines = workloadsOf(model, subject).flatMap(({ name, existing }) => (existing ? [] : [name]));
    const networks = networksOf(model, own).flatMap(({ name, existing }) => (existing ? [] : [name]));
    const touched = () => ({ machines, networks, vcenterMachines: machines });
    const change = { subject, what: `${what}, approved: ${keys.join(', ')}`, edits: [...edits, approval] };
    const stacks = await stage.change(change, { approved, touched, stacks: 'all' });
    const others = stacks.filter(({ stack }) => stack !== own && stack.startsWith('tenant-'));
    const noticed = others.filter(({ changes }) => changes.length > 0);
    if (noticed.length > 0) throw new Disagreement(`other tenants’ plans are not empty: ${noticed.map(({ stack }) => stack).join(', ')}`);
    stage.say(
      `empty plans, as they have to be: ${others.length === 0 ? 'none, no other tenant is deployed' : count(others.length, 'other tenant')}`,
    );
  },
};

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  for (const [key] of inOrder(model.tenants))
    yield { subject: key, what: 'is described no more', edits: [draft.without(`tenants.${key}`)], stack: tenantStackName(key) };
}
