/** The reference estate, with the survival proof: whatever is only restarted is back in time, and every story adds up. */
import { recovery, recoverySeconds } from '../../../../config/analysis/clock';
import { RESTORABLE, STOPPED } from '../../../../config/analysis/levels';
import { survivalOf } from '../../../../config/analysis/survival';
import { modelOf } from '../estates';

const model = modelOf('chelles');
const survival = survivalOf(model);
const indexes = Array.from({ length: survival.field.size }, (_, index) => index).filter(
  (index) => survival.field.scenario(index).kind !== 'pair',
);
const ids = Object.keys(model.workloads);

test('the loss of a site, alone or with what the named scenarios add, is survived within the objectives of each class', () => {
  const judged = indexes.map((index) => survival.snapshot(index)).filter(({ scenario: { id } }) => /^(site:|room:|named:site-)/.test(id));
  expect(judged.length).toBeGreaterThan(10);
  const late = judged.flatMap((snapshot) => {
    const times = recoverySeconds(model, snapshot);
    return ids.filter(
      (id) => snapshot.workload(id).level < RESTORABLE && times(id).seconds > (model.classes[model.workloads[id]!.class]?.rto ?? 0),
    );
  });
  expect(late).toEqual([]);
});

test('in every scenario: what is at least restorable is back some time, no later in office hours, and its steps add up', () => {
  let told = 0;
  const wrong: string[] = [];
  for (const index of indexes) {
    const snapshot = survival.snapshot(index);
    const recoveries = recovery(model, snapshot);
    for (const id of ids) {
      const { seconds, inHours, steps } = recoveries(id);
      const sum = steps.reduce((total, step) => total + step.seconds, 0);
      if (steps.length > 0) told++;
      if (seconds === 0 && steps.length === 0) continue;
      const never = seconds === Infinity;
      const right = never ? snapshot.workload(id).level > RESTORABLE && steps.length === 0 : inHours <= seconds && sum === seconds;
      if (!right) wrong.push(`${snapshot.scenario.id} ${id}: ${String(seconds)} ${String(inHours)} ${String(sum)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(1000);
});

test('asked about what a failure touches alone, the clock says the same', () => {
  for (const index of indexes.filter((_, position) => position % 4 === 0)) {
    const snapshot = survival.snapshot(index);
    const affected = ids.filter((id) => {
      const { cause, own, level } = snapshot.workload(id);
      return cause !== undefined || own >= RESTORABLE || level > STOPPED;
    });
    const [few, all] = [recoverySeconds(model, snapshot, affected), recoverySeconds(model, snapshot)];
    expect(ids.map((id) => few(id))).toEqual(ids.map((id) => all(id)));
  }
});
