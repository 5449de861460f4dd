import { inOrder, type Model } from '../../../../config/model/model';
import { format } from '../../../../config/model/quantities';
import { readVolumeFacts } from '../../../apply/facts';
import { datacoreStatus } from '../../control';
import type { Candidate, Draft } from '../draft';
import { expectOnly } from '../expect';
import type { Stage } from '../stage';
import type { Step } from '../step';

const MORE = 64 * 1024;
const MIB = 2 ** 20;

interface Growth extends Candidate {
  /** MiB. */
  readonly size: number;
}

export const growVolume: Step = {
  key: 'grow-volume',
  title: 'Grow a volume',
  run: async (stage) => {
    const chosen = stage.choose({
      candidates: candidates(stage.model, stage.draft),
      none: 'every volume exists already: Cordée reads it and never changes it',
      passes: ['pool-capacity'],
    });
    const vcenterDatastores = stage.isChosen('storage') ? datastoresOn(stage.model, chosen.subject) : [];
    const touched = { volumes: [chosen.subject], vcenterDatastores };
    expectOnly(await stage.change(chosen, { touched: () => touched }), {});
    await compareSize(stage, chosen);
  },
};

/** The storage itself is asked; and what the applier left to people is said. */
async function compareSize({ settings, comparison, say, leaveOpen }: Stage, { subject, size }: Growth): Promise<void> {
  const { run, folder } = settings.lab;
  const { disks } = await datacoreStatus(run);
  const disk = disks.find(({ name }) => name === subject);
  const { manualSteps = [] } = readVolumeFacts(folder.facts, subject) ?? {};
  comparison.add(
    `size of ${subject} in DataCore`,
    format('size', size),
    disk === undefined ? 'not there' : format('size', disk.size / MIB),
  );
  if (run.providers.kind === 'stand-in') leaveOpen(`that the datastore on ${subject} grows: the stand-in’s datastores are in no vCenter`);
  else
    comparison.add(
      `left to people, to make the datastore on ${subject} fill it`,
      'nothing',
      manualSteps.find((step) => step === 'vmfs-grow') ?? 'nothing',
    );
  comparison.agree();
  const other = manualSteps.filter((step) => step !== 'vmfs-grow');
  if (other.length > 0) say(`left to people, as before: ${other.join(', ')}`);
}

const datastoresOn = (model: Model, on: string): readonly string[] =>
  inOrder(model.datastores).flatMap(([key, { volume, existing }]) => (volume === on && !existing ? [key] : []));

/** Those without snapshots first: growth is refused while some are attached. */
function* candidates(model: Model, draft: Draft): Generator<Growth> {
  const all = inOrder(model.volumes).filter(([, { existing }]) => !existing);
  const plain = all.filter(([, { snapshots }]) => snapshots === undefined);
  for (const [key, { size: before }] of [...plain, ...all.filter((entry) => !plain.includes(entry))]) {
    const size = before + MORE;
    const [was, is] = [format('size', before), format('size', size)];
    yield { subject: key, what: `${was} → ${is}`, edits: [draft.set(`volumes.${key}.size`, is)], stack: 'volumes', size };
  }
}
