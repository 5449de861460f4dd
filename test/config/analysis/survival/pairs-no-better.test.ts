/** A failure more heals no volume: what storage says after two is no better than what it says after either, but for what is listed here. */
import { elementsOf } from '../../../../config/analysis/elements';
import type { VolumeAnswer } from '../../../../config/analysis/snapshot';
import { survivalOf } from '../../../../config/analysis/survival';
import { randomEstate } from '../naive/estates';
import { modelOf } from '../estates';
import type { Model } from '../../../../config/model/model';

/** The worse the later; what is refused waits as what is out does. */
const WORSE: readonly (readonly VolumeAnswer[])[] = [['serves'], ['refused', 'out'], ['diverged'], ['unknown']];

/** Settled: all data are gone, or taken, and come from a copy, whatever the sides did before. */
const SETTLED: ReadonlySet<VolumeAnswer> = new Set(['gone', 'taken']);

const rank = (answer: VolumeAnswer): number => WORSE.findIndex((answers) => answers.includes(answer));

/** Pairs after which a volume is better off, and how many volumes a pair leaves in each state that one of its elements put them in. */
function judged(model: Model, seen: Map<string, number>): readonly string[] {
  const { field, snapshot } = survivalOf(model);
  const ids = elementsOf(model).map(({ id }) => id);
  const volumes = Object.keys(model.volumes);
  const alone = new Map(
    ids.map((id) => {
      const { volume } = snapshot(field.indexOf(id)!);
      return [id, volumes.map(volume)] as const;
    }),
  );
  const hit = ids.filter((id) => alone.get(id)!.some((answer) => answer !== 'serves'));
  return hit.flatMap((one) =>
    ids.flatMap((two) => {
      const index = field.indexOf(one, two);
      if (index === undefined) return [];
      const { volume } = snapshot(index);
      return volumes.flatMap((key, number) => {
        const [before, after] = [alone.get(one)![number]!, volume(key)];
        if (before === 'serves') return [];
        seen.set(`${before}, then ${after}`, (seen.get(`${before}, then ${after}`) ?? 0) + 1);
        if (SETTLED.has(after)) return [];
        return SETTLED.has(before) || rank(after) < rank(before) ? [`${key}: ${before} after ${one}, ${after} with ${two}`] : [];
      });
    }),
  );
}

test('on estates by chance, and on one whose carrier takes all links', () => {
  const seen = new Map<string, number>();
  expect(judged(modelOf('minimal'), seen)).toEqual([]);
  for (let seed = 0; seed < 150; seed++) expect([seed, judged(randomEstate(seed), seen)]).toEqual([seed, []]);
  const kinds = [
    'refused, then refused',
    'diverged, then diverged',
    'unknown, then unknown',
    'out, then out',
    'out, then gone',
    'refused, then gone',
  ];
  expect([...seen.keys()].sort()).toEqual(expect.arrayContaining(kinds));
});
