import { stops } from '../../../../config/finding';
import { inOrder } from '../../../../config/model/model';
import { readVolumeFacts } from '../../../apply/facts';
import { datacoreStatus } from '../../control';
import type { Edit } from '../draft';
import { expectOnly } from '../expect';
import { addressesOf, expectRefusedFor } from '../leaving';
import type { Stage, Wanted } from '../stage';
import { NotApplicable, type Step } from '../step';

const KEY = 'volume-a-rendre';
const [VOLUME, DATASTORE] = [`volumes.${KEY}`, `datastores.${KEY}`];

export const volumeLeaves: Step = {
  key: 'volume-leaves',
  title: 'A volume goes with its data: refused, then approved, its datastore first',
  // Every other volume carries machines, or the heartbeats of a cluster.
  before: (draft) => {
    const { model } = draft.examine();
    const all = inOrder(model?.volumes ?? {});
    const [like] = all.find(([, { existing }]) => !existing) ?? all[0] ?? [];
    const written = draft.loaded.entities.get(`volumes.${like ?? ''}`)?.data as Readonly<Record<string, unknown>> | undefined;
    if (model === undefined || written === undefined || KEY in model.volumes) return {};
    const taken = Object.values(model.volumes).map(({ lun }) => lun);
    const { pools, preferred, mirrored } = written;
    const added = {
      title: 'À rendre',
      size: '16 GiB',
      pools,
      preferred,
      lun: Math.max(...taken) + 1,
      ...(mirrored === undefined ? {} : { mirrored }),
    };
    const edit = draft.beside(`volumes.${like ?? ''}`, KEY, added);
    if (edit === undefined || draft.examine([edit]).findings.some((finding) => stops(finding))) return {};
    draft.write([edit]);
    return { what: `volume ${KEY}, which nothing needs, so that it can go` };
  },
  run: async (stage) => {
    const { model, draft } = stage;
    if (model.volumes[KEY] === undefined) throw new NotApplicable('no volume could be added that nothing needs');
    const onVcenter = stage.settings.lab.run.providers.kind === 'real' && stage.isChosen('storage');
    if (onVcenter) {
      await layDatastore(stage);
      await preferOther(stage);
    } else
      stage.leaveOpen(
        `that the datastore on ${KEY} goes first: it has none, for the stand-in’s datastores are in no vCenter that could list their files`,
      );
    const both = [VOLUME, ...(onVcenter ? [DATASTORE] : [])];
    const leaving = stage.chooseLeaving({ candidates: [gone(draft.editAll(both.map(unset)))], noun: 'volume', approval: 'depart-volume' });
    expectRefusedFor(leaving.keys, stage.refuse(leaving));
    if (onVcenter) {
      const touched = { datastores: [KEY], vcenterDatastores: [KEY] };
      expectOnly(await letGo(stage, DATASTORE, touched), { delete: ['vsphere_vmfs_datastore'] });
    }
    expectOnly(await letGo(stage, VOLUME, { volumes: [KEY] }), {});
    await compareGone(stage);
  },
};

const unset = (path: string): Parameters<Stage['draft']['editAll']>[0][number] => ({
  path,
  change: (document, pointer) => document.deleteIn(pointer),
});
const gone = (edits: readonly Edit[]) => ({ subject: KEY, what: 'is described no more', edits, stack: 'volumes' });

/** Somebody makes one on it: what is then said of the volume is said of data. */
async function layDatastore(stage: Stage): Promise<void> {
  const { model, draft } = stage;
  const preferred = model.volumes[KEY]?.preferred;
  const [like, { formattedBy } = {}] =
    inOrder(model.datastores).find(([, { volume }]) => model.volumes[volume]?.preferred === preferred) ?? [];
  const edit = draft.beside(`datastores.${like ?? ''}`, KEY, { title: 'À rendre', volume: KEY, formattedBy });
  if (edit === undefined) throw new NotApplicable('no datastore could be laid on a volume that nothing needs');
  const change = { subject: KEY, what: 'a datastore on it', edits: [edit] };
  const touched = () => ({ datastores: [KEY], vcenterDatastores: [KEY] });
  expectOnly(await stage.change(change, { touched }), { create: ['vsphere_vmfs_datastore'] });
}

/** The tag of a datastore says the side that its volume prefers. */
async function preferOther(stage: Stage): Promise<void> {
  const { model, draft } = stage;
  const { preferred, pools } = model.volumes[KEY] ?? { preferred: '', pools: {} };
  const other = Object.keys(pools)
    .map((server) => model['storage-servers'][server]?.site)
    .find((site) => site !== undefined && site !== preferred);
  if (other === undefined) return;
  const change = {
    subject: KEY,
    what: `preferred at ${other}, no longer at ${preferred}`,
    edits: [draft.set(`${VOLUME}.preferred`, other)],
  };
  expectOnly(await stage.change(change, { touched: () => ({}) }), { update: ['vsphere_vmfs_datastore'] });
}

/** With an approval that names it, and nothing else. */
async function letGo(stage: Stage, path: string, touched: ReturnType<Wanted['touched']>) {
  const [kind = ''] = path.split('s.');
  const candidate = { ...gone(stage.draft.editAll([unset(path)])), what: `its ${kind} is described no more` };
  const { subject, what, edits, keys, approval } = stage.chooseLeaving({ candidates: [candidate], noun: kind, approval: `depart-${kind}` });
  const approved = addressesOf(stage.settings.lab.folder.estate, keys);
  return stage.change(
    { subject, what: `${what}, approved: ${keys.join(', ')}`, edits: [...edits, approval] },
    { approved, touched: () => touched },
  );
}

/** The storage itself is asked, and what Terraform would read. */
async function compareGone({ settings, comparison }: Stage): Promise<void> {
  const { run, folder } = settings.lab;
  const { disks } = await datacoreStatus(run);
  const there = (is: boolean): string => (is ? 'there' : 'not there any more');
  comparison.add(`${KEY} in DataCore`, there(false), there(disks.some(({ name }) => name === KEY)));
  comparison.add(`${KEY} in the facts`, there(false), there(readVolumeFacts(folder.facts, KEY) !== undefined));
  comparison.agree();
}
