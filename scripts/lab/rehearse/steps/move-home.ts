import { inOrder, type Model, type WorkloadNode } from '../../../../config/model/model';
import { datacenterSites, tierOf, workloadsOf } from '../../../../config/views';
import { stops } from '../../../../config/finding';
import type { Candidate, Draft, Edit } from '../draft';
import { type Allowed, expectOnly } from '../expect';
import { goesHome } from '../facts/home';
import { nextAddress } from '../free';
import type { Step } from '../step';

const GROUP = ['vsphere_compute_cluster_vm_group', 'vsphere_compute_cluster_vm_host_rule'];

export const moveHome: Step = {
  key: 'move-home',
  title: 'Move a machine’s home to the other site',
  // A group cannot be empty: with the last machine of a site it goes, and its rule with it. So there is one that stays, and one that is there.
  before: (draft) => {
    const { model } = draft.examine();
    if (model === undefined || !candidates(model, draft, hasCompany).next().done) return {};
    const [move] = candidates(model, draft, () => true);
    const company = move === undefined ? [] : companions(model, draft, move);
    if (move === undefined || draft.examine(company).findings.some((finding) => stops(finding))) return {};
    draft.write(company);
    return { what: `two machines more like ${move.subject}, one at each site, so that its move leaves nothing empty` };
  },
  run: async (stage) => {
    const { draft, model } = stage;
    const chosen = stage.choose({
      candidates: waysOf(model, draft),
      none: 'no tenant’s machine has datastores of the same kind at the other site',
      passes: PASSES,
    });
    const touched = (changed: Model) => {
      const workload = changed.workloads[chosen.subject];
      const machines = [workload?.name ?? ''];
      return { machines, vcenterMachines: workload !== undefined && goesHome(changed, workload) ? machines : [] };
    };
    const stacks = await stage.change(chosen, { touched });
    expectOnly(stacks, changesOf(chosen));
  },
};

/** What may keep a machine where it is: its partners, its room, its copies. */
const PASSES = ['apart-placement', 'backup-home', 'datastore-capacity', 'home-is-preferred', 'redundant-group', 'service-both-sites'];

interface Move extends Candidate, Company {
  readonly there: string;
}

/** Whether its owner has another machine, in the same cluster, where it was and where it goes. */
export interface Company {
  readonly before: boolean;
  readonly after: boolean;
}

/** Where it had or has company the site’s group is changed; the last one takes group and rule with it, the first one brings them. */
export const changesOf = ({ before, after }: Company): Allowed => ({
  update: ['vsphere_virtual_machine', ...(before || after ? ['vsphere_compute_cluster_vm_group'] : [])],
  ...(after ? {} : { create: GROUP }),
  ...(before ? {} : { delete: GROUP }),
});

/** With its disks, each to a datastore of the same kind that is preferred there. */
function* candidates(model: Model, draft: Draft, wanted: (company: Company) => boolean): Generator<Move> {
  const sites = datacenterSites(model);
  for (const [id, workload] of inOrder(model.workloads)) {
    const { home, path, disks, existing, ownerKind, owner, stack } = workload;
    const there = sites.find((site) => site !== home);
    if (existing || ownerKind !== 'tenants' || there === undefined) continue;
    const company = companyOf(workload, there, workloadsOf(model, owner));
    if (!wanted(company)) continue;
    const moved = inOrder(disks).map(([disk, { datastore }]) => ({ disk, to: counterpart(model, datastore, there) }));
    if (moved.some(({ to }) => to === undefined)) continue;
    const changes = [
      { path: `${path}.home`, value: there },
      ...moved.map(({ disk, to }) => ({ path: `${path}.disks.${disk}.datastore`, value: to })),
    ];
    yield {
      subject: id,
      stack,
      there,
      ...company,
      what: `home ${home} → ${there}, with ${moved.map(({ disk, to }) => `${disk} on ${to ?? ''}`).join(', ')}`,
      edits: draft.editAll(
        changes.map(({ path: at, value }) => ({ path: at, change: (document, pointer) => document.setIn(pointer, value) })),
      ),
    };
  }
}

function companyOf({ id, home, cluster }: WorkloadNode, there: string, own: readonly WorkloadNode[]): Company {
  const at = (site: string): boolean => own.some((other) => other.id !== id && other.cluster === cluster && other.home === site);
  return { before: at(home), after: at(there) };
}

/** Those first that change groups and make none: nothing is destroyed then. */
function* waysOf(model: Model, draft: Draft): Generator<Move> {
  yield* candidates(model, draft, hasCompany);
  yield* candidates(model, draft, (company) => !hasCompany(company));
}

const hasCompany = ({ before, after }: Company): boolean => before && after;

type Written = Readonly<Record<string, unknown>> & {
  readonly disks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly nics: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** Machines like the one that moves: one at each site. */
function companions(model: Model, draft: Draft, { subject, there }: Move): readonly Edit[] {
  const { path, key, home, disks } = model.workloads[subject] as WorkloadNode;
  const owner = path.split('.').slice(0, 2).join('.');
  const data = draft.loaded.entities.get(owner)?.data as { readonly workloads: Readonly<Record<string, Written>> } | undefined;
  const like = data?.workloads[key];
  if (like === undefined) return [];
  const taken = new Set<string>();
  const made = [home, there].map((site, index) => ({
    path: `${owner}.workloads.${key}-${String(index + 2)}`,
    value: {
      ...like,
      home: site,
      disks: Object.fromEntries(
        Object.entries(like.disks).map(([disk, written]) => {
          const datastore = disks[disk]?.datastore ?? '';
          return [disk, { ...written, datastore: site === home ? datastore : counterpart(model, datastore, site) }];
        }),
      ),
      nics: Object.fromEntries(
        Object.entries(like.nics).map(([nic, written]) => [
          nic,
          { ...written, address: nextAddress(model, String(written['address']), taken) },
        ]),
      ),
    },
  }));
  return draft.editAll(
    made.map(({ path: at, value }) => ({ path: at, change: (document, pointer) => document.setIn(pointer, document.createNode(value)) })),
  );
}

function counterpart(model: Model, datastore: string, site: string): string | undefined {
  const volume = model.volumes[model.datastores[datastore]?.volume ?? ''];
  return inOrder(model.datastores).find(([, candidate]) => {
    const other = model.volumes[candidate.volume];
    return volume !== undefined && other?.preferred === site && tierOf(other) === tierOf(volume) && other.mirrored === volume.mirrored;
  })?.[0];
}
