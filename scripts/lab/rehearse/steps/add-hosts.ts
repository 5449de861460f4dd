import { stringify } from 'yaml';
import { inOrder, type Model } from '../../../../config/model/model';
import type { Host } from '../../../../config/model/host';
import { hostsOf } from '../../../../config/views';
import type { Candidate, Draft, Edit } from '../draft';
import { expectNothingDestroyed } from '../expect';
import { nextAddress } from '../free';
import type { Step } from '../step';

export const addHosts: Step = {
  key: 'add-hosts',
  title: 'Add a host at each site',
  // They are racked and in vCenter already when the lab begins; the estate describes them only in this step.
  before: (draft) => {
    const found = newHosts(draft);
    return found === undefined ? {} : { racked: found.hosts };
  },
  run: async (stage) => {
    const found = newHosts(stage.draft);
    const none = 'every cluster exists already: hosts join it elsewhere';
    const chosen = stage.choose({ candidates: found === undefined ? [] : [found], none, passes: [] });
    const touched = (changed: Model) => ({
      clusters: [chosen.subject],
      vcenterHosts: chosen.hosts.map(({ name }) => name),
      volumes: inOrder(changed.volumes).flatMap(([key, { existing }]) => (existing ? [] : [key])),
    });
    expectNothingDestroyed(await stage.change(chosen, { touched }));
  },
};

interface NewHosts extends Candidate {
  readonly hosts: readonly Host[];
}

/** One more at each site of the first cluster, like the last one there: half of the cluster must stay one site. */
function newHosts(draft: Draft): NewHosts | undefined {
  const { model } = draft.examine();
  const [cluster] = inOrder(model?.clusters ?? {}).find(([, { existing }]) => !existing) ?? [];
  if (model === undefined || cluster === undefined) return undefined;
  const last = new Map(hostsOf(model, cluster).map(([key, { site }]) => [site, key]));
  const added = [...last].map(([, like]) => ({ like, key: nextKey(model, like) }));
  const taken = new Set<string>();
  const edits = added.map(({ like, key }) => hostFile(draft, model, like, key, taken));
  const resolved = draft.examine(edits).model;
  const hosts = added.flatMap(({ key }) => resolved?.hosts[key] ?? []);
  return { subject: cluster, what: `joined by ${added.map(({ key }) => key).join(' and ')}`, edits, hosts, stack: 'servers' };
}

function nextKey(model: Model, like: string): string {
  const [, stem = like, number = '1'] = /^(.+?)-(\d+)$/.exec(like) ?? [];
  for (let next = Number(number) + 1; ; next++) if (model.hosts[`${stem}-${String(next)}`] === undefined) return `${stem}-${String(next)}`;
}

function hostFile(draft: Draft, model: Model, like: string, key: string, taken: Set<string>): Edit {
  const written = draft.loaded.entities.get(`hosts.${like}`)?.data as Record<string, unknown> & {
    readonly addresses: Record<string, string>;
  };
  const text = stringify({
    ...written,
    title: key,
    name: String(written['name']).replace(/^[^.]+/, key),
    serial: `NEW-${key.toUpperCase()}`,
    addresses: Object.fromEntries(
      Object.entries(written.addresses).map(([network, address]) => [network, nextAddress(model, address, taken)]),
    ),
    iqn: `iqn.1998-01.com.vmware:${key}`,
    localDatastore: { name: `local-${key}`, size: '400 GiB' },
  });
  return { file: `hosts/${key}.yaml`, text };
}
