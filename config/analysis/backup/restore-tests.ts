/** Restores that were tried: whether each level of each class is proven, and whether the times computed hold against those measured. */
import { inOrder, type Model } from '../../model/model';
import { type Figure, figure, type Shortfall } from '../claim';
import { duration as said } from '../duration';
import { copiesOf, type Level, LEVELS } from './copies';
import { restoreTime } from './restore';

/** A tested restore beside what is computed for it. */
export interface TestedRestore {
  readonly test: string;
  readonly workload: string;
  readonly level: Level;
  readonly result: 'identical' | 'failed';
  /** Reference of the signed record. */
  readonly record: string;
  readonly measured: Figure;
  /** Absent where the workload has no copy at that level any more. */
  readonly computed?: Figure;
}

type Test = Model['restore-tests'][string] & { readonly key: string };

/** Tests up to that day, oldest first; on one day in the order of their keys. */
const until = (model: Model, asOf: string): readonly Test[] =>
  inOrder(model['restore-tests'])
    .map(([key, test]) => ({ key, ...test }))
    .filter(({ date }) => date <= asOf)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

/** The register, with what was computed for each. A newest identical test that took longer shows that the computation flatters. */
export function testsOf(model: Model, asOf: string, short: (shortfall: Shortfall) => unknown): readonly TestedRestore[] {
  const tests = until(model, asOf);
  const newest = new Map(
    tests.filter(({ result }) => result === 'identical').map(({ workload, level, key }) => [`${workload} ${level}`, key]),
  );
  return tests.map(({ key, workload, level, result, record, duration }) => {
    const copy = copiesOf(model, workload).find((candidate) => candidate.level === level);
    const computed = copy === undefined ? undefined : restoreTime(model, workload, copy, true);
    if (computed !== undefined && duration > computed && newest.get(`${workload} ${level}`) === key)
      short({
        id: `backup/restore-time/${key}`,
        subject: `restore-tests.${key}`,
        what: `restoring \`${workload}\` from level \`${level}\` took ${said(duration)}, longer than the ${said(computed)} computed: the computation flatters`,
        places: [`restore-tests.${key}.duration`, `repositories.${copy?.repository ?? ''}.throughput`, 'estate.assumptions.backup'],
        basis: 'estimated',
      });
    return {
      test: key,
      workload,
      level,
      result,
      record,
      measured: figure(duration, 's', 'declared'),
      ...(computed === undefined ? {} : { computed: figure(computed, 's', 'estimated') }),
    };
  });
}

/** Levels of each class whose last test was identical and is not older than the class asks. Any workload of the class proves it. */
export function provenLevels(model: Model, asOf: string): ReadonlyMap<string, readonly Level[]> {
  const last = new Map(until(model, asOf).map((test) => [`${model.workloads[test.workload]?.backup ?? ''} ${test.level}`, test]));
  return new Map(
    inOrder(model['backup-classes']).map(([key, { restoreTestEvery }]) => [
      key,
      LEVELS.filter((level) => {
        const test = last.get(`${key} ${level}`);
        return test?.result === 'identical' && Date.parse(asOf) - Date.parse(test.date) <= restoreTestEvery * 1000;
      }),
    ]),
  );
}
