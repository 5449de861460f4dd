import { inOrder, type Model, type WorkloadNode } from '../../../../config/model/model';
import { datacenterSites, tierOf, workloadsOf } from '../../../../config/views';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import { goesHome } from '../facts/home';
import type { Step } from '../step';

const GROUP = ['vsphere_compute_cluster_vm_group', 'vsphere_compute_cluster_vm_host_rule'];

export const moveHome: Step = {
  key: 'move-home',
  title: 'Move a machine’s home to the other site',
  run: async (stage) => {
    const { draft, model } = stage;
    const chosen = stage.choose({
      candidates: [true, false].flatMap((amongOthers) => [...candidates(model, draft, amongOthers)]),
      none: 'no tenant’s machine has datastores of the same kind at the other site',
      passes: PASSES,
    });
    const touched = (changed: Model) => {
      const workload = changed.workloads[chosen.subject];
      const machines = [workload?.name ?? ''];
      return { machines, vcenterMachines: workload !== undefined && goesHome(changed, workload) ? machines : [] };
    };
    const stacks = await stage.change(chosen, { touched });
    if (chosen.amongOthers) expectOnly(stacks, { update: ['vsphere_virtual_machine', 'vsphere_compute_cluster_vm_group'] });
    // The last machine of its owner at a site takes the site’s group and rule with it: they hold no data.
    else expectOnly(stacks, { update: ['vsphere_virtual_machine'], create: GROUP, delete: GROUP });
  },
};

/** What may keep a machine where it is: its partners, its room, its copies. */
const PASSES = ['apart-placement', 'backup-home', 'datastore-capacity', 'home-is-preferred', 'redundant-group', 'service-both-sites'];

interface Move extends Candidate {
  /** Its owner keeps another machine where it was, and has one already where it goes. */
  readonly amongOthers: boolean;
}

/** With its disks, each to a datastore of the same kind that is preferred there. */
function* candidates(model: Model, draft: Draft, amongOthers: boolean): Generator<Move> {
  const sites = datacenterSites(model);
  for (const [id, workload] of inOrder(model.workloads)) {
    const { home, path, disks, existing, ownerKind, owner, stack } = workload;
    const there = sites.find((site) => site !== home);
    if (existing || ownerKind !== 'tenants' || there === undefined) continue;
    if (leavesAndJoins(workload, there, workloadsOf(model, owner)) !== amongOthers) continue;
    const moved = inOrder(disks).map(([disk, { datastore }]) => ({ disk, to: counterpart(model, datastore, there) }));
    if (moved.some(({ to }) => to === undefined)) continue;
    const changes = [
      { path: `${path}.home`, value: there },
      ...moved.map(({ disk, to }) => ({ path: `${path}.disks.${disk}.datastore`, value: to })),
    ];
    yield {
      subject: id,
      stack,
      amongOthers,
      what: `home ${home} → ${there}, with ${moved.map(({ disk, to }) => `${disk} on ${to ?? ''}`).join(', ')}`,
      edits: draft.editAll(
        changes.map(({ path: at, value }) => ({ path: at, change: (document, pointer) => document.setIn(pointer, value) })),
      ),
    };
  }
}

/** Whether its owner keeps another machine where it was, and has one already where it goes. */
const leavesAndJoins = ({ id, home, cluster }: WorkloadNode, there: string, own: readonly WorkloadNode[]): boolean =>
  [home, there].every((site) => own.some((other) => other.id !== id && other.cluster === cluster && other.home === site));

function counterpart(model: Model, datastore: string, site: string): string | undefined {
  const volume = model.volumes[model.datastores[datastore]?.volume ?? ''];
  return inOrder(model.datastores).find(([, candidate]) => {
    const other = model.volumes[candidate.volume];
    return volume !== undefined && other?.preferred === site && tierOf(other) === tierOf(volume) && other.mirrored === volume.mirrored;
  })?.[0];
}
