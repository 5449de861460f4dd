import type { Model } from '../../../../config/model/model';
import { OWNERS } from '../../../../config/names';
import { networksOf, workloadsOf } from '../../../../config/views';
import { tenantStackName } from '../../../../stacks/tenant-stack';
import { tenantChoices } from '../../../new-tenant/choices';
import { tenantFiles } from '../../../new-tenant/files';
import type { Candidate } from '../draft';
import { expectNothingDestroyed } from '../expect';
import { lacking } from '../free';
import type { Step } from '../step';

export const addTenant: Step = {
  key: 'add-tenant',
  title: 'Add a tenant',
  run: async (stage) => {
    const { model, settings } = stage;
    const chosen = stage.choose({
      candidates: candidates(model, settings.asOf),
      none: lacking(model) ?? 'its name is taken',
      passes: PASSES,
    });
    const touched = (changed: Model) => {
      const machines = workloadsOf(changed, chosen.subject).map(({ name }) => name);
      const networks = networksOf(changed, chosen.stack).map(({ name }) => name);
      return { machines, networks, vcenterMachines: machines };
    };
    expectNothingDestroyed(await stage.change(chosen, { touched }));
  },
};

/** Where it may not stand, or under which promises: the next place, class or backup is tried. */
const PASSES = [
  'backup-home',
  'backup-rpo',
  'backup-three-levels',
  'class-mirrored',
  'class-promise',
  'datastore-capacity',
  'home-is-preferred',
  'site-loss-capacity',
  'site-loss-cpu',
  'template-firmware',
  'tenant-objectives',
  'workload-disks',
  'workload-fits-host',
];

/** The files that `cordee new tenant` would write. */
function* candidates(model: Model, asOf: string): Generator<Candidate> {
  const taken = new Set(OWNERS.flatMap((collection) => Object.keys(model[collection])));
  const key = ['nouvelle-structure', 'structure-ajoutee', 'structure-essai'].find((name) => !taken.has(name));
  if (key === undefined || lacking(model) !== undefined) return;
  for (const choices of tenantChoices(model))
    yield {
      subject: key,
      what: 'a file with one network and one machine, and its zone',
      edits: tenantFiles(key, model, choices, asOf),
      stack: tenantStackName(key),
    };
}
