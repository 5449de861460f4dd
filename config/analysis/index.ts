/** The proof of an estate: all parts of the analysis, wired on one page. */
import { inOrder, type Model } from '../model/model';
import { capacity, type Capacity } from './capacity';
import { type Survival, survivalOf } from './survival';
import { type Cuts, cutsOf } from './verdict/cuts';
import { type Verdict, verdictOf } from './verdict';

export interface Proof {
  readonly survival: Survival;
  readonly verdict: Verdict;
  readonly capacity: Capacity;
  /** Tenant → the smallest sets of failures that take one of its workloads. */
  readonly cuts: (tenant: string) => Cuts;
  /** Premises that one failure cuts off, with the elements that do: shown, not promised. */
  readonly singleHomed: readonly { readonly premises: string; readonly by: readonly string[] }[];
}

/** `asOf` is the day at which exceptions and contracts are judged. */
export function proofOf(model: Model, asOf: string): Proof {
  const survival = survivalOf(model);
  return {
    survival,
    verdict: verdictOf(model, survival, asOf),
    capacity: capacity(model),
    cuts: (tenant) => cutsOf(survival, `tenant:${tenant}`),
    singleHomed: inOrder(model.premises).flatMap(([premises, { accesses }]) => {
      const by = Object.keys(accesses).length === 1 ? cutsOf(survival, `premises:${premises}`).alone : [];
      return by.length === 0 ? [] : [{ premises, by }];
    }),
  };
}
