import { inOrder, type Model } from '../../../../config/model/model';
import { format } from '../../../../config/model/quantities';
import { vcenterStatus } from '../../control';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import type { Step } from '../step';

const MORE = 64 * 1024;

export const growVolume: Step = {
  key: 'grow-volume',
  title: 'Grow a volume',
  run: async (stage) => {
    const { settings } = stage;
    const chosen = stage.choose(candidates(stage.model, stage.draft), 'volume can grow');
    expectOnly(await stage.change(chosen), {});
    if (settings.lab.run.providers.kind === 'stand-in') return;
    const { datastores } = await vcenterStatus(settings.lab.run);
    for (const [key, { volume, existing }] of inOrder(stage.model.datastores)) {
      const wanted = stage.model.volumes[volume]?.size ?? 0;
      if (existing || volume !== chosen.subject) continue;
      stage.compare(`datastore ${key}`, format('size', wanted), format('size', datastores.find(({ name }) => name === key)?.mib ?? 0));
    }
    stage.agree();
  },
};

/** Those without snapshots first: growth is refused while some are attached. */
function* candidates(model: Model, draft: Draft): Generator<Candidate> {
  const all = inOrder(model.volumes).filter(([, { existing }]) => !existing);
  const plain = all.filter(([, { snapshots }]) => snapshots === undefined);
  for (const [key, { size }] of [...plain, ...all.filter((entry) => !plain.includes(entry))]) {
    const [was, is] = [format('size', size), format('size', size + MORE)];
    yield { subject: key, what: `${was} → ${is}`, edits: [draft.set(`volumes.${key}.size`, is)] };
  }
}
