/** One failure of one estate: what the rest of this folder asks about. */
import type { Level } from '../../../../config/analysis/levels';
import type { LinkUse, Scenario } from '../../../../config/analysis/scenarios';
import type { Model } from '../../../../config/model/model';

/** What both evaluators are: the level of every row (`workload:…`, `machine:…`, `tenant:…` …) in one scenario. */
export type Evaluator = (model: Model, scenario: Scenario) => ReadonlyMap<string, Level>;

export interface Situation {
  readonly model: Model;
  /** Ids of the elements that have failed, such as `host:esx-1`. */
  readonly failed: ReadonlySet<string>;
  /** Uses that nothing between the two sides carries. */
  readonly cut: ReadonlySet<LinkUse>;
  /** Sites that reach the witness, where the scenario says it. */
  readonly witness?: readonly string[];
}

export const situationOf = (model: Model, { elements, cut, witness }: Scenario): Situation => ({
  model,
  failed: new Set(elements),
  cut: new Set(cut),
  ...(witness === undefined ? {} : { witness }),
});

export const failed = ({ failed }: Situation, kind: string, key: string): boolean => failed.has(`${kind}:${key}`);

/** The worst of some levels; of none, uninterrupted. */
export const worst = (levels: readonly Level[]): Level => levels.reduce<Level>((a, b) => (a > b ? a : b), 0);
