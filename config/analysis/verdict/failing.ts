/** What parts of a failure do to one cell, which the whole does not leave in peace. */
import type { Model, WorkloadNode } from '../../model/model';
import { STOPPED, type Level } from '../levels';
import type { Scenario } from '../scenarios';
import type { Snapshot } from '../snapshot';
import type { Survival } from '../survival';
import { missOf } from './misses';
import { partsOf } from './parts';
import { promiseOf, repeatedBy } from './promise';
import type { UnmetRule } from './unmet';

export interface PartsOfCell {
  /**
   * A part does what the whole does: as bad an outcome, or the same promise broken. Where links are cut by the scenario, fewer failures may be
   * another evil, so the outcome must be the same.
   */
  readonly fails: (elements: readonly string[]) => boolean;
  /** The rule by which a part fails; undefined where it breaks no promise. */
  readonly rule: (elements: readonly string[]) => UnmetRule | undefined;
  readonly level: (elements: readonly string[]) => Level;
  readonly snapshot: (elements: readonly string[]) => Snapshot;
}

export function failing(model: Model, survival: Survival) {
  const part = partsOf(model, survival);
  return (whole: Scenario, row: string, level: Level, ruleFor: (level: Level) => UnmetRule, node?: WorkloadNode): PartsOfCell => {
    const levelOf = (elements: readonly string[]): Level => {
      const { survival: judged, index } = part(whole, elements);
      return judged.level(row, index);
    };
    const promise = node === undefined ? undefined : promiseOf(model, node);
    const rule = (elements: readonly string[]): UnmetRule | undefined => {
      const now = levelOf(elements);
      if (node === undefined) return now >= STOPPED ? ruleFor(now) : undefined;
      const { snapshot, times } = part(whole, elements);
      const { within } = snapshot().workload(node.id);
      return promise === undefined ? undefined : missOf(now, within, times(node.id), promise, repeatedBy({ elements }))?.rule;
    };
    return {
      fails: (elements) => {
        const now = levelOf(elements);
        if (whole.cut.length > 0 && now !== level) return false;
        return level >= STOPPED || node === undefined ? now >= level : rule(elements) !== undefined;
      },
      rule,
      level: levelOf,
      snapshot: (elements) => part(whole, elements).snapshot(),
    };
  };
}
