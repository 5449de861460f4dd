/** The machine that the rehearsal deletes: the first that nothing but the register holds. */
import { inOrder, type Model } from '../../../config/model/model';
import { workloadsOf } from '../../../config/views';
import type { Candidate, Draft } from './draft';
import { firstRefusedByRegister } from './leaving';
import type { Stage } from './stage';
import { NotApplicable } from './step';

export interface LeavingMachine extends Candidate {
  /** Its key in the register. */
  readonly key: string;
}

export function leavingMachine({ model, draft }: Stage): LeavingMachine {
  const found = firstRefusedByRegister(draft, candidates(model, draft));
  if (found === undefined) throw new NotApplicable('no machine is held by the register alone: others depend on each');
  return { ...found, key: `vm/${found.subject}` };
}

/** Of tenants that keep others first; then the last ones, because it is the first tenant that leaves as a whole later. */
function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  const all = inOrder(model.workloads).filter(([, { existing, ownerKind }]) => !existing && ownerKind === 'tenants');
  const alone = all.filter(([, { owner }]) => workloadsOf(model, owner).length === 1);
  for (const [id, { path }] of [...all.filter((entry) => !alone.includes(entry)), ...alone.reverse()])
    yield { subject: id, what: 'is described no more', edits: [draft.without(path)] };
}
