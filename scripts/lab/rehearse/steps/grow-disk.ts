import { inOrder, type Model } from '../../../../config/model/model';
import { format } from '../../../../config/model/quantities';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import type { Step } from '../step';

const MORE = 10 * 1024;

export const growDisk: Step = {
  key: 'grow-disk',
  title: 'Grow a machine’s disk',
  run: async (stage) => {
    const chosen = stage.choose({
      candidates: candidates(stage.model, stage.draft),
      none: 'no tenant has a machine that Cordée makes',
      passes: ['datastore-capacity', 'tenant-quota'],
    });
    const touched = { machines: [stage.model.workloads[chosen.subject]?.name ?? ''] };
    expectOnly(await stage.change(chosen, { touched: () => touched }), { update: ['vsphere_virtual_machine'] });
  },
};

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  for (const [id, { path, disks, existing, ownerKind, stack }] of inOrder(model.workloads)) {
    if (existing || ownerKind !== 'tenants') continue;
    for (const [disk, { size }] of inOrder(disks)) {
      const [was, is] = [format('size', size), format('size', size + MORE)];
      yield { subject: id, what: `disk ${disk}: ${was} → ${is}`, edits: [draft.set(`${path}.disks.${disk}.size`, is)], stack };
    }
  }
}
