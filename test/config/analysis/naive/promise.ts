/** Section 13 a second time: whether what a failure does to a workload is within what it was promised. */
import { LEVELS, type Outcome, RESTORABLE, STOPPED } from '../../../../config/analysis/levels';
import type { Model } from '../../../../config/model/model';
import type { After, Around } from './cuts';

/** `elements`: all that has failed. */
export function isKept(model: Model, workload: string, { level, times }: After, elements: readonly string[]): boolean {
  if (level >= STOPPED) return false;
  const { class: key, owner, ownerKind } = model.workloads[workload]!;
  const ours = model.classes[key]!;
  const theirs = ownerKind === 'tenants' ? model.tenants[owner]!.objectives : undefined;
  const back = [ours.rto, ours.dmia];
  const loss = [ours.pdma];
  const agreed = theirs === undefined ? [] : [theirs];
  // What a mirror repeats has objectives of its own, where they are written.
  const intruder = elements.includes('intruder');
  const repeated = intruder || elements.some((id) => id.startsWith('volume:') || id.startsWith('service:'));
  if (repeated && level === RESTORABLE) {
    const own = (intruder ? ours.rebuilt : undefined) ?? ours.restored;
    if (own !== undefined) {
      back.splice(0, 2, own.rto);
      loss.splice(0, 1, own.pdma);
    }
    const their = (intruder ? theirs?.rebuilt : undefined) ?? theirs?.restored;
    if (their !== undefined) agreed.splice(0, 1, { ...agreed[0]!, ...their });
  }
  for (const { dmia, pdma } of agreed) {
    back.push(dmia);
    loss.push(pdma);
  }
  const { seconds, loss: lost } = times();
  return back.every((limit) => seconds <= limit) && loss.every((limit) => typeof lost === 'number' && lost <= limit);
}

/** What a failure does to a cell: as bad an outcome, or the same promise broken. Where it cuts links, fewer failures may be another evil. */
export function failingAs(model: Model, { row, outcome }: { readonly row: string; readonly outcome: Outcome }, around: Around | undefined) {
  const level = LEVELS.indexOf(outcome);
  return (after: After, elements: readonly string[]): boolean => {
    if ((around?.cut.length ?? 0) > 0 && after.level !== level) return false;
    return level >= STOPPED ? after.level >= level : !isKept(model, row.replace('workload:', ''), after, elements);
  };
}
