/** The machine that the rehearsal deletes: the first that nothing but the register holds. */
import { inOrder, type Model } from '../../../config/model/model';
import { workloadsOf } from '../../../config/views';
import type { Candidate, Draft } from './draft';
import type { Leaving } from './leaving';
import type { Stage } from './stage';

export const leavingMachine = (stage: Stage): Leaving =>
  stage.chooseLeaving({ candidates: candidates(stage.model, stage.draft), noun: 'tenant’s machine', approval: 'depart-machine' });

/** Of tenants that keep others first; then the last ones, because it is the first tenant that leaves as a whole later. */
function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  const all = inOrder(model.workloads).filter(([, { existing, ownerKind }]) => !existing && ownerKind === 'tenants');
  const alone = all.filter(([, { owner }]) => workloadsOf(model, owner).length === 1);
  for (const [id, { path, stack }] of [...all.filter((entry) => !alone.includes(entry)), ...alone.reverse()])
    yield { subject: id, what: 'is described no more', edits: [draft.without(path)], stack };
}
