import { inOrder, type Model } from '../../../../config/model/model';
import { EVC_MODES, rankOf, vendorOf } from '../../../../config/rules/lib/evc';
import { hostsOf } from '../../../../config/views';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import type { Step } from '../step';

export const raiseEvc: Step = {
  key: 'raise-evc',
  title: 'Raise a cluster’s EVC mode',
  // A cluster is at the highest mode that its oldest host reaches, as it should be: it begins one lower here, and is raised to where it was.
  before: (draft) => {
    const { model } = draft.examine();
    const [key, cluster] = inOrder(model?.clusters ?? {}).find(([, { existing }]) => !existing) ?? [];
    if (model === undefined || key === undefined || cluster === undefined || raised(model, key) !== undefined) return {};
    const lower = EVC_MODES[vendorOf(cluster.evc)][rankOf(cluster.evc) - 1];
    if (lower === undefined) return {};
    draft.write([draft.set(`clusters.${key}.evc`, lower)]);
    return { what: `cluster ${key} at EVC mode ${lower}, one below its own, so that it can be raised` };
  },
  run: async (stage) => {
    const chosen = stage.choose({
      candidates: candidates(stage.model, stage.draft),
      none: inOrder(stage.model.clusters).every(([, { existing }]) => existing)
        ? 'every cluster exists already: its mode is raised elsewhere'
        : 'each cluster that Cordée makes is at the highest EVC mode that its hosts reach, and has none below',
      passes: [],
    });
    const touched = { clusters: [chosen.subject] };
    expectOnly(await stage.change(chosen, { touched: () => touched }), { update: ['vsphere_compute_cluster'] });
  },
};

function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  for (const [key, { evc, existing }] of inOrder(model.clusters)) {
    const higher = raised(model, key);
    if (!existing && higher !== undefined)
      yield { subject: key, what: `${evc} → ${higher}`, edits: [draft.set(`clusters.${key}.evc`, higher)], stack: 'servers' };
  }
}

/** The next mode, where every host of the cluster reaches it. */
function raised(model: Model, key: string): string | undefined {
  const { evc = '' } = model.clusters[key] ?? {};
  const next = EVC_MODES[vendorOf(evc)][rankOf(evc) + 1];
  return next !== undefined && hostsOf(model, key).every(([, { evcMax }]) => rankOf(evcMax) >= rankOf(next)) ? next : undefined;
}
