import type { Model } from '../../../../config/model/model';
import { OWNERS } from '../../../../config/names';
import { tenantChoices } from '../../../new-tenant/choices';
import { tenantText } from '../../../new-tenant/text';
import type { Candidate } from '../draft';
import { expectNothingDestroyed } from '../expect';
import type { Step } from '../step';

export const addTenant: Step = {
  key: 'add-tenant',
  title: 'Add a tenant',
  run: async (stage) => {
    const chosen = stage.choose(candidates(stage.model, stage.settings.asOf), 'tenant fits');
    expectNothingDestroyed(await stage.change(chosen));
  },
};

/** The file that `cordee new tenant` would write. */
function* candidates(model: Model, asOf: string): Generator<Candidate> {
  const taken = new Set(OWNERS.flatMap((collection) => Object.keys(model[collection])));
  const key = ['nouvelle-structure', 'structure-ajoutee', 'structure-essai'].find((name) => !taken.has(name));
  if (key === undefined) return;
  for (const choices of tenantChoices(model))
    yield {
      subject: key,
      what: 'a file with one network and one machine',
      edits: [{ file: `tenants/${key}.yaml`, text: tenantText(key, choices, asOf) }],
    };
}
