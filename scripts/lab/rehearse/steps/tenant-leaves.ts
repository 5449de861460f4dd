import { inOrder, type Model } from '../../../../config/model/model';
import type { Candidate, Draft } from '../draft';
import { addressesOf, approvalOf, firstRefusedByRegister, keysRefused } from '../leaving';
import { Disagreement, NotApplicable, type Step } from '../step';

export const tenantLeaves: Step = {
  key: 'tenant-leaves',
  title: 'A tenant leaves: refused, then approved; nobody else notices',
  run: async (stage) => {
    const { settings, draft } = stage;
    const leaving = firstRefusedByRegister(draft, candidates(stage.model, draft));
    if (leaving === undefined) throw new NotApplicable('every tenant is needed by another');
    const keys = keysRefused(stage.refuse(leaving));
    const approval = approvalOf(draft, 'depart-structure', keys, settings.asOf);
    const approved = addressesOf(settings.lab.folder.estate, keys);
    const change = { subject: leaving.subject, what: `${leaving.what}, approved: ${keys.join(', ')}`, edits: [...leaving.edits, approval] };
    const stacks = await stage.change(change, { approved, stacks: 'all' });
    const own = `tenant-${leaving.subject}`;
    const noticed = stacks.filter(({ stack, changes }) => stack.startsWith('tenant-') && stack !== own && changes.length > 0);
    if (noticed.length > 0) throw new Disagreement(`other tenants’ plans are not empty: ${noticed.map(({ stack }) => stack).join(', ')}`);
    stage.say(`the plans of the other ${String(stacks.filter(({ stack }) => stack.startsWith('tenant-')).length - 1)} tenants are empty`);
  },
};

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  for (const [key] of inOrder(model.tenants))
    yield { subject: key, what: 'is described no more', edits: [draft.without(`tenants.${key}`)] };
}
